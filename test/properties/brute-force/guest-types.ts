import type { Members } from './wire.ts';

export type GuestType =
  | 'none'
  | 'internalGuest'
  | 'b2bCollaborationGuest'
  | 'b2bCollaborationMember'
  | 'otherExternalUser'
  | 'b2bDirectConnectUser'
  | 'serviceProvider';

/** These sign in without a user object, so that no directory lists them and they always exist. */
export const TYPES_WITHOUT_OBJECT = ['b2bDirectConnectUser', 'serviceProvider'] as const;

export const TYPES_WITH_OBJECT = [
  'none',
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'otherExternalUser',
] as const;

/** The guest types that a user object may be of: `userType` and how the user authenticates decide it. */
export function guestTypesOf(user: Members): readonly GuestType[] {
  const external = isExternal(user);
  switch (user['userType']) {
    case 'Guest':
      return [external ? 'b2bCollaborationGuest' : 'internalGuest'];
    case 'Member':
      return [external ? 'b2bCollaborationMember' : 'none'];
    default:
      return external
        ? ['b2bCollaborationGuest', 'b2bCollaborationMember', 'otherExternalUser']
        : ['none', 'internalGuest'];
  }
}

function isExternal(user: Members): boolean {
  const name = user['userPrincipalName'];
  return (
    (typeof name === 'string' && name.toUpperCase().includes('#EXT#')) ||
    user['creationType'] === 'Invitation' ||
    typeof user['externalUserState'] === 'string'
  );
}
