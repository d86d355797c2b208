import type { User } from '../graph-types.ts';
import type { UsersCondition } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';
import { type Guest, guestOf, matchesGuests } from './guest-type.ts';
import { groupsOf, rolesOf } from './memberships.ts';
import type { SignIn } from './sign-in.ts';

/** Who signs in, as far as the users condition of a policy can tell. */
export interface Principal {
  readonly id: string | null;
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly guest: Guest | null;
}

export function principalOfUser(tenant: Tenant, user: User): Principal {
  return {
    id: user.id,
    groups: groupsOf(tenant, user.id),
    roles: rolesOf(tenant, user.id),
    guest: guestOf(tenant, user),
  };
}

/** A guest who has no object in the tenant is in no group and holds no role. */
export function principalWithoutObject(external: NonNullable<SignIn['externalUser']>): Principal {
  return {
    id: null,
    groups: new Set(),
    roles: new Set(),
    guest: { type: external.type, homeTenantId: external.tenantId },
  };
}

/** Include lists add up; exclusion wins. */
export function matchesUsers(condition: UsersCondition, principal: Principal): boolean {
  const included =
    condition.includeUsers.includes('All') ||
    isNamed(condition.includeUsers, principal) ||
    condition.includeGroups.some((id) => principal.groups.has(id)) ||
    condition.includeRoles.some((id) => principal.roles.has(id)) ||
    matchesGuests(condition.includeGuestsOrExternalUsers, principal.guest);
  const excluded =
    isNamed(condition.excludeUsers, principal) ||
    condition.excludeGroups.some((id) => principal.groups.has(id)) ||
    condition.excludeRoles.some((id) => principal.roles.has(id)) ||
    matchesGuests(condition.excludeGuestsOrExternalUsers, principal.guest);
  return included && !excluded;
}

function isNamed(users: readonly string[], { id, guest }: Principal): boolean {
  return (id !== null && users.includes(id)) || (guest !== null && users.includes('GuestsOrExternalUsers'));
}
