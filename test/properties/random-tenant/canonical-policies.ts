import fc from 'fast-check';
import type { ControlKey } from '../brute-force/claims.ts';
import { BLOCK, type PolicyParts } from '../wire-policy.ts';
import { some } from './parts.ts';
import { ADMINISTRATIVE_ROLES, LOCATIONS, MANAGEMENT } from './pool.ts';

export const MFA = { operator: 'OR', builtInControls: ['mfa'] };

/** For every flow and with MFA, where the canonical policy of `wirePolicy` blocks the device code flow. */
function mfa(parts: PolicyParts = {}): PolicyParts {
  return {
    grantControls: MFA,
    ...parts,
    conditions: { authenticationFlows: null, ...parts.conditions },
  };
}

const blockOfPlaces: fc.Arbitrary<PolicyParts> = fc
  .oneof(
    some(LOCATIONS).map((ids) => ({ includeLocations: ids })),
    some(LOCATIONS).map((ids) => ({ includeLocations: ['All'], excludeLocations: ids })),
    fc.constantFrom({ includeLocations: ['All'], excludeLocations: ['AllTrusted'] }, null),
  )
  .map((locations) => ({ conditions: { authenticationFlows: null, locations }, grantControls: BLOCK }));

/** What makes a policy one that a control asks for. */
export const canonicalPolicies: Readonly<Record<ControlKey, fc.Arbitrary<PolicyParts>>> = {
  'trusted-locations-defined': blockOfPlaces,
  'exclusionary-geographic-policy': blockOfPlaces,
  'device-code-flow-blocked': fc.constant({}),
  'mfa-for-administrators': fc.constantFrom(mfa({ users: { includeRoles: ADMINISTRATIVE_ROLES } }), mfa()),
  'mfa-for-all-users': fc.constant(mfa()),
  'mfa-for-risky-sign-ins': fc.constantFrom(
    mfa({ conditions: { signInRiskLevels: ['high', 'medium'] } }),
    mfa(),
  ),
  'mfa-for-azure-management': fc.constantFrom(
    mfa({ applications: { includeApplications: [MANAGEMENT] } }),
    mfa(),
  ),
  'mfa-for-admin-portals': fc.constantFrom(
    mfa({ applications: { includeApplications: ['MicrosoftAdminPortals'] } }),
    mfa(),
  ),
};
