import { guidOf } from '../../sandbox/entra-tenant/company/deterministic.ts';
import type { ConditionalAccessPolicy } from '../../sandbox/entra-tenant/policy-types.ts';
import { drawGroups, type GeneratedGroup } from './groups.ts';
import { drawMemberships, type Memberships } from './memberships.ts';
import { drawLocations, type GeneratedLocation } from './named-locations.ts';
import { userIds } from './people.ts';
import { drawPolicies } from './policies.ts';
import { RandomNumbers } from './random-numbers.ts';
import { drawRoleHolders, type GeneratedAssignment } from './role-holders.ts';

/** A tenant of a large company. What grows with its users is kept by number, not as objects. */
export interface GeneratedTenant {
  readonly seed: string;
  readonly tenantId: string;
  readonly policies: readonly ConditionalAccessPolicy[];
  readonly namedLocations: readonly GeneratedLocation[];
  readonly userIds: readonly string[];
  readonly groups: readonly GeneratedGroup[];
  readonly memberships: Memberships;
  readonly roleAssignments: readonly GeneratedAssignment[];
}

const groupCount = 500;
const applicationCount = 120;

/**
 * 195 policies, 500 groups nested five deep, five memberships a user; the same for the same numbers. Of one `company`,
 * the policies, groups and locations are the same for any number of users.
 */
export function generateTenant(users: number, company = users): GeneratedTenant {
  const seed = `company of ${company}`;
  const random = new RandomNumbers(company);
  const ids = userIds(seed, users);
  const groups = drawGroups(seed, groupCount, random);
  const groupIds = groups.map(({ id }) => id);
  const locations = drawLocations(seed, random);
  const emergencyAccess = groupIds.slice(-1).join();
  const applications = Array.from({ length: applicationCount }, (_, number) =>
    guidOf(seed, `application/${number}`),
  );
  return {
    seed,
    tenantId: guidOf(seed, 'tenant'),
    policies: drawPolicies(seed, { emergencyAccess, groups: groupIds, applications, locations }, random),
    namedLocations: locations.wires,
    userIds: ids,
    groups,
    memberships: drawMemberships(users, groupCount, random),
    roleAssignments: drawRoleHolders(ids, groupIds, random),
  };
}
