import { isRecord } from '../../conditional-access/wire.ts';
import type { TenantSnapshot } from '../../tenant-snapshot.ts';
import type { WirePolicy } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import type { Remediation } from './remediation.ts';
import { policyIdOf, writtenPolicies } from './written-policies.ts';

type Tenant = Pick<TenantSnapshot, 'policies'>;

/** The tenant without what the remediation has written so far: what it rests on can be compared at every stage. */
export function tenantWithout<Some extends Tenant>(tenant: Some, remediation: Remediation): Some {
  const written = new Map(
    writtenPolicies(remediation).map(({ policyId, saved }) => [policyId.toLowerCase(), saved] as const),
  );
  const policies = tenant.policies.flatMap((wire) => {
    const saved = written.get(idOf(wire) ?? '');
    if (saved === undefined) return [wire];
    return saved === null ? [] : [saved];
  });
  return { ...tenant, policies };
}

/** The tenant once all policies of the plan are in force, wherever the remediation stands. */
export function tenantInForce<Some extends Tenant>(tenant: Some, remediation: Remediation): Some {
  const inForce = new Map(
    remediation.proposal.plan.policies.map(({ policy, stages }, change) => {
      const id = policyIdOf(remediation, change) ?? policy.displayName;
      const last: WirePolicy = (stages.at(-1) ?? stages[0]).policy;
      return [id.toLowerCase(), { ...last, id }] as const;
    }),
  );
  const present = new Set(tenant.policies.map(idOf));
  return {
    ...tenant,
    policies: [
      ...tenant.policies.map((wire) => inForce.get(idOf(wire) ?? '') ?? wire),
      ...[...inForce].filter(([id]) => !present.has(id)).map(([, policy]) => policy),
    ],
  };
}

/** In lower case. */
function idOf(wire: unknown): string | undefined {
  const id = isRecord(wire) ? memberAt(wire, 'id') : undefined;
  return typeof id === 'string' ? id.toLowerCase() : undefined;
}
