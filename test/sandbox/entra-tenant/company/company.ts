import type { Group } from '../graph-types.ts';
import type { Tenant } from '../tenant.ts';
import { authenticationStrengthsOf } from './authentication-strengths.ts';
import { guidOf } from './deterministic.ts';
import { groupsOf, machinesOf } from './groups.ts';
import { namedLocationsOf } from './named-locations.ts';
import { policiesOf } from './policies.ts';
import { rolesOf } from './roles.ts';
import { homeTenantsOf, peopleOf } from './users.ts';

/**
 * Northwind Sandbox, a made-up company of 2,000 users. The same seed makes the same company, ids included.
 * The people, partners and addresses do not exist.
 */
export function northwindSandbox(seed = 'northwind-sandbox'): Tenant {
  const people = peopleOf(seed);
  const machines = machinesOf(seed);
  const groups = groupsOf(seed, people, machines);
  const roles = rolesOf(seed, people, groups, machines);
  const locations = namedLocationsOf(seed);
  const strengths = authenticationStrengthsOf(seed);
  const tenantId = guidOf(seed, 'tenant');
  return {
    tenantId,
    displayName: 'Northwind Sandbox',
    users: [
      ...people.emergencyAccess,
      ...people.employees,
      ...people.externalMembers,
      ...people.guests,
      ...people.internalGuests,
      ...people.rooms,
    ],
    groups,
    devices: machines.devices,
    servicePrincipals: machines.servicePrincipals,
    roleDefinitions: roles.definitions,
    roleAssignments: roles.assignments,
    roleEligibilities: roles.eligibilities,
    namedLocations: Object.values(locations),
    policies: policiesOf(
      seed,
      {
        emergencyAccess: groupId(groups, 'Emergency access'),
        devTools: groupId(groups, 'Dev Tools'),
        roomAccounts: groupId(groups, 'Room accounts'),
        registrationPending: groupId(groups, 'MFA registration pending'),
        suspendedAccounts: groupId(groups, 'Suspended accounts'),
        finance: groupId(groups, 'Department Finance'),
      },
      locations,
      strengths,
    ),
    authenticationStrengths: Object.values(strengths),
    securityDefaultsEnabled: false,
    baselineScopesEnforced: true,
    subscribedSkus: [premiumLicence(tenantId)],
    homeTenants: homeTenantsOf(seed),
  };
}

function groupId(groups: readonly Group[], name: string): string {
  const group = groups.find(({ displayName }) => displayName === name);
  if (group === undefined) throw new Error(`The company has no group "${name}".`);
  return group.id;
}

function premiumLicence(tenantId: string) {
  const skuId = '84a661c4-e949-4bd2-a560-ed7766fcaf2b';
  return {
    id: `${tenantId}_${skuId}`,
    skuId,
    skuPartNumber: 'AAD_PREMIUM_P2',
    capabilityStatus: 'Enabled',
    appliesTo: 'User',
    consumedUnits: 1_940,
    servicePlans: [
      servicePlan('eec0eb4f-6444-4f95-aba0-50c24d67f998', 'AAD_PREMIUM_P2'),
      servicePlan('41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM'),
      servicePlan('8a256a2b-b617-496d-b51b-e76466e88db0', 'MFA_PREMIUM'),
    ],
  };
}

function servicePlan(servicePlanId: string, servicePlanName: string) {
  return { servicePlanId, servicePlanName, provisioningStatus: 'Success', appliesTo: 'User' };
}
