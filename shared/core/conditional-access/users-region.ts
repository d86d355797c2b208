import {
  type Cube,
  everywhere,
  intersect,
  nowhere,
  type Region,
  subtractWithin,
  within,
} from '../prover/cube.ts';
import { remembering } from '../remembering.ts';
import { guestTypeDimension, guestTypes } from './guest-types.ts';
import { specialUsers } from './named-principals.ts';
import type { GuestsOrExternalUsers, Principals, UnderstoodPolicy } from './policy.ts';
import { unintelligibleRegion } from './policy-region.ts';
import { complement, holds, labelled, type SignInSpace } from './sign-in-space.ts';
import type { UserClass } from './user-class.ts';

/** Whether the policy's users condition holds for that user: everywhere, nowhere, or under unknowns. */
export function usersRegion({ users }: UnderstoodPolicy, user: UserClass, space: SignInSpace): Region {
  if (users.kind === 'unintelligible') return unintelligibleRegion(users, space);
  const included = principalsRegion(users.include, user, space);
  if (included.length === 0) return nowhere;
  const excluded = principalsRegion(users.exclude, user, space);
  return subtractWithin(mostCubes, included, excluded) ?? holds(tooManyUnread(users.exclude, space));
}

/** Above all for roles that unread groups may confer: their exclusions double the cubes, role by role. */
const mostCubes = 256;

function tooManyUnread({ users, groups, roles }: Principals, space: SignInSpace) {
  return space.unknown({
    speaksOf: 'user',
    kind: 'condition',
    id: `conditions.users=exclude ${[...users, ...groups, ...roles].join()}`.toLowerCase(),
    why: 'conditions.users excludes too many roles and groups whose members were not read',
    whatToDo: 'Grant GroupMember.Read.All, or give the groups with their members.',
  });
}

/** Where the user is one of those principals. */
function principalsRegion(principals: Principals, user: UserClass, space: SignInSpace): Region {
  const parts: Cube[] = [];
  for (const { region } of matches(principals, user, space)) {
    if (region.some((cube) => cube.size === 0)) return everywhere;
    parts.push(...region);
  }
  return parts;
}

export interface PrincipalMatch {
  /** `Users`, `Groups`, `Roles` or `GuestsOrExternalUsers`: the rest of Graph's member name after include or exclude. */
  readonly member: string;
  readonly value: string;
  readonly region: Region;
}

/** The principals that match the user, each with where it does. */
export function principalMatches(
  principals: Principals,
  user: UserClass,
  space: SignInSpace,
): readonly PrincipalMatch[] {
  return [...matches(principals, user, space)].filter(({ region }) => region.length > 0);
}

/** Whether some principal matches the user, for sure or under unknowns. */
export function anyMatches(principals: Principals, user: UserClass, space: SignInSpace): boolean {
  return matches(principals, user, space).some(({ region }) => region.length > 0);
}

/** One by one, since to find that some principal surely matches is often all that is wanted. */
function* matches(
  { users, groups, roles, guests }: Principals,
  user: UserClass,
  space: SignInSpace,
): Generator<PrincipalMatch, void> {
  for (const id of usersThatMayMatch(users, user))
    yield { member: 'Users', value: id, region: userRegion(id, user) };
  for (const id of groups) yield { member: 'Groups', value: id, region: user.inGroup(id.toLowerCase()) };
  for (const id of roles) yield { member: 'Roles', value: id, region: user.inRole(id.toLowerCase()) };
  if (guests !== undefined)
    yield {
      member: 'GuestsOrExternalUsers',
      value: guests.types.join(),
      region: guestsRegion(guests, user, space),
    };
}

/** In lower case. */
interface NamedUsers {
  readonly inOrder: readonly string[];
  readonly ordinary: ReadonlySet<string>;
  readonly special: readonly string[];
}

/** Policies name thousands of users one by one, and each user is asked about: most are in no such list. */
function usersThatMayMatch(ids: readonly string[], user: UserClass): readonly string[] {
  const named = namedUsers(ids);
  if (named.ordinary.size === 0 || !user.isAmong(named.ordinary)) return named.special;
  return ids.filter((_, at) => {
    const id = named.inOrder[at] ?? '';
    return specialUsers.has(id) || user.is(id);
  });
}

const namedUsers = remembering((ids: readonly string[]): NamedUsers => {
  const inOrder = ids.map((id) => id.toLowerCase());
  const special = ids.filter((id) => specialUsers.has(id.toLowerCase()));
  return { inOrder, ordinary: new Set(inOrder.filter((id) => !specialUsers.has(id))), special };
});

/** Agent identities sign in by themselves: `AllAgentIdUsers` names no person. */
function userRegion(id: string, user: UserClass): Region {
  switch (id.toLowerCase()) {
    case 'all':
      return everywhere;
    case 'guestsorexternalusers':
      return reachable(
        within(
          guestTypeDimension,
          complement(guestTypeDimension, 1n << BigInt(guestTypes.indexOf('notGuest'))),
        ),
        user,
      );
    default:
      return user.is(id.toLowerCase()) ? everywhere : nowhere;
  }
}

function guestsRegion(
  { types, tenants }: GuestsOrExternalUsers,
  user: UserClass,
  space: SignInSpace,
): Region {
  const known = labelled(guestTypeDimension, types);
  const strange = types.filter((type) => type !== 'none' && labelled(guestTypeDimension, [type]) === 0n);
  const ofType = [
    ...reachable(within(guestTypeDimension, known), user),
    ...strange.flatMap((type) =>
      holds(
        space.unknown({
          speaksOf: 'user',
          kind: 'guestType',
          id: type,
          why: `The guest type "${type}" is not known`,
          whatToDo: 'Check by hand whom this guest type names.',
        }),
      ),
    ),
  ];
  if (tenants === undefined) return ofType;
  return intersect(ofType, within(space.homeTenant, labelled(space.homeTenant, tenants)));
}

/** Everywhere or nowhere where the user's type is not in doubt. */
function reachable(region: Region, user: UserClass): Region {
  return region.flatMap((cube) => {
    const types = cube.get(guestTypeDimension);
    if (types === undefined) return [cube];
    if ((types & user.guestTypes) === 0n) return [];
    return (user.guestTypes & ~types) === 0n
      ? [new Map([...cube].filter(([dimension]) => dimension !== guestTypeDimension))]
      : [cube];
  });
}
