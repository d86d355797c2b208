import { type Dimension, type PointSet, pointSet } from '../prover/cube.ts';

/** The kinds of guests and external users that Conditional Access tells apart; `notGuest` is everybody else. */
export const guestTypes = [
  'notGuest',
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'otherExternalUser',
  'b2bDirectConnectUser',
  'serviceProvider',
] as const;
export type GuestType = (typeof guestTypes)[number];

/** These have no user object in the tenant: they always may exist, in unknown number. */
export const guestTypesWithoutObject = [
  'b2bDirectConnectUser',
  'serviceProvider',
] as const satisfies readonly GuestType[];

export const guestTypeDimension: Dimension & { readonly labels: readonly GuestType[] } = {
  name: 'guestType',
  size: guestTypes.length,
  labels: guestTypes,
};

export function guestTypeSet(types: readonly GuestType[]): PointSet {
  return pointSet(types.map((type) => guestTypes.indexOf(type)));
}

/** What a user of whom nothing is known, but that it has an object, may be. */
export const anyTypeWithObject: PointSet = guestTypeSet([
  'notGuest',
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'otherExternalUser',
]);

/**
 * The types that a user object may be of. No property of Graph states it: it follows from `userType` and from where
 * the account authenticates (Microsoft: "Authentication and Conditional Access for External ID"). Members that were not
 * returned leave more than one candidate.
 */
export function guestTypesOf(user: Readonly<Record<string, unknown>>): PointSet {
  const { userType } = user;
  const origin = originOf(user);
  if (userType === 'Member' || isText(userType, 'member')) return membersFrom[origin];
  if (userType === 'Guest' || isText(userType, 'guest')) return guestsFrom[origin];
  if (origin === 'inDoubt') return anyTypeWithObject;
  return guestsFrom[origin] | membersFrom[origin] | (origin === 'external' ? otherExternal : 0n);
}

/**
 * Whether that member may change what `guestTypesOf` says of a user object: two that are the same in all of these are of
 * the same types, save for what `isExternalName` says of their user principal names.
 */
export function tellsGuestType([name, ...within]: readonly (string | number)[]): boolean {
  if (name === 'identities') return within.at(-1) === 'signInType';
  return name === 'userType' || name === 'creationType' || name === 'externalUserState';
}

/** Of a user principal name that is not empty. */
export function isExternalName(userPrincipalName: string): boolean {
  return /#ext#/i.test(userPrincipalName);
}

function isText(value: unknown, lowerCase: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === lowerCase;
}

type Origin = 'external' | 'local' | 'inDoubt';

const otherExternal = guestTypeSet(['otherExternalUser']);

const guestsFrom: Readonly<Record<Origin, PointSet>> = {
  external: guestTypeSet(['b2bCollaborationGuest']),
  local: guestTypeSet(['internalGuest']),
  inDoubt: guestTypeSet(['b2bCollaborationGuest', 'internalGuest']),
};

const membersFrom: Readonly<Record<Origin, PointSet>> = {
  external: guestTypeSet(['b2bCollaborationMember']),
  local: guestTypeSet(['notGuest']),
  inDoubt: guestTypeSet(['notGuest', 'b2bCollaborationMember']),
};

function originOf(user: Readonly<Record<string, unknown>>): Origin {
  const { userPrincipalName, creationType, externalUserState, identities } = user;
  const federated =
    Array.isArray(identities) && identities.some((identity) => identity?.signInType === 'federated');
  const invited =
    creationType === 'Invitation' || (typeof externalUserState === 'string' && externalUserState !== '');
  const name = typeof userPrincipalName === 'string' ? userPrincipalName : '';
  if (federated || invited || isExternalName(name)) return 'external';
  return name === '' ? 'inDoubt' : 'local';
}
