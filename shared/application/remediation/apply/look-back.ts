import { type ReadBack, readBack } from '../../../core/remediation/course/read-back.ts';
import type { WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import { lookAtPolicy, type PolicyNow, policyIdIn, withNameOf } from './look-at-policy.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';
import { isCreation, type StageWrite } from './stage-writes.ts';

/** What became of a request, and the id of the policy that was seen. */
export type LookedBack = ReadBack & { readonly policyId: string | null };

const pauseMilliseconds = 2_000;
const longestMilliseconds = 60_000;

/** Reads again until the tenant shows the write, or for a minute: Graph shows it a while after it was made. */
export async function waitForWrite(
  hand: RemediationInHand,
  write: StageWrite,
  saved: WirePolicy | null,
): Promise<LookedBack> {
  for (let waited = 0; ; waited += pauseMilliseconds) {
    const seen = await lookBack(hand, write, saved);
    if (seen.kind !== 'notYet' || waited >= longestMilliseconds) return seen;
    await hand.dependencies.sleep(pauseMilliseconds);
  }
}

export async function lookBack(
  hand: RemediationInHand,
  write: StageWrite,
  saved: WirePolicy | null,
): Promise<LookedBack> {
  return whatBecame(hand, write, saved, await lookAtPolicy(hand, write));
}

export function whatBecame(
  hand: RemediationInHand,
  write: StageWrite,
  saved: WirePolicy | null,
  { policy, isAmbiguous }: PolicyNow,
): LookedBack {
  const policyId = policy === undefined ? null : policyIdIn(policy);
  if (isAmbiguous) return { kind: 'writtenBySomebodyElse', differences: [], policyId };
  const seen = readBack({ sent: sentOf(hand, write, policy), saved, now: policy });
  const isTakenBack = seen.kind === 'notYet' && wasWritten(saved, policy);
  return isTakenBack ? { kind: 'writtenBySomebodyElse', differences: [], policyId } : { ...seen, policyId };
}

/** A name that was not sent is whatever it is, and so is that of a policy that others deliver, or have renamed by now. */
function sentOf(
  { remediation }: RemediationInHand,
  write: StageWrite,
  now: WirePolicy | undefined,
): WirePolicy {
  const { policy, request } = write.stage;
  const isNamed =
    'displayName' in request.body && !isCreation(write) && remediation.proposal.rules.delivery !== 'external';
  return isNamed || now === undefined ? policy : withNameOf(policy, now);
}

/** It is as it was, but not since then: it was written, and somebody took that back. */
function wasWritten(saved: WirePolicy | null, now: WirePolicy | undefined): boolean {
  if (saved === null || now === undefined) return false;
  return memberAt(saved, 'modifiedDateTime') !== memberAt(now, 'modifiedDateTime');
}
