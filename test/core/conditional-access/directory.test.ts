import { describe, expect, test } from 'vitest';
import type { Account } from '../../../shared/core/conditional-access/account.ts';
import type { AccountSet } from '../../../shared/core/conditional-access/account-set.ts';
import type { Directory } from '../../../shared/core/conditional-access/directory.ts';
import { PrincipalNumbers } from '../../../shared/core/conditional-access/principal-numbers.ts';
import { understandTenant } from '../../../shared/core/conditional-access/tenant-knowledge.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { globalAdministrator, graphGroup, graphUser, roleAssignment } from '../example-tenant.ts';

function directoryOf(snapshot: Omit<TenantSnapshot, 'policies'>): Directory {
  return understandTenant({ policies: [], ...snapshot }, []).directory;
}

function membersOf(group: string, snapshot: Omit<TenantSnapshot, 'policies'>) {
  const directory = directoryOf(snapshot);
  const { users, unread } = directory.groupMembers(group);
  return { users: idsOf(users, directory), unread: [...unread].toSorted() };
}

function holdersIn(snapshot: Omit<TenantSnapshot, 'policies'>) {
  const directory = directoryOf(snapshot);
  const holders = directory.roleHolders(globalAdministrator);
  return {
    ...holders,
    users: idsOf(holders.users, directory),
    maybe: idsOf(holders.maybe, directory),
  };
}

function idsOf(set: AccountSet, { numbers }: Directory): readonly string[] {
  return [...set].map((number) => numbers.idOf(number)).toSorted();
}

function accountsOf({ accounts }: Directory): readonly Account[] {
  const numbers = accounts.cohorts().flatMap((cohort) => [...cohort.numbers]);
  return numbers.map((number) => accounts.account(number)).filter((account) => account !== undefined);
}

const users = ['ann', 'bob', 'cem'].map((id) => graphUser(id));

describe('Who is in a group', () => {
  test.each([
    ['its members', { groups: [graphGroup('crew', ['ann', 'bob'])] }, { users: ['ann', 'bob'], unread: [] }],
    [
      'the members of nested groups, however deep',
      {
        groups: [
          graphGroup('crew', ['ann'], ['inner']),
          graphGroup('inner', [], ['innermost']),
          graphGroup('innermost', ['bob']),
        ],
      },
      { users: ['ann', 'bob'], unread: [] },
    ],
    [
      'each once where groups are nested in a circle',
      { groups: [graphGroup('crew', ['ann'], ['inner']), graphGroup('inner', ['bob'], ['crew'])] },
      { users: ['ann', 'bob'], unread: [] },
    ],
    [
      'whatever the case of the ids',
      { groups: [graphGroup('CREW', ['ANN'], ['Inner']), graphGroup('inner', ['Bob'])] },
      { users: ['ann', 'bob'], unread: [] },
    ],
    ['nobody where it has no members', { groups: [graphGroup('crew', [])] }, { users: [], unread: [] }],
    [
      'no devices, contacts or service principals',
      {
        groups: [
          {
            id: 'crew',
            members: [
              { '@odata.type': '#microsoft.graph.device', id: 'd' },
              { '@odata.type': '#microsoft.graph.servicePrincipal', id: 's' },
              { '@odata.type': '#microsoft.graph.orgContact', id: 'c' },
            ],
          },
        ],
      },
      { users: [], unread: [] },
    ],
    [
      'what all pages say of it together',
      { groups: [graphGroup('crew', ['ann']), graphGroup('Crew', ['bob'])] },
      { users: ['ann', 'bob'], unread: [] },
    ],
    ['unknown without groups', {}, { users: [], unread: ['crew'] }],
    ['unknown where groups lack it', { groups: [] }, { users: [], unread: ['crew'] }],
    [
      'unknown in part where a nested group was not read',
      { groups: [graphGroup('crew', ['ann'], ['inner'])] },
      { users: ['ann'], unread: ['inner'] },
    ],
    [
      'unknown in part where the group is listed as unread',
      { groups: [graphGroup('crew', ['ann'])], unread: [{ kind: 'group', id: 'CREW' }] },
      { users: ['ann'], unread: ['crew'] },
    ],
    [
      'unknown in part where all groups are listed as unread',
      {
        groups: [graphGroup('crew', ['ann'], ['inner']), graphGroup('inner', ['bob'])],
        unread: [{ kind: 'group' }],
      },
      { users: ['ann', 'bob'], unread: ['crew', 'inner'] },
    ],
    [
      'unknown in part where the members were cut',
      {
        groups: [{ ...graphGroup('crew', ['ann']), 'members@odata.nextLink': 'https://graph.example/next' }],
      },
      { users: ['ann'], unread: ['crew'] },
    ],
    [
      'unknown where the members were not returned',
      { groups: [{ id: 'crew' }] },
      { users: [], unread: ['crew'] },
    ],
    [
      'unknown in part where a member is not understood',
      { groups: [{ id: 'crew', members: [{ '@odata.type': '#microsoft.graph.user', id: 'ann' }, 'bob'] }] },
      { users: ['ann'], unread: ['crew'] },
    ],
  ])('are %s', (_, snapshot, expected) => {
    expect(membersOf('crew', snapshot)).toEqual(expected);
  });

  test('are members that do not say what they are, where they are known users or groups', () => {
    const groups = [{ id: 'crew', members: [{ id: 'ann' }, { id: 'inner' }] }, graphGroup('inner', ['bob'])];

    expect(membersOf('crew', { users, groups })).toEqual({ users: ['ann', 'bob'], unread: [] });
  });

  test('are unknown in part where a member that does not say what it is may be a group', () => {
    const groups = [{ id: 'crew', members: [{ id: 'somebody' }] }];

    expect(membersOf('crew', { users, groups })).toEqual({ users: ['somebody'], unread: ['crew'] });
  });
});

describe('Who holds a role', () => {
  const groups = [graphGroup('admins', ['bob'], ['inner']), graphGroup('inner', ['cem'])];
  const nobody = { users: [], maybe: [], unreadGroups: [], unread: false };

  test.each([
    ['a user by an active, tenant-wide assignment', [roleAssignment('ANN')], { ...nobody, users: ['ann'] }],
    [
      'nobody by an assignment at an administrative unit',
      [roleAssignment('ann', '/administrativeUnits/1')],
      nobody,
    ],
    [
      'nobody by an assignment of another role',
      [{ ...roleAssignment('ann'), roleDefinitionId: 'another' }],
      nobody,
    ],
    [
      'perhaps a user by an assignment that does not say its scope',
      [{ ...roleAssignment('ann'), directoryScopeId: undefined }],
      { ...nobody, maybe: ['ann'] },
    ],
    [
      'the direct members of a group, for a group nested in it confers nothing',
      [roleAssignment('admins')],
      { ...nobody, users: ['bob'] },
    ],
    ['perhaps anybody by an assignment that was not understood', ['x'], { ...nobody, unread: true }],
  ])('is %s', (_, roleAssignments, expected) => {
    expect(holdersIn({ users, groups, roleAssignments })).toEqual(expected);
  });

  test('is found among tens of thousands of assignments, in no time that a person waits', () => {
    const holders = Array.from({ length: 40_000 }, (_, number) => `user-${number}`);

    expect(holdersIn({ roleAssignments: holders.map((id) => roleAssignment(id)) }).users).toHaveLength(
      40_000,
    );
  });

  test('is a service principal, and so no user, where users and groups are both given', () => {
    const { users: holders, unread } = holdersIn({
      users,
      groups,
      roleAssignments: [roleAssignment('robot')],
    });

    expect(holders.filter((id) => users.some((user) => Object(user).id === id))).toEqual([]);
    expect(unread).toBe(false);
  });

  test.each([
    ['groups are not given', { users }],
    ['users are not given', { groups }],
    ['users were cut', { users, groups, unread: [{ kind: 'users' }] }],
    ['something among the groups is none', { users, groups: [...groups, { displayName: 'no id' }] }],
  ])('is perhaps anybody through a principal that is not known, where %s', (_, snapshot) => {
    expect(holdersIn({ ...snapshot, roleAssignments: [roleAssignment('robot')] }).unread).toBe(true);
  });

  test.each([
    ['no role assignments are given', { users, groups }],
    [
      'the role is listed as unread',
      { users, groups, roleAssignments: [], unread: [{ kind: 'role', id: globalAdministrator }] },
    ],
    [
      'the role assignments were cut',
      { users, groups, roleAssignments: [], unread: [{ kind: 'roleAssignments' }] },
    ],
  ])('is perhaps anybody where %s', (_, snapshot) => {
    expect(holdersIn(snapshot).unread).toBe(true);
  });

  test.each([
    [
      'was not read',
      { users, groups, unread: [{ kind: 'group', id: 'robot' }], roleAssignments: [roleAssignment('robot')] },
      'robot',
    ],
    [
      'was cut',
      {
        users,
        groups: [
          { ...graphGroup('admins', ['bob']), 'members@odata.nextLink': 'https://graph.example/next' },
        ],
        roleAssignments: [roleAssignment('admins')],
      },
      'admins',
    ],
  ])('is perhaps a member of a role-assigned group that %s', (_, snapshot, group) => {
    expect(holdersIn(snapshot)).toMatchObject({ unreadGroups: [group], unread: false });
  });
});

describe('The users', () => {
  test.each([
    ['given where a list stands there', { users }, 'given'],
    ['unread where the rest of the list is unread', { users, unread: [{ kind: 'users' }] }, 'unread'],
    [
      'given where single users are unread by name',
      { users, unread: [{ kind: 'users', id: 'dan' }] },
      'given',
    ],
    ['unread where one of them is not understood', { users: [...users, { displayName: 'no id' }] }, 'unread'],
    ['absent where no list stands there', {}, 'absent'],
  ])('are %s', (_, snapshot, expected) => {
    expect(directoryOf(snapshot).usersRead).toBe(expected);
  });

  test('are each one account, however often pages repeat them', () => {
    const directory = directoryOf({ users: [graphUser('ann'), graphUser('bob'), graphUser('ANN')] });

    expect(
      accountsOf(directory)
        .map(({ id }) => id.toLowerCase())
        .toSorted(),
    ).toEqual(['ann', 'bob']);
  });

  test.each([
    [true, true],
    [undefined, true],
    [null, true],
    [false, false],
  ])('with accountEnabled %j can sign in: %s', (accountEnabled, enabled) => {
    expect(accountsOf(directoryOf({ users: [graphUser('ann', { accountEnabled })] }))).toMatchObject([
      { enabled },
    ]);
  });

  test('are called by their principal name, else by their id, where they have no display name', () => {
    const accounts = accountsOf(
      directoryOf({ users: [graphUser('ann', { displayName: null }), { id: 'bob' }] }),
    );

    expect(accounts.map(({ displayName }) => displayName)).toEqual(['ann@tenant.example', 'bob']);
  });
});

describe('Directories of two tenants', () => {
  test('know the same principal by the same number where they share the numbers', () => {
    const numbers = new PrincipalNumbers();
    const understood = [
      ['ann', 'bob'],
      ['CEM', 'Bob'],
    ].map((members) =>
      understandTenant({ policies: [], groups: [graphGroup('crew', members)] }, [], numbers),
    );

    const [before = [], after = []] = understood.map(({ directory }) => [
      ...directory.groupMembers('crew').users,
    ]);

    expect(after.filter((number) => before.includes(number)).map((number) => numbers.idOf(number))).toEqual([
      'bob',
    ]);
  });
});
