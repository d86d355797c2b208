import { IntegrityError } from '../../../core/errors.ts';
import { expectApproved } from './expect-approved.ts';
import { expireApproval } from './expire-approval.ts';
import { finishStage } from './finish-stage.ts';
import { goOnTakingBack } from './go-on-taking-back.ts';
import { expectAsApproved } from './preconditions.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { settleBySnapshot, settleWrites } from './settle-writes.ts';
import { recordedWrite, type StageWrite, stageToWrite, writesOf } from './stage-writes.ts';
import { takenBackFor } from './take-back.ts';
import { tenantNow } from './tenant-now.ts';
import { whyWithheld } from './why-withheld.ts';
import { withholdWrites } from './withhold-writes.ts';
import { writePolicy } from './write-policy.ts';

/** Does what the state of the remediation asks for, as far as it can be done now. */
export async function carryOn(hand: RemediationInHand): Promise<void> {
  const stage = stageToWrite(hand.remediation);
  if (stage === undefined) return;
  const writes = writesOf(hand.remediation, stage);
  if ((await expectApprovedOrExpired(hand)) === 'ends') return;

  const reason = takenBackFor(hand, stage);
  if (reason !== undefined) {
    await goOnTakingBack(hand, stage, reason);
    return;
  }
  if ((await settleWrites(hand, writes)) === 'ends') return;
  const isWritten = writes.length > 0 && unwritten(hand, writes).length === 0;
  if (!isWritten && (await writeOthers(hand, writes)) === 'ends') return;
  await finishStage(hand, stage, writes);
}

/**
 * What is approved no longer, e.g. since the tenant changed its keys, blocks nobody for good: it expires. That only closes,
 * so times that nobody verified will do. Throws IntegrityError before.
 */
async function expectApprovedOrExpired(hand: RemediationInHand): Promise<Outcome> {
  try {
    await expectApproved(hand);
    return 'goesOn';
  } catch (error) {
    if (error instanceof IntegrityError && (await expireApproval(hand)) === 'ends') return 'ends';
    throw error;
  }
}

async function writeOthers(hand: RemediationInHand, writes: readonly StageWrite[]): Promise<Outcome> {
  if ((await expireApproval(hand)) === 'ends') return 'ends';
  const tenant = await tenantNow(hand);
  if ((await settleBySnapshot(hand, writes, tenant.snapshot)) === 'ends') return 'ends';
  if ((await expectAsApproved(hand, tenant)) === 'ends') return 'ends';
  const others = unwritten(hand, writes);
  const why = whyWithheld(hand);
  if (why !== undefined && others.length > 0) return withholdWrites(hand, others, why, tenant.snapshot);
  for (const write of others) {
    if ((await writePolicy(hand, write, tenant.snapshot)) === 'ends') return 'ends';
  }
  return 'goesOn';
}

function unwritten({ remediation }: RemediationInHand, writes: readonly StageWrite[]): readonly StageWrite[] {
  return writes.filter((write) => recordedWrite(remediation, write)?.progress !== 'written');
}
