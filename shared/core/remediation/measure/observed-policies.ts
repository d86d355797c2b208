import { comesIntoForce } from '../course/observability.ts';
import type { Remediation } from '../course/remediation.ts';
import type { TargetPolicy } from '../plan.ts';

type Writes = Pick<Remediation, 'proposal' | 'writes'>;

/** The policies that come into force only by the plan, so that report-only shows before what they would do. */
export function observedPolicies({ proposal, writes }: Writes): readonly TargetPolicy[] {
  return proposal.plan.policies.flatMap((planned, at) =>
    comesIntoForce(planned) ? [{ ...planned.policy, id: idOf(planned.policy, at, writes) }] : [],
  );
}

/** Of all policies that the plan writes, as far as they exist: sorted, in lower case, each once. */
export function idsOfPolicies({ proposal, writes }: Writes): readonly string[] {
  const ids = proposal.plan.policies.flatMap(({ policy }, change) => idOf(policy, change, writes) ?? []);
  return [...new Set(ids)].toSorted();
}

/** In lower case; a policy that is created has its id from the write. */
function idOf(policy: TargetPolicy, change: number, writes: Remediation['writes']): string | null {
  const written = writes.findLast((write) => write.change === change && write.policyId !== null);
  return (written?.policyId ?? policy.id)?.toLowerCase() ?? null;
}
