import { expect, test } from 'vitest';
import { guestTypes, guestTypesOf } from '../../../shared/core/conditional-access/guest-types.ts';
import { pointsOf } from '../../../shared/core/prover/cube.ts';

function typesOf(user: object): readonly string[] {
  return pointsOf(guestTypesOf({ ...user })).map((point) => guestTypes[point] ?? '');
}

const external = 'ann_partner.example#EXT#@tenant.example';
const local = 'ann@tenant.example';
const federated = { identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD' }] };

test.each([
  ['a member', { userType: 'Member', userPrincipalName: local }, ['notGuest']],
  ['a guest with local credentials', { userType: 'Guest', userPrincipalName: local }, ['internalGuest']],
  ['an invited guest', { userType: 'Guest', userPrincipalName: external }, ['b2bCollaborationGuest']],
  ['an invited member', { userType: 'Member', userPrincipalName: external }, ['b2bCollaborationMember']],
  [
    'a guest by invitation',
    { userType: 'Guest', userPrincipalName: local, creationType: 'Invitation' },
    ['b2bCollaborationGuest'],
  ],
  [
    'a guest who accepted',
    { userType: 'Guest', userPrincipalName: local, externalUserState: 'Accepted' },
    ['b2bCollaborationGuest'],
  ],
  [
    'a guest with a federated identity',
    { userType: 'Guest', userPrincipalName: local, ...federated },
    ['b2bCollaborationGuest'],
  ],
  [
    'the user type in lower case',
    { userType: 'guest', userPrincipalName: external.toLowerCase() },
    ['b2bCollaborationGuest'],
  ],
  ['a member who may authenticate anywhere', { userType: 'Member' }, ['notGuest', 'b2bCollaborationMember']],
  [
    'a guest who may authenticate anywhere',
    { userType: 'Guest' },
    ['internalGuest', 'b2bCollaborationGuest'],
  ],
  ['a local account of no type', { userPrincipalName: local }, ['notGuest', 'internalGuest']],
  [
    'an external account of no type',
    { userPrincipalName: external },
    ['b2bCollaborationGuest', 'b2bCollaborationMember', 'otherExternalUser'],
  ],
  [
    'an account of which nothing was returned',
    {},
    ['notGuest', 'internalGuest', 'b2bCollaborationGuest', 'b2bCollaborationMember', 'otherExternalUser'],
  ],
  [
    'members of wrong types',
    { userType: 1, userPrincipalName: [], identities: [null, 'x'] },
    ['notGuest', 'internalGuest', 'b2bCollaborationGuest', 'b2bCollaborationMember', 'otherExternalUser'],
  ],
])('The guest type follows from what Graph returned: %s', (_, user, expected) => {
  expect(typesOf(user)).toEqual(expected);
});
