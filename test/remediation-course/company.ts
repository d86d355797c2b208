import { appRoles } from '../../shared/application/app-roles.ts';
import type { Caller } from '../../shared/application/caller.ts';
import { tenantIdSchema } from '../../shared/application/identifiers.ts';
import type { WirePolicy } from '../../shared/core/remediation/plan.ts';
import { LittleTenant } from '../application/in-memory/little-tenant.ts';
import { graphGroup, graphPolicy, graphUser } from '../core/example-tenant.ts';

/** A made-up company, as small as a course of a remediation allows. */

export const tenantId = tenantIdSchema.parse('0a000000-0000-4000-8000-000000000001');
/** Where people sign in for the API. */
export const apiTenantId = '10000000-0000-4000-8000-000000000001';
const control = 'device-code-flow-blocked';
export const mark = `[gateproof:${control}]`;

const user = (number: number) => `50000000-0000-4000-8000-00000000000${number}`;
export const breakGlass = user(1);
export const ann = user(2);
/** Uses the device code flow. */
export const dee = user(3);
/** Left out of the policy on MFA. */
export const guards = '60000000-0000-4000-8000-000000000001';

const person = (number: number, name: string): Caller => ({
  kind: 'person',
  tenantId: apiTenantId,
  objectId: `20000000-0000-4000-8000-00000000000${number}`,
  name,
  roles: appRoles,
});

/** Ada asks; Bo and Cy decide; Di could. */
export const people = {
  ada: person(1, 'Ada'),
  bo: person(2, 'Bo'),
  cy: person(3, 'Cy'),
  di: person(4, 'Di'),
} as const;
export type PersonName = keyof typeof people;

/** What another team wrote and nobody here touches. */
export const otherPolicy = graphPolicy({
  id: '70000000-0000-4000-8000-000000000001',
  displayName: 'MFA for Ann',
  users: { includeUsers: [ann], excludeUsers: [breakGlass], excludeGroups: [guards] },
  conditions: { authenticationFlows: null },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
});

export function littleCompany(policies: readonly WirePolicy[] = [otherPolicy]): LittleTenant {
  return new LittleTenant({
    tenantId,
    policies,
    users: [
      graphUser(breakGlass, { displayName: 'Break glass' }),
      graphUser(ann, { displayName: 'Ann' }),
      graphUser(dee, { displayName: 'Dee' }),
    ],
    groups: [graphGroup(guards, [ann])],
    roleAssignments: [],
    namedLocations: [],
    securityDefaults: { isEnabled: false },
    baselineScopes: 'enforced',
    licences: ['AAD_PREMIUM', 'AAD_PREMIUM_P2'],
  });
}
