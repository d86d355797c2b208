import { ConflictError, IntegrityError } from '../../../core/errors.ts';
import { policyFingerprint } from '../../../core/remediation/course/bindings-of.ts';
import { changeBackTo } from '../../../core/remediation/course/bring-back.ts';
import { policyDifferences, readBack } from '../../../core/remediation/course/read-back.ts';
import type { GraphRequest, Stage, WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt, withMember } from '../../../core/remediation/wire-members.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { eventWrite, idOf, recordedWrite, type StageWrite, writesOf } from './stage-writes.ts';

/** A write that is taken back before it was recorded as written. `policyId`: as it was seen. */
export interface SeenWrite {
  readonly write: StageWrite;
  readonly policyId: string | null;
}

const pauseMilliseconds = 5_000;
const longestMilliseconds = 60_000;
const lookAgainSeconds = 60;

/**
 * Brings all policies that the stage wrote back to what they were before, the last one first, and ends the remediation.
 * What was created is switched off, never deleted. What somebody else has changed since stays.
 */
export async function takeBack(
  hand: RemediationInHand,
  stage: Stage['name'],
  reason: string,
  seen?: SeenWrite,
): Promise<Outcome> {
  const { remediation } = hand;
  const written = writesOf(remediation, stage)
    .filter((write) => recordedWrite(remediation, write)?.progress === 'written')
    .map((write) => ({ write, policyId: idOf(remediation, write) }));
  for (const { write, policyId } of [...written, ...(seen === undefined ? [] : [seen])].toReversed()) {
    if (policyId === null) continue;
    if ((await bringBack(hand, write, policyId)) === 'ends') return 'ends';
    const event = { ...eventWrite(write), policyId };
    await hand.record({ kind: 'writeReturned', write: event, why: reason });
  }
  await hand.record({ kind: 'rolledBack', reasons: [reason] });
  return 'ends';
}

/** Goes on once the policy is back. Sent once and looked at until it shows. */
async function bringBack(hand: RemediationInHand, write: StageWrite, id: string): Promise<Outcome> {
  const { policyWriter, sleep } = hand.dependencies;
  for (let waited = 0; waited <= longestMilliseconds; waited += pauseMilliseconds) {
    const present = await policyWriter.read(hand.tenantId, id);
    const back = present === undefined ? undefined : requestBack(hand, write, present, id);
    if (present === undefined || back === undefined) return 'goesOn';
    if (waited === 0) {
      const why = isSomebodyElses(hand, write, present)
        ? 'somebody else has changed it since'
        : await refusal(hand, id, back);
      if (why !== undefined) return leave(hand, write, why);
    }
    await sleep(pauseMilliseconds);
  }
  return hand.lookAgain(lookAgainSeconds);
}

function requestBack(
  hand: RemediationInHand,
  write: StageWrite,
  present: WirePolicy,
  id: string,
): GraphRequest | undefined {
  return changeBackTo(wantedOf(hand, write, present), present, id)?.stages[0].request;
}

function isSomebodyElses({ remediation }: RemediationInHand, write: StageWrite, now: WirePolicy): boolean {
  const saved = recordedWrite(remediation, write)?.saved ?? null;
  return readBack({ sent: write.stage.policy, saved, now }).kind === 'writtenBySomebodyElse';
}

async function refusal(
  { dependencies, tenantId }: RemediationInHand,
  id: string,
  { body }: GraphRequest,
): Promise<string | undefined> {
  try {
    await dependencies.policyWriter.change(tenantId, id, body);
    return undefined;
  } catch (error) {
    if (error instanceof ConflictError) return error.message;
    throw error;
  }
}

async function leave(hand: RemediationInHand, { planned }: StageWrite, why: string): Promise<Outcome> {
  const reason = `The policy "${planned.policy.displayName}" was to be brought back, and was not: ${why}. See to it by hand.`;
  await hand.record({ kind: 'failed', reasons: [reason] });
  return 'ends';
}

/**
 * What was there before. The journal says it, which others can write as well: so it must be what was approved as the
 * state that the plan rests on, or what the stage before made of it.
 */
function wantedOf(
  hand: RemediationInHand,
  { change, planned, stage }: StageWrite,
  present: WirePolicy,
): WirePolicy {
  const { remediation } = hand;
  const saved = remediation.writes.find((one) => one.change === change && one.stage === stage.name)?.saved;
  const before = planned.stages[planned.stages.indexOf(stage) - 1]?.policy;
  if (saved === null || saved === undefined) {
    if (memberAt(present, 'displayName') !== planned.policy.displayName) {
      throw new IntegrityError('The policy that was created does not have the name that it was given.');
    }
    return withMember(present, 'state', 'disabled');
  }
  const isApproved =
    before === undefined
      ? remediation.proposal.restsOn.some(
          ({ kind, id, fingerprint }) =>
            kind === 'policy' &&
            id === planned.policy.id?.toLowerCase() &&
            fingerprint === policyFingerprint(saved),
        )
      : policyDifferences(before, saved).length === 0;
  if (!isApproved) throw new IntegrityError('The saved policy is not the one that the plan rests on.');
  return saved;
}
