import type { MemberChange } from '../../compare/comparison.ts';
import { UnreadIndex } from '../../conditional-access/unread-index.ts';
import { isRecord } from '../../conditional-access/wire.ts';
import type { PolicyReference } from '../../controls/control-result.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import type { WirePolicy } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import { policyDifferences } from './read-back.ts';
import type { Remediation } from './remediation.ts';
import { writtenPolicies } from './written-policies.ts';

/** What became of a policy that a remediation wrote. */
export type PolicyDrift = {
  /** Its place in the plan's `policies`. */
  readonly change: number;
  /** As it is called now; of a policy that is gone, as it was approved. */
  readonly policy: PolicyReference;
} & (
  | { readonly kind: 'unchanged' }
  /** Only its name is another: nobody is protected less. */
  | { readonly kind: 'renamed'; readonly differences: readonly [MemberChange] }
  /** From what was approved to what is there now. */
  | { readonly kind: 'changed'; readonly differences: readonly MemberChange[] }
  | { readonly kind: 'deleted' }
  /** It is not among the policies that were read, which are not all. */
  | { readonly kind: 'unread' }
);

/**
 * What somebody else made of the policies since the remediation wrote them, in the order of the plan. Members that Graph
 * adds without a value are no change.
 */
export function driftOf(
  tenant: TenantSnapshot | LargeTenant,
  remediation: Remediation,
): readonly PolicyDrift[] {
  const isCut = new UnreadIndex(tenant.unread ?? []).any('policies');
  return writtenPolicies(remediation).map(({ change, policyId, approved }) => {
    const now = presentPolicy(tenant, policyId);
    const policy = {
      id: policyId,
      displayName: String(memberAt(now ?? approved, 'displayName') ?? policyId),
    };
    if (now === undefined) return { change, policy, kind: isCut ? 'unread' : 'deleted' };
    const differences = policyDifferences(approved, now);
    const [first] = differences;
    if (first === undefined) return { change, policy, kind: 'unchanged' };
    return differences.length === 1 && first.member === 'displayName'
      ? { change, policy, kind: 'renamed', differences: [first] }
      : { change, policy, kind: 'changed', differences };
  });
}

/** The policy with that id as it stands in the tenant; undefined where none was read. */
export function presentPolicy(
  { policies }: Pick<TenantSnapshot, 'policies'>,
  policyId: string,
): WirePolicy | undefined {
  return policies.filter(isRecord).find((wire) => {
    const id = memberAt(wire, 'id');
    return typeof id === 'string' && id.toLowerCase() === policyId.toLowerCase();
  });
}
