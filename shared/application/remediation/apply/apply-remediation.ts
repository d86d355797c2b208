import { InputError, IntegrityError } from '../../../core/errors.ts';
import { eventNames } from '../../event-names.ts';
import { type Delivery, rejectMessage } from '../../reject-message.ts';
import { parseRemediationMessage, type RemediationMessage } from '../remediation-message.ts';
import type { ApplyDependencies } from './apply-dependencies.ts';
import { attemptsFailedNotification, refusedNotification } from './apply-notifications.ts';
import { carryOn } from './carry-on.ts';
import { genuineRemediation } from './genuine-remediation.ts';
import { MovedOnError } from './moved-on-error.ts';
import { notificationsOf } from './tell-of-progress.ts';

const lookAgainSeconds = 30;

/**
 * Looks at the remediation that a queue message names, and does what its state asks for. Delivered twice, out of order or
 * on two instances at once, it has one effect. What was forged is refused and not tried again; throws where the attempt
 * failed, so that the queue delivers again or, after the last one, moves the message to poison: the state stays, and the
 * next scan asks for it again.
 */
export async function applyRemediation(dependencies: ApplyDependencies, delivery: Delivery): Promise<void> {
  const message = await acceptedMessage(dependencies, delivery);
  try {
    const hand = await genuineRemediation(dependencies, message.tenantId, message.remediationId);
    if (hand !== undefined) {
      await dependencies.notificationQueue.put(notificationsOf(hand.remediation, hand.journal));
      await carryOn(hand);
      return;
    }
  } catch (error) {
    if (error instanceof IntegrityError) return refuse(dependencies, message, error);
    if (error instanceof MovedOnError) return lookAgain(dependencies, message);
    await tellOfAttempt(dependencies, delivery, message, error);
    throw error;
  }
  throw await rejected(dependencies, delivery, 'remediationId', 'names no remediation of this tenant');
}

async function acceptedMessage(
  dependencies: ApplyDependencies,
  delivery: Delivery,
): Promise<RemediationMessage> {
  const message = await parsedMessage(dependencies, delivery);
  if (dependencies.tenantIds.includes(message.tenantId)) return message;
  throw await rejected(dependencies, delivery, 'tenantId', 'is not one of the tenants in TENANT_IDS');
}

async function parsedMessage(
  dependencies: ApplyDependencies,
  delivery: Delivery,
): Promise<RemediationMessage> {
  try {
    return parseRemediationMessage(delivery.message);
  } catch (error) {
    if (error instanceof InputError) await rejectMessage(dependencies, delivery, error);
    throw error;
  }
}

/** Keeps the message as one that nothing can be made of. */
async function rejected(
  dependencies: ApplyDependencies,
  delivery: Delivery,
  member: string,
  message: string,
): Promise<InputError> {
  const error = new InputError([{ member, message }]);
  await rejectMessage(dependencies, delivery, error);
  return error;
}

/** Of two at the same time one goes on, and the other one sees later whether anything is left to do. */
async function lookAgain(
  { remediationQueue, logger }: ApplyDependencies,
  message: RemediationMessage,
): Promise<void> {
  logger.info('Somebody else carries a remediation on', message);
  await remediationQueue.put(message, { delaySeconds: lookAgainSeconds });
}

/** Records nothing where everything may be forged. */
async function refuse(
  { logger, telemetry, notificationQueue, clock }: ApplyDependencies,
  { tenantId, remediationId }: RemediationMessage,
  error: IntegrityError,
): Promise<void> {
  const reason = error.message;
  logger.error('A remediation was refused', { tenantId, remediationId, error });
  await telemetry.record([
    { name: eventNames.remediationRefused, properties: { tenantId, remediationId, reason } },
  ]);
  const at = clock().toISOString();
  await notificationQueue.put([refusedNotification(tenantId, remediationId, reason, at)]);
}

async function tellOfAttempt(
  { logger, telemetry, notificationQueue, clock, lastAttempt }: ApplyDependencies,
  { attempt }: Delivery,
  { tenantId, remediationId }: RemediationMessage,
  error: unknown,
): Promise<void> {
  logger.error('A remediation could not be carried on', {
    tenantId,
    remediationId,
    attempt,
    lastAttempt,
    error,
  });
  if (attempt < lastAttempt) return;
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1_000).toWellFormed();
  await telemetry.record([
    { name: eventNames.remediationFailed, properties: { tenantId, remediationId, reason } },
  ]);
  const at = clock().toISOString();
  await notificationQueue.put([attemptsFailedNotification(tenantId, remediationId, reason, at)]);
}
