import { presentPolicy } from '../../../core/remediation/course/drift.ts';
import { observedPolicies } from '../../../core/remediation/measure/observed-policies.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { type Following, happens, type In, isSeenSince } from './following.ts';

/** Observing begins with the first scan that sees every policy of the plan in report-only. */
export async function beginObservation(
  following: Following,
  kept: In<'appliedInReportOnly'>,
): Promise<KeptRemediation> {
  const { snapshot, scan } = following.scanned;
  const { state } = kept.remediation;
  const areThere = observedPolicies(kept.remediation).every(({ id }) => {
    const policy = id === null ? undefined : presentPolicy(snapshot, id);
    return policy !== undefined && memberAt(policy, 'state') === 'enabledForReportingButNotEnforced';
  });
  if (!areThere || !isSeenSince(following, state.at)) return kept;
  return happens(following, kept, { kind: 'observationBegun', scanId: scan.scanId });
}
