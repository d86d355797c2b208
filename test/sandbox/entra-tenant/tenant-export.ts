import { policyOnTheWire } from './graph/policy-wire.ts';
import { servicePlansOf, type Tenant } from './tenant.ts';

const graphVersion = 'https://graph.microsoft.com/v1.0';

/** The whole tenant as one object in the form that the command line reads, each element as Graph returns it. */
export function tenantExport(tenant: Tenant) {
  return {
    tenantId: tenant.tenantId,
    policies: tenant.policies.map((policy) => policyOnTheWire(policy, graphVersion)),
    namedLocations: tenant.namedLocations,
    users: tenant.users,
    groups: tenant.groups,
    roleAssignments: tenant.roleAssignments,
    roleEligibilities: tenant.roleEligibilities,
    securityDefaults: { isEnabled: tenant.securityDefaultsEnabled },
    baselineScopes: tenant.baselineScopesEnforced ? ('enforced' as const) : ('notEnforced' as const),
    licences: [...new Set(servicePlansOf(tenant))],
  };
}
