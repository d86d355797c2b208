import type { GuestsOrExternalUsers, Principals, Unintelligible, UsersCondition } from './policy.ts';
import { unintelligible } from './unintelligible.ts';
import {
  flagsMember,
  objectMember,
  stringMember,
  stringsMember,
  unknownMembers,
  type WireObject,
} from './wire.ts';

const knownMembers = new Set(
  ['include', 'exclude'].flatMap((side) => [
    `${side}users`,
    `${side}groups`,
    `${side}roles`,
    `${side}guestsorexternalusers`,
  ]),
);

/** A missing `users` includes nobody. */
export function readUsers(conditions: WireObject): UsersCondition | Unintelligible {
  const users = objectMember(conditions, 'users') ?? new Map();
  const whole = () => unintelligible('conditions.users', conditions.get('users')?.value);
  if (unknownMembers(users, knownMembers).length > 0) return whole();
  const include = readPrincipals(users, 'include');
  const exclude = readPrincipals(users, 'exclude');
  if (include === 'unintelligible' || exclude === 'unintelligible') return whole();
  return { kind: 'understood', include, exclude };
}

function readPrincipals(users: WireObject, side: 'include' | 'exclude'): Principals | 'unintelligible' {
  const guests = readGuests(users, `${side}GuestsOrExternalUsers`);
  if (guests === 'unintelligible') return guests;
  return {
    users: stringsMember(users, `${side}Users`),
    groups: stringsMember(users, `${side}Groups`),
    roles: stringsMember(users, `${side}Roles`),
    guests,
  };
}

function readGuests(users: WireObject, name: string): GuestsOrExternalUsers | undefined | 'unintelligible' {
  const guests = objectMember(users, name);
  if (guests === undefined) return undefined;
  const tenants = objectMember(guests, 'externalTenants');
  const kind = tenants === undefined ? 'all' : stringMember(tenants, 'membershipKind')?.toLowerCase();
  const strange =
    unknownMembers(guests, new Set(['guestorexternalusertypes', 'externaltenants'])).length > 0 ||
    unknownMembers(tenants ?? new Map(), new Set(['membershipkind', 'members'])).length > 0;
  if (strange || (kind !== 'all' && kind !== 'enumerated')) return 'unintelligible';
  return {
    types: flagsMember(guests, 'guestOrExternalUserTypes'),
    tenants: kind === 'enumerated' && tenants !== undefined ? stringsMember(tenants, 'members') : undefined,
  };
}
