import type { Choose } from './choices.ts';
import type { Memberships } from './memberships.ts';
import type { Person } from './people.ts';
import { flagsOf, type Members, membersOf, textOf, textsOf, unknownMembers } from './wire.ts';

export interface UsersCondition {
  readonly include: Principals;
  readonly exclude: Principals;
}

export interface Principals {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly guests: Guests | null;
}

interface Guests {
  /** In lower case. */
  readonly types: readonly string[];
  readonly tenants: 'all' | readonly string[];
}

const KNOWN_MEMBERS = ['Users', 'Groups', 'Roles', 'GuestsOrExternalUsers'].flatMap((member) => [
  `include${member}`,
  `exclude${member}`,
]);

/** Reads `conditions.users`. Throws MalformedError where a member has a type that Graph never sends. */
export function readUsersCondition(wire: Members): UsersCondition | 'notUnderstood' {
  const include = readPrincipals(wire, 'include');
  const exclude = readPrincipals(wire, 'exclude');
  if (unknownMembers(wire, KNOWN_MEMBERS).length > 0) return 'notUnderstood';
  if (include === 'notUnderstood' || exclude === 'notUnderstood') return 'notUnderstood';
  return { include, exclude };
}

function readPrincipals(wire: Members, side: 'include' | 'exclude'): Principals | 'notUnderstood' {
  const guests = readGuests(membersOf(wire[`${side}GuestsOrExternalUsers`]));
  if (guests === 'notUnderstood') return 'notUnderstood';
  return {
    users: textsOf(wire[`${side}Users`]),
    groups: textsOf(wire[`${side}Groups`]),
    roles: textsOf(wire[`${side}Roles`]),
    guests,
  };
}

function readGuests(wire: Members): Guests | null | 'notUnderstood' {
  if (Object.keys(wire).length === 0) return null;
  const tenants = membersOf(wire['externalTenants']);
  const enumerated = textOf(tenants['membershipKind']) === 'enumerated';
  const unknown = [
    ...unknownMembers(wire, ['guestOrExternalUserTypes', 'externalTenants']),
    ...unknownMembers(tenants, ['membershipKind', 'members']),
  ];
  if (unknown.length > 0) return 'notUnderstood';
  return {
    types: flagsOf(wire['guestOrExternalUserTypes']),
    tenants: enumerated ? textsOf(tenants['members']) : 'all',
  };
}

/** Include minus exclude; a condition that includes nothing matches nobody. */
export function matchesUser(
  condition: UsersCondition,
  person: Person,
  memberships: Memberships,
  choose: Choose,
): boolean {
  return (
    isAmong(condition.include, person, memberships, choose) &&
    !isAmong(condition.exclude, person, memberships, choose)
  );
}

function isAmong(principals: Principals, person: Person, memberships: Memberships, choose: Choose): boolean {
  return (
    principals.users.includes('All') ||
    (person.id !== null && principals.users.includes(person.id)) ||
    (principals.users.includes('GuestsOrExternalUsers') && person.guestType(choose) !== 'none') ||
    isAmongGuests(principals.guests, person, choose) ||
    principals.groups.some((group) => memberships.isInGroup(person, group, choose)) ||
    principals.roles.some((role) => memberships.holdsRole(person, role, choose))
  );
}

function isAmongGuests(guests: Guests | null, person: Person, choose: Choose): boolean {
  if (guests === null) return false;
  const type = person.guestType(choose);
  if (type === 'none' || !guests.types.includes(type.toLowerCase())) return false;
  // An internal guest has no home tenant: a list of external tenants says nothing of it.
  if (guests.tenants === 'all' || type === 'internalGuest') return true;
  return guests.tenants.includes(person.homeTenant(choose));
}
