import { InputError } from '../../core/errors.ts';
import type { TenantId } from '../identifiers.ts';
import type { Collection, StoppedCollection } from '../ports/sign-in-evidence-store.ts';
import type { SignInQueue } from '../ports/sign-in-queue.ts';
import { type Delivery, type RejectMessageDependencies, rejectMessage } from '../reject-message.ts';
import { type Progress, type ReadDueSlicesDependencies, readDueSlices } from './read-due-slices.ts';
import { parseSignInRequest, type SignInRequest } from './sign-in-request.ts';
import { whyUnavailable } from './stops.ts';

export interface CollectSignInsDependencies extends ReadDueSlicesDependencies, RejectMessageDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly signInQueue: SignInQueue;
  /** The attempt after which the queue gives a message up. */
  readonly lastAttempt: number;
}

/** For one whose process died: as long as the host lets an invocation run. */
const reliedOnForMilliseconds = 600_000;

/**
 * Reads what is due of a tenant's sign-in log, newest first, and goes on in another message where time runs out.
 * It may die between any two lines, and be delivered as often as the queue likes: what is kept of a slice is always
 * one whole reading of it. Throws when the attempt failed and another may succeed.
 */
export async function collectSignIns(
  dependencies: CollectSignInsDependencies,
  delivery: Delivery,
): Promise<void> {
  const { signInEvidenceStore, signInQueue, clock, logger } = dependencies;
  const { tenantId } = await acceptedRequest(dependencies, delivery);
  if (dependencies.plan.historyDays === 0) return;
  const begunAt = clock();
  const collector = {
    messageId: delivery.messageId,
    at: begunAt.toISOString(),
    until: new Date(begunAt.getTime() + reliedOnForMilliseconds).toISOString(),
  };
  if (!(await signInEvidenceStore.begin(tenantId, collector))) {
    logger.info('Sign-ins of the tenant are being collected already', { tenantId });
    return;
  }
  const { read, more, stopped } = await attempt(dependencies, delivery, tenantId, begunAt);
  await signInEvidenceStore.end(tenantId, collectionNow(dependencies, stopped));
  logger.info('Sign-ins collected', { tenantId, slices: read, more, stopped: stopped?.reason });
  // Without progress, whatever stood in the way would stand there again: the next scan asks anew.
  if (more && read > 0) await signInQueue.put({ version: 1, tenantId });
}

async function attempt(
  dependencies: CollectSignInsDependencies,
  delivery: Delivery,
  tenantId: TenantId,
  begunAt: Date,
): Promise<Progress> {
  const { signInEvidenceStore, clock, logger, lastAttempt } = dependencies;
  try {
    return await readDueSlices(dependencies, tenantId, begunAt);
  } catch (error) {
    logger.error('Sign-ins could not be collected', { tenantId, attempt: delivery.attempt, error });
    const stopped = { reason: 'unavailable', why: whyUnavailable(error), at: clock().toISOString() } as const;
    if (delivery.attempt >= lastAttempt) return { read: 0, more: false, stopped };
    await signInEvidenceStore.end(tenantId, collectionNow(dependencies, stopped));
    throw error;
  }
}

function collectionNow(
  { clock, signInReader: { source } }: CollectSignInsDependencies,
  stopped: StoppedCollection | undefined,
): Collection {
  return { collectedAt: clock().toISOString(), source, ...(stopped && { stopped }) };
}

async function acceptedRequest(
  dependencies: CollectSignInsDependencies,
  delivery: Delivery,
): Promise<SignInRequest> {
  try {
    const request = parseSignInRequest(delivery.message);
    if (dependencies.tenantIds.includes(request.tenantId)) return request;
    throw new InputError([{ member: 'tenantId', message: 'is not one of the tenants in TENANT_IDS' }]);
  } catch (error) {
    if (error instanceof InputError) await rejectMessage(dependencies, delivery, error);
    throw error;
  }
}
