import { ConflictError, ForbiddenError, TransientError } from '../../../core/errors.ts';
import { presentPolicy } from '../../../core/remediation/course/drift.ts';
import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import type { WirePolicy } from '../../../core/remediation/plan.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import { fail, supersede } from './endings.ts';
import { lookAtPolicy } from './look-at-policy.ts';
import { waitForWrite } from './look-back.ts';
import { notice } from './notice.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { mayBeOnItsWay, settleWrite } from './settle-writes.ts';
import { eventWrite, idOf, isCreation, recordedWrite, type StageWrite } from './stage-writes.ts';

/** So long after a request that shows no effect yet, the remediation is looked at again. */
const lookAgainSeconds = 60;
/** Longer than a creation may be on its way. */
const waitForPermissionSeconds = 20 * 60;

/**
 * Writes one policy: looks at it a last time, records that it is about to be sent, sends it once, and waits until the
 * tenant shows it. Whoever dies in between leaves the intention, by which the next delivery finds out.
 */
export async function writePolicy(
  hand: RemediationInHand,
  write: StageWrite,
  snapshot: TenantSnapshot,
): Promise<Outcome> {
  const policyId = idOf(hand.remediation, write);
  const saved = policyId === null ? null : (presentPolicy(snapshot, policyId) ?? null);
  const earlier = recordedWrite(hand.remediation, write);
  const changed = await changedMeanwhile(hand, write, saved);
  if (changed !== undefined) {
    // What was intended before another instance may have sent by now: the next delivery finds out what it is.
    const isIntended = earlier?.progress === 'intended';
    return isIntended ? hand.lookAgain(lookAgainSeconds) : supersede(hand, [changed]);
  }
  await hand.record({ kind: 'writeIntended', write: { ...eventWrite(write), policyId, saved } });
  const refusal = await send(hand, write, policyId);
  if (refusal !== undefined) {
    const isUncertain = earlier !== undefined && mayBeOnItsWay(hand, earlier);
    if (!isUncertain) await recordRefusal(hand, write, refusal);
    return refusal instanceof ForbiddenError
      ? waitForPermission(hand, refusal)
      : fail(hand, [refusal.message]);
  }
  const seen = await waitForWrite(hand, write, saved);
  return seen.kind === 'notYet' ? hand.lookAgain(lookAgainSeconds) : settleWrite(hand, write, seen);
}

/** Between the reading of the tenant and the request, somebody may have been quicker. */
async function changedMeanwhile(
  hand: RemediationInHand,
  { planned, ...write }: StageWrite,
  saved: WirePolicy | null,
): Promise<string | undefined> {
  const { displayName } = planned.policy;
  const { policy, isAmbiguous } = await lookAtPolicy(hand, { planned, ...write });
  if (isCreation(write)) {
    return policy === undefined && !isAmbiguous
      ? undefined
      : `Somebody else created a policy with the mark of "${displayName}".`;
  }
  if (saved === null || policy === undefined) return `The policy "${displayName}" was deleted meanwhile.`;
  return policyDifferences(saved, policy).length === 0
    ? undefined
    : `The policy "${displayName}" was changed meanwhile.`;
}

/** Why Graph refused it; undefined where it was sent, with whatever effect. */
async function send(
  { dependencies, tenantId }: RemediationInHand,
  { stage }: StageWrite,
  policyId: string | null,
): Promise<ConflictError | ForbiddenError | undefined> {
  const { policyWriter } = dependencies;
  const { body } = stage.request;
  try {
    if (policyId === null) await policyWriter.create(tenantId, body);
    else await policyWriter.change(tenantId, policyId, body);
    return undefined;
  } catch (error) {
    if (error instanceof ConflictError || error instanceof ForbiddenError) return error;
    if (!(error instanceof TransientError)) throw error;
    dependencies.logger.warn('A request for a policy was not answered', { tenantId, policyId, error });
    return undefined;
  }
}

/** It had no effect: whoever wants to reject the remediation need not wait for it. */
async function recordRefusal(
  hand: RemediationInHand,
  write: StageWrite,
  { message }: ConflictError | ForbiddenError,
): Promise<void> {
  const policyId = idOf(hand.remediation, write);
  await hand.record({ kind: 'writeRefused', write: { ...eventWrite(write), policyId }, why: message });
}

/** Nothing is wrong with what was approved: it goes on once somebody has granted the permission in time. */
async function waitForPermission(hand: RemediationInHand, { message }: ForbiddenError): Promise<Outcome> {
  await notice(hand, 'writerForbidden', message);
  return hand.lookAgain(waitForPermissionSeconds);
}
