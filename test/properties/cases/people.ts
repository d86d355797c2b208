import { EVERY_USER, wirePolicy } from '../wire-policy.ts';
import {
  ADMINISTRATOR,
  type Case,
  everyUserBut,
  group,
  holder,
  inTenant,
  user,
  withUsers,
} from './tenant-case.ts';

/** Who is matched by a policy, who exists, and what is unknown of them. */
export const people: readonly Case[] = [
  withUsers('nested groups are excluded too', 'fail', everyUserBut({ excludeGroups: ['outer'] }), ['ann']),
  withUsers('a group without members is no gap', 'pass', everyUserBut({ excludeGroups: ['nobody'] })),
  withUsers(
    'a group that groups lacks is unknown',
    'inconclusive',
    everyUserBut({ excludeGroups: ['lost'] }),
    [],
  ),
  withUsers(
    'exclusion wins over inclusion',
    'fail',
    { includeUsers: ['All', 'ann'], excludeUsers: ['ann'] },
    ['ann'],
  ),
  withUsers('None is nobody', 'fail', { includeUsers: ['None'] }, ['ann', 'bob', 'guest', 'break-glass']),
  withUsers('a condition that includes nothing matches nobody', 'fail', {}),
  withUsers(
    'the old guest keyword covers every type',
    'fail',
    everyUserBut({ excludeUsers: ['GuestsOrExternalUsers'] }),
  ),
  withUsers('guests without object exist though nobody names them', 'fail', { includeGroups: ['everyone'] }),
  withUsers('an unknown member makes the whole condition unknown', 'inconclusive', {
    ...EVERY_USER,
    mood: 'good',
  }),
  withUsers(
    'whether a guest is of an enumerated tenant is unknown, but service providers of it are not',
    'fail',
    everyUserBut({
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest,serviceProvider',
        externalTenants: { membershipKind: 'enumerated', members: ['partner'] },
      },
    }),
    [],
  ),
  withUsers(
    'the home tenant of a guest object is unknown',
    'inconclusive',
    everyUserBut({
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest',
        externalTenants: { membershipKind: 'enumerated', members: ['partner'] },
      },
    }),
  ),
  inTenant('one unread group, excluded here and included there, covers everyone', 'pass', [
    wirePolicy({ users: everyUserBut({ excludeGroups: ['lost'] }) }),
    wirePolicy({ id: 'policy-2', users: { includeGroups: ['lost'] } }),
  ]),
  inTenant(
    'a disabled user is no gap',
    'pass',
    [wirePolicy({ users: everyUserBut({ excludeUsers: ['gone'] }) })],
    { users: [user('gone', { accountEnabled: false })] },
  ),
  inTenant(
    'a role in an administrative unit is not reached by a role condition',
    'pass',
    [wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) })],
    { roleAssignments: [holder('bob', '/administrativeUnits/unit-1')] },
  ),
  {
    ...inTenant(
      'a role-assigned group gives its role to direct members, nested groups confer nothing',
      'fail',
      [wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) })],
      {
        groups: [group('outer', ['bob'], ['crew']), group('crew', ['ann'])],
        roleAssignments: [holder('outer')],
      },
    ),
    usersSurelyInGap: ['bob'],
  },
  inTenant(
    'a role holder that is neither user nor group is a service principal',
    'pass',
    [wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) })],
    { roleAssignments: [holder('app')] },
  ),
  inTenant(
    'an unread role is unknown',
    'inconclusive',
    [wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) })],
    { roleAssignments: [], unread: [{ kind: 'role', id: ADMINISTRATOR }] },
  ),
  inTenant(
    'members beyond a nextLink are unknown',
    'inconclusive',
    [wirePolicy({ users: everyUserBut({ excludeGroups: ['big'] }) })],
    { groups: [{ ...group('big', []), 'members@odata.nextLink': 'https://graph.microsoft.com/v1.0/next' }] },
  ),
  inTenant(
    'an external user without a user type may be of the other external users',
    'inconclusive',
    [
      wirePolicy({
        users: everyUserBut({
          excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'otherExternalUser' },
        }),
      }),
    ],
    {
      users: [user('ext', { userType: null, userPrincipalName: 'ext_partner.example#EXT#@tenant.example' })],
    },
  ),
  inTenant(
    'who holds a role through a group that was not read is in that group',
    'pass',
    [
      wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) }),
      wirePolicy({ id: 'policy-2', users: { includeGroups: ['lost'] } }),
    ],
    { roleAssignments: [holder('lost')] },
  ),
];
