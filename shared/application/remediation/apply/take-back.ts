import { ConflictError, IntegrityError } from '../../../core/errors.ts';
import { changeBackTo } from '../../../core/remediation/course/bring-back.ts';
import { policyFingerprint } from '../../../core/remediation/course/policy-binding.ts';
import { policyDifferences, readBack } from '../../../core/remediation/course/read-back.ts';
import type { Remediation } from '../../../core/remediation/course/remediation.ts';
import type { GraphRequest, Stage, WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt, withMember } from '../../../core/remediation/wire-members.ts';
import { fail } from './endings.ts';
import { withNameOf } from './look-at-policy.ts';
import { notice } from './notice.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { eventWrite, idOf, recordedWrite, type StageWrite, writesOf } from './stage-writes.ts';
import { whyWithheld } from './why-withheld.ts';

/** A write that is taken back before it was recorded as written. `policyId`: as it was seen. */
export interface SeenWrite {
  readonly write: StageWrite;
  readonly policyId: string | null;
}

const pauseMilliseconds = 2_000;
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
  if (whyWithheld(hand) !== undefined) {
    await notice(
      hand,
      `notTakenBack|${stage}`,
      `${reason} Nothing is taken back, as nothing is written now.`,
    );
    return 'ends';
  }
  await recordIntention(hand, stage, reason);
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

/** Why an earlier delivery began to take the stage back; undefined where none did. */
export function takenBackFor({ journal }: RemediationInHand, stage: Stage['name']): string | undefined {
  const begun = journal.find(({ event }) => event.kind === 'noticed' && event.key === intentionOf(stage));
  return begun?.event.kind === 'noticed' ? begun.event.text : undefined;
}

/** Before anything is sent: whoever dies after that is found to have taken it back, and nobody else. */
async function recordIntention(hand: RemediationInHand, stage: Stage['name'], reason: string): Promise<void> {
  if (takenBackFor(hand, stage) !== undefined) return;
  const subject = hand.remediation.proposal.plan.control;
  await hand.record({ kind: 'noticed', key: intentionOf(stage), text: reason, subject });
}

function intentionOf(stage: Stage['name']): string {
  return `takingBack|${stage}`;
}

/** Goes on once the policy is back. Sent once and looked at until it shows. */
async function bringBack(hand: RemediationInHand, write: StageWrite, id: string): Promise<Outcome> {
  const way = await wayBack(hand, write, id);
  if (way === 'isBack') return 'goesOn';
  const why = way === 'isForeign' ? 'somebody else has changed it since' : await refusal(hand, id, way);
  if (why !== undefined) return leave(hand, write, why);
  for (let waited = 0; waited < longestMilliseconds; waited += pauseMilliseconds) {
    await hand.dependencies.sleep(pauseMilliseconds);
    if ((await wayBack(hand, write, id)) === 'isBack') return 'goesOn';
  }
  return hand.lookAgain(lookAgainSeconds);
}

async function wayBack(
  hand: RemediationInHand,
  write: StageWrite,
  id: string,
): Promise<GraphRequest | 'isBack' | 'isForeign'> {
  const present = await hand.dependencies.policyWriter.read(hand.tenantId, id);
  if (present === undefined) return 'isBack';
  const wanted = wantedOf(hand, write, present);
  if (wanted === undefined) return 'isForeign';
  const back = changeBackTo(wanted, present, id);
  if (back === undefined) return 'isBack';
  return isSomebodyElses(hand, write, present) ? 'isForeign' : back.stages[0].request;
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
  const name = `"${planned.policy.displayName}"`;
  return fail(hand, [`The policy ${name} was to be brought back, and was not: ${why}. See to it by hand.`]);
}

/**
 * What was there before; undefined where the policy is not the one that was created. The journal says it, which others
 * can write as well: so it must be what was approved as the state that the plan rests on, or what the stage before made
 * of it. Throws IntegrityError.
 */
function wantedOf(
  { remediation }: RemediationInHand,
  write: StageWrite,
  present: WirePolicy,
): WirePolicy | undefined {
  const { planned, stage } = write;
  const saved = recordedWrite(remediation, write)?.saved ?? null;
  if (saved === null) {
    const isOurs = memberAt(present, 'displayName') === planned.policy.displayName;
    return isOurs ? withMember(present, 'state', 'disabled') : undefined;
  }
  const before = planned.stages[planned.stages.indexOf(stage) - 1]?.policy;
  const isApproved =
    before === undefined
      ? isBound(remediation, planned.policy.id, saved)
      : policyDifferences(withNameOf(before, saved), saved).length === 0;
  if (isApproved) return saved;
  throw new IntegrityError('The saved policy is not the one that was approved to be changed.');
}

function isBound({ proposal }: Remediation, policyId: string | null, saved: WirePolicy): boolean {
  const fingerprint = policyFingerprint(saved);
  return proposal.restsOn.some(
    (one) => one.kind === 'policy' && one.id === policyId?.toLowerCase() && one.fingerprint === fingerprint,
  );
}
