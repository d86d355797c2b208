import { guestTypes } from '../conditional-access/guest-types.ts';

const everyGuest = 'guests and external users';

interface GuestTypeName {
  readonly one: string;
  readonly many: string;
}

const names = new Map(
  Object.entries<GuestTypeName>({
    internalGuest: { one: 'an internal guest', many: 'internal guests' },
    b2bCollaborationGuest: { one: 'a B2B collaboration guest', many: 'B2B collaboration guests' },
    b2bCollaborationMember: { one: 'a B2B collaboration member', many: 'B2B collaboration members' },
    otherExternalUser: { one: 'another external user', many: 'other external users' },
    b2bDirectConnectUser: { one: 'a B2B direct connect user', many: 'B2B direct connect users' },
    serviceProvider: { one: 'a user of a service provider', many: 'users of service providers' },
    GuestsOrExternalUsers: { one: 'a guest or external user', many: everyGuest },
  }).map(([type, name]) => [type.toLowerCase(), name]),
);

/** One guest in words: `a B2B collaboration guest`. */
export function guestName(type: string): string {
  return names.get(type.trim().toLowerCase())?.one ?? `a guest of the type ${type}`;
}

/** Guest types in words, each once; all of them are "guests and external users", as in Entra's own list. */
export function guestTypeNames(types: readonly string[]): readonly string[] {
  const keys = types.map((type) => type.trim().toLowerCase());
  const isEvery = guestTypes.every((type) => type === 'notGuest' || keys.includes(type.toLowerCase()));
  return isEvery
    ? [everyGuest]
    : [...new Set(keys)].map((key) => names.get(key)?.many ?? `guests of the type ${key}`);
}
