import type { WirePolicy } from '../plan.ts';
import type { PolicyWrite, Remediation } from './remediation.ts';

/** A policy that a remediation wrote and did not take back. */
export interface WrittenPolicy {
  /** Its place in the plan's `policies`. */
  readonly change: number;
  readonly policyId: string;
  /** Before the first write; null where the remediation created it. */
  readonly saved: WirePolicy | null;
  /** What was approved, as of the last write. */
  readonly approved: WirePolicy;
}

/** In the order of the plan; what was only intended is none, as long as nobody saw it arrive. */
export function writtenPolicies({ proposal, writes }: Remediation): readonly WrittenPolicy[] {
  return proposal.plan.policies.flatMap((planned, change) => {
    const own = writes.filter((write) => write.change === change && write.progress === 'written');
    const [first] = own;
    const last = own.at(-1);
    const approved = planned.stages.find(({ name }) => name === last?.stage)?.policy;
    if (first === undefined || approved === undefined) return [];
    const policyId = policyIdOf({ proposal, writes }, change);
    return policyId === null ? [] : [{ change, policyId, saved: first.saved, approved }];
  });
}

/** The id of the policy of that change; null as long as it was not created. */
export function policyIdOf(
  { proposal, writes }: Pick<Remediation, 'proposal' | 'writes'>,
  change: PolicyWrite['change'],
): string | null {
  const planned = proposal.plan.policies[change]?.policy.id ?? null;
  return (
    planned ??
    writes.findLast((write) => write.change === change && write.policyId !== null)?.policyId ??
    null
  );
}
