import { wirePolicy } from '../wire-policy.ts';
import { ADMINISTRATOR, type Case, everyUserBut, group, holder } from './tenant-case.ts';

/** Who is taken to exist where the directory was not given, or not read. */
export const existence: readonly Case[] = [
  {
    control: 'device-code-flow-blocked',
    name: 'without a directory a user of each named group is taken to exist',
    verdict: 'fail',
    snapshot: { policies: [wirePolicy({ users: everyUserBut({ excludeGroups: ['lost'] }) })] },
  },
  {
    control: 'device-code-flow-blocked',
    name: 'without a directory a given group without members refutes such a user',
    verdict: 'pass',
    snapshot: {
      policies: [wirePolicy({ users: everyUserBut({ excludeGroups: ['none'] }) })],
      groups: [group('none', [])],
    },
  },
  {
    control: 'device-code-flow-blocked',
    name: 'unread users are never assumed',
    verdict: 'inconclusive',
    snapshot: {
      policies: [wirePolicy({ users: everyUserBut({ excludeGroups: ['lost'] }) })],
      unread: [{ kind: 'users' }],
    },
  },
  {
    control: 'device-code-flow-blocked',
    name: "a role's principal proves no user",
    verdict: 'inconclusive',
    snapshot: {
      policies: [wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) })],
      roleAssignments: [holder('somebody')],
    },
  },
  {
    control: 'device-code-flow-blocked',
    name: 'unread roles are never assumed to have a holder',
    verdict: 'inconclusive',
    snapshot: {
      policies: [wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR] }) })],
      roleAssignments: [],
      unread: [{ kind: 'role' }],
    },
  },
  {
    control: 'device-code-flow-blocked',
    name: 'a group that given groups lack is never assumed to have a member',
    verdict: 'inconclusive',
    snapshot: { policies: [wirePolicy({ users: everyUserBut({ excludeGroups: ['lost'] }) })], groups: [] },
  },
  {
    control: 'device-code-flow-blocked',
    name: 'a role holder whom a policy names as a user is that user and nobody else',
    verdict: 'pass',
    snapshot: {
      policies: [
        wirePolicy({ users: everyUserBut({ excludeRoles: [ADMINISTRATOR], excludeUsers: ['ann'] }) }),
        wirePolicy({ id: 'policy-2', users: { includeUsers: ['ann'] } }),
      ],
      groups: [],
      roleAssignments: [holder('ann')],
    },
  },
];
