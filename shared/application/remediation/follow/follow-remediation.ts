import { isEnded } from '../../../core/remediation/course/course.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { expireWhereOverdue } from '../expire-overdue.ts';
import { beginObservation } from './begin-observation.ts';
import { driftsOf } from './drifts.ts';
import { endWhereEdited } from './end-where-edited.ts';
import { endWhereTakenBack } from './end-where-taken-back.ts';
import { followProposal } from './follow-proposal.ts';
import { type Following, type In, idOf, isIn } from './following.ts';
import { measureRemediation } from './measure-remediation.ts';
import { observe } from './observe.ts';
import { verifyEnforcement } from './verify-enforcement.ts';
import { watchForDrift } from './watch-for-drift.ts';

/** Carries one remediation on as far as the scan allows, and has the writer look at it where it waits for the writer. */
export async function followRemediation(following: Following, kept: KeptRemediation): Promise<void> {
  const now = await carriedOn(following, kept);
  if (now === kept && (await waitsForWriter(following, now))) {
    const tenantId = tenantIdSchema.parse(now.remediation.proposal.tenantId);
    await following.remediationQueue.put({ version: 1, tenantId, remediationId: idOf(now) });
  }
}

async function carriedOn(following: Following, kept: KeptRemediation): Promise<KeptRemediation> {
  const { remediationStore, scanned } = following;
  if (isIn(kept, 'proposed', 'approved')) {
    const now = await expireWhereOverdue(following, kept);
    return isIn(now, 'proposed', 'approved') ? followProposal(following, now) : now;
  }
  if (isEnded(kept.remediation)) return kept;
  const standing = await remediationStore.standing(scanned.scan.tenantId);
  const now = await endWhereTakenBack(following, kept, standing);
  if (isIn(now, 'enforced', 'verified')) return followEnforced(following, now, standing);
  if (!isIn(now, 'appliedInReportOnly', 'observing', 'enforcementApproved')) return now;
  return followObserved(following, now, standing);
}

async function followObserved(
  following: Following,
  kept: In<'appliedInReportOnly' | 'observing' | 'enforcementApproved'>,
  standing: readonly KeptRemediation[],
): Promise<KeptRemediation> {
  const unedited = await endWhereEdited(following, kept, standing);
  const now = isIn(unedited, 'appliedInReportOnly') ? await beginObservation(following, unedited) : unedited;
  return isIn(now, 'observing', 'enforcementApproved') ? observe(following, now) : now;
}

async function followEnforced(
  following: Following,
  kept: In<'enforced' | 'verified'>,
  standing: readonly KeptRemediation[],
): Promise<KeptRemediation> {
  const { snapshot, scan } = following.scanned;
  const seen = { snapshot, scannedAt: scan.state.scannedAt };
  const { drifts, isWhole } = await driftsOf(following, seen, kept, standing);
  if (isMeasured(kept, seen.scannedAt)) await measureRemediation(following, kept);
  // What is rolled back may come back: whoever switches it on again opens nothing.
  const isWatched = kept.remediation.proposal.purpose.kind !== 'rollBack';
  const now = isWatched ? await watchForDrift(following, kept, drifts) : kept;
  const areAsApproved = isWhole && drifts.every(({ drift }) => drift.kind === 'renamed');
  return isIn(now, 'enforced') ? verifyEnforcement(following, now, areAsApproved) : now;
}

/** So long after it is in force people look at what it refuses. */
const daysMeasured = 30;

function isMeasured({ remediation: { proposal, state } }: KeptRemediation, now: string): boolean {
  if (proposal.purpose.kind === 'rollBack') return false;
  return Date.parse(now) - Date.parse(state.at) <= daysMeasured * 86_400_000;
}

/** Something is to be written, or waited for from outside, or the journal is not anchored whole. */
async function waitsForWriter(following: Following, kept: KeptRemediation): Promise<boolean> {
  const { proposal, state } = kept.remediation;
  if (state.status === 'approved' || state.status === 'enforcementApproved') return true;
  const heads = await following.journalHeadStore.heads(tenantIdSchema.parse(proposal.tenantId), idOf(kept));
  return heads.length <= kept.head.sequence;
}
