import type { Impact } from '../../../core/remediation/course/impact.ts';
import type { Remediation } from '../../../core/remediation/course/remediation.ts';
import { exceptedUserIds, stoppedAllTheSame } from '../../../core/remediation/measure/excepted-users.ts';
import { measureImpact } from '../../../core/remediation/measure/measure-impact.ts';
import { idsOfPolicies, observedPolicies } from '../../../core/remediation/measure/observed-policies.ts';
import { standsSince } from '../../../core/remediation/measure/stands-since.ts';
import type { Stage } from '../../../core/remediation/plan.ts';
import { tenantIdSchema } from '../../identifiers.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { type Following, idOf } from './following.ts';
import { observedEvidence } from './observed-evidence.ts';

/** Counts anew what the policies did since they stand, from the sign-in evidence that is kept, and keeps the numbers. */
export async function measureRemediation(following: Following, kept: KeptRemediation): Promise<Impact> {
  const { remediationStore, scanned, clock } = following;
  const { remediation } = kept;
  const { proposal, state } = remediation;
  const { emergencyAccess, scannedAt: at } = scanned.scan.state;
  const tenantId = tenantIdSchema.parse(proposal.tenantId);
  const earlier = await remediationStore.impact(tenantId, idOf(kept));
  const isEnforced = state.status === 'enforced' || state.status === 'verified';
  const enforcedAt = isEnforced ? (lastWrite(remediation, 'enforced') ?? state.at) : null;
  const since = standsSince(remediation, scanned.snapshot, enforcedAt ?? state.at, earlier?.since);
  const excepted = {
    exceptions: scanned.exceptions,
    emergencyAccess,
    at,
    control: proposal.plan.control,
    policyIds: observedPolicies(remediation).flatMap(({ id }) => id ?? []),
  };
  const impact = measureImpact({
    remediation,
    since,
    enforcedAt,
    ...(await observedEvidence(following, tenantId, idsOfPolicies(remediation), since)),
    exceptedUserIds: exceptedUserIds(scanned.snapshot, excepted),
    stoppedAllTheSame: stoppedAllTheSame(scanned.snapshot, excepted),
    earlier: earlier ?? null,
    measuredAt: clock().toISOString(),
  });
  await remediationStore.saveImpact(impact);
  return impact;
}

function lastWrite({ writes }: Remediation, wanted: Stage['name']): string | undefined {
  return writes
    .filter(({ stage, progress }) => stage === wanted && progress === 'written')
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
}
