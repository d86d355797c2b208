import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { endRemediation } from '../end-remediation.ts';
import { driftsOf } from './drifts.ts';
import type { Following, In } from './following.ts';

/** Whoever edits or deletes a policy that is observed decides otherwise than was approved: that ends the remediation. */
export async function endWhereEdited(
  following: Following,
  kept: In<'appliedInReportOnly' | 'observing' | 'enforcementApproved'>,
  standing: readonly KeptRemediation[],
): Promise<KeptRemediation> {
  // Once the writer switches on, what differs may be its own work.
  if (kept.remediation.writes.some(({ stage }) => stage === 'enforced')) return kept;
  const { snapshot, scan } = following.scanned;
  const seen = { snapshot, scannedAt: scan.state.scannedAt };
  const { drifts } = await driftsOf(following, seen, kept, standing);
  const reasons = drifts.filter(({ drift }) => drift.kind !== 'renamed').map(({ text }) => text);
  if (reasons.length === 0) return kept;
  return endRemediation(following, kept, { kind: 'superseded', reasons });
}
