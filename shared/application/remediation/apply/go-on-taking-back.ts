import type { Stage } from '../../../core/remediation/plan.ts';
import { lookAtPolicy, policyIdIn } from './look-at-policy.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { mayBeOnItsWay } from './settle-writes.ts';
import { recordedWrite, type StageWrite, writesOf } from './stage-writes.ts';
import { type SeenWrite, takeBack } from './take-back.ts';

const lookAgainSeconds = 60;

/**
 * Takes back what an earlier delivery began to take back. Among it may be a write that was seen and not recorded as
 * written; Graph may hide a new policy again for a while.
 */
export async function goOnTakingBack(
  hand: RemediationInHand,
  stage: Stage['name'],
  reason: string,
): Promise<Outcome> {
  const unsettled = unsettledWrite(hand, stage);
  if (unsettled === undefined) return takeBack(hand, stage, reason);
  const seen = await lookAt(hand, unsettled);
  const at = recordedWrite(hand.remediation, unsettled)?.at;
  if (seen === undefined && at !== undefined && mayBeOnItsWay(hand, { at }))
    return hand.lookAgain(lookAgainSeconds);
  return takeBack(hand, stage, reason, seen);
}

function unsettledWrite({ remediation }: RemediationInHand, stage: Stage['name']): StageWrite | undefined {
  return writesOf(remediation, stage).find(
    (write) => recordedWrite(remediation, write)?.progress === 'intended',
  );
}

async function lookAt(hand: RemediationInHand, write: StageWrite): Promise<SeenWrite | undefined> {
  const { policy, isAmbiguous } = await lookAtPolicy(hand, write);
  return policy === undefined || isAmbiguous ? undefined : { write, policyId: policyIdIn(policy) };
}
