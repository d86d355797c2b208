import { guestTypes } from '../conditional-access/guest-types.ts';

const everyGuest = 'guests and external users';

const names = new Map(
  Object.entries({
    internalGuest: 'internal guests',
    b2bCollaborationGuest: 'B2B collaboration guests',
    b2bCollaborationMember: 'B2B collaboration members',
    otherExternalUser: 'other external users',
    b2bDirectConnectUser: 'B2B direct connect users',
    serviceProvider: 'users of service providers',
    GuestsOrExternalUsers: everyGuest,
  }).map(([type, name]) => [type.toLowerCase(), name]),
);

/** Guest types in words, each once; all of them are "guests and external users", as in Entra's own list. */
export function guestTypeNames(types: readonly string[]): readonly string[] {
  const keys = types.map((type) => type.trim().toLowerCase());
  const isEvery = guestTypes.every((type) => type === 'notGuest' || keys.includes(type.toLowerCase()));
  return isEvery
    ? [everyGuest]
    : [...new Set(keys)].map((key) => names.get(key) ?? `guests of the type ${key}`);
}
