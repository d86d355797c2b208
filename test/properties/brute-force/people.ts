import type { Choose } from './choices.ts';
import { type Directory, isUnread, unreadUserIds } from './directory.ts';
import { type GuestType, guestTypesOf, TYPES_WITH_OBJECT, TYPES_WITHOUT_OBJECT } from './guest-types.ts';
import { namedGuestTypes, namedTenants, principalsOf, rolesOfConditions } from './named-principals.ts';
import type { Policy } from './policy.ts';
import type { Tenant } from './tenant.ts';

/** Somebody who may sign in to the tenant. */
export interface Person {
  /** Null: assumed, or without a user object. */
  readonly id: string | null;
  readonly surelyExists: boolean;
  /** A user object that the snapshot gives, one that may exist besides, or a guest who has no object at all. */
  readonly object: 'given' | 'assumed' | 'none';
  readonly memberships:
    | { readonly kind: 'lookedUp' }
    /** Directly in these groups, and holding these roles besides what the groups confer. */
    | { readonly kind: 'exactly'; readonly groups: readonly string[]; readonly roles: readonly string[] }
    /** In these groups, nested or not, and holding these roles, all of them named. */
    | { readonly kind: 'listed'; readonly groups: readonly string[]; readonly roles: readonly string[] };
  readonly guestType: (choose: Choose) => GuestType;
  readonly homeTenant: (choose: Choose) => string;
}

/** Stands for every external tenant that no policy names. */
const ANOTHER_TENANT = 'another tenant';

/** Everyone who may sign in, those included of whom nobody knows whether they exist. */
export function everyPerson({ directory, everyPolicy: policies, rolesInScope }: Tenant): readonly Person[] {
  const tenants = [...namedTenants(policies), ANOTHER_TENANT];
  const withoutObject = TYPES_WITHOUT_OBJECT.flatMap((type) => guestsOf(type, tenants));
  const usersUnread = isUnread(directory.unread, 'users');
  const given = [...(directory.users ?? [])];
  const people = [
    ...withoutObject,
    ...given
      .filter(([, user]) => user['accountEnabled'] !== false)
      .map(([id, user]) => somebody(id, true, guestTypesOf(user), tenants, 'given')),
  ];
  const isGiven = (id: string): boolean => directory.users?.has(id) ?? false;
  const unread = unreadUserIds(directory.unread);
  if (directory.users !== null && !usersUnread) {
    const possible = unread.filter((id) => !isGiven(id));
    return [...people, ...possible.map((id) => somebody(id, false, TYPES_WITH_OBJECT, tenants, 'assumed'))];
  }
  const named = [...directory.userIds].filter((id) => !isGiven(id));
  return [
    ...people,
    // What is unread is never assumed: users that are named may exist then, and nobody says that they do.
    ...named.map((id) =>
      somebody(id, !usersUnread && !unread.includes(id), TYPES_WITH_OBJECT, tenants, 'assumed'),
    ),
    ...unknownHolders(directory).map((id) => somebody(id, false, TYPES_WITH_OBJECT, tenants, 'assumed')),
    somebody(null, false, TYPES_WITH_OBJECT, tenants, 'assumed'),
    ...(usersUnread ? [] : assumedPeople(directory, policies, rolesInScope, tenants)),
  ];
}

/** Whoever holds a role, and of whom nothing says whether it is a user, a group or neither. */
function unknownHolders({ roleAssignments, userIds, groupIds }: Directory): readonly string[] {
  const ids = (roleAssignments ?? []).map(({ principalId }) => principalId);
  return [...new Set(ids)].filter((id) => !userIds.has(id) && !groupIds.has(id));
}

function somebody(
  id: string | null,
  surelyExists: boolean,
  types: readonly GuestType[],
  tenants: readonly string[],
  object: Person['object'],
): Person {
  return {
    id,
    surelyExists,
    object,
    memberships: { kind: 'lookedUp' },
    guestType: (choose) => choose('is a guest of type', types),
    homeTenant: (choose) => choose('has the home tenant', tenants),
  };
}

/** Guests of a type come from every tenant that policies name, and from another. */
function guestsOf(type: GuestType, tenants: readonly string[]): readonly Person[] {
  return tenants.map((tenant) => exactPerson([], [], type, tenant));
}

/** Without a list of users: a user in nothing, and one in exactly each group, role and guest type that is named. */
function assumedPeople(
  directory: Directory,
  policies: readonly Policy[],
  rolesInScope: readonly string[],
  tenants: readonly string[],
): readonly Person[] {
  const { groups, roleAssignments, unread } = directory;
  const principals = policies.flatMap(principalsOf);
  // Given groups and role assignments say who is in them; what they lack is unknown and never assumed.
  const inGroups = groups === null ? principals.flatMap((named) => named.groups) : [];
  const inRoles = roleAssignments === null ? [...rolesOfConditions(policies), ...rolesInScope] : [];
  return [
    exactPerson([], [], 'none', ANOTHER_TENANT),
    ...inGroups
      .filter((group) => !isUnread(unread, 'group', group))
      .map((group) => exactPerson([group], [], 'none', ANOTHER_TENANT)),
    ...[...new Set(inRoles)]
      .filter((role) => !isUnread(unread, 'role', role))
      .map((role) => exactPerson([], [role], 'none', ANOTHER_TENANT)),
    ...namedGuestTypes(policies).flatMap((type) => guestsOf(type, tenants)),
  ];
}

function exactPerson(
  groups: readonly string[],
  roles: readonly string[],
  type: GuestType,
  tenant: string,
): Person {
  return {
    id: null,
    surelyExists: true,
    object: TYPES_WITHOUT_OBJECT.some((without) => without === type) ? 'none' : 'assumed',
    memberships: { kind: 'exactly', groups, roles },
    guestType: () => type,
    homeTenant: () => tenant,
  };
}

/** The assumed or objectless person of a witness: in exactly what the witness says, from any tenant. */
export function everyPersonLike(
  groups: readonly string[],
  roles: readonly string[],
  guestType: string | null,
  policies: readonly Policy[],
): readonly Person[] {
  const types = [...TYPES_WITH_OBJECT, ...TYPES_WITHOUT_OBJECT];
  return types
    .filter((type) => type === (guestType ?? 'none'))
    .flatMap((type) =>
      [...namedTenants(policies), ANOTHER_TENANT].map(
        (tenant): Person => ({
          ...exactPerson(groups, roles, type, tenant),
          memberships: { kind: 'listed', groups, roles },
        }),
      ),
    );
}
