import { describe, expect, test } from 'vitest';
import { globalAdministrator, graphGroup, graphUser } from '../example-tenant.ts';
import { compared, mfaPolicy, usersIn } from './comparing.ts';

const butCrew = [mfaPolicy({ users: { includeUsers: ['All'], excludeGroups: ['crew'] } })];
const crewOf = (...users: readonly string[]) => ({ policies: butCrew, groups: [graphGroup('crew', users)] });

describe('an excluded group', () => {
  test('opens a gap for whoever comes into it, and for nobody else', () => {
    const change = compared('2.2.5', crewOf('ann'), crewOf('ann', 'cem'));

    expect(change).toMatchObject({ before: 'fail', after: 'fail', change: 'opens' });
    expect(usersIn(change.opened)).toEqual(['cem']);
    expect(change.opened[0]?.because).toMatchObject([{ member: 'conditions.users.excludeGroups' }]);
  });

  test('closes one for whoever leaves it', () => {
    const change = compared('2.2.5', crewOf('ann', 'cem'), crewOf('ann'));

    expect(change.change).toBe('closes');
    expect(usersIn(change.closed)).toEqual(['cem']);
  });

  test('counts members of groups that are nested in it', () => {
    const nested = (...users: readonly string[]) => ({
      policies: butCrew,
      groups: [graphGroup('crew', [], ['inner']), graphGroup('inner', users)],
    });

    expect(usersIn(compared('2.2.5', nested(), nested('bob')).opened)).toEqual(['bob']);
  });

  test('is the same unknown on both sides where it was not read', () => {
    const unread = { policies: butCrew, groups: [], unread: [{ kind: 'group', id: 'crew' }] };

    expect(compared('2.2.5', unread, unread)).toMatchObject({ before: 'inconclusive', change: 'none' });
  });

  test('leaves it undecided where it was read before and no longer is', () => {
    const unread = { policies: butCrew, groups: [], unread: [{ kind: 'group', id: 'crew' }] };
    const change = compared('2.2.5', crewOf('ann'), unread);

    expect(change.opens).toBe('undecided');
    expect(change.unknowns).toMatchObject([{ kind: 'group', id: 'crew' }]);
  });

  test('opens for a user in nothing that is named, whoever was in it, once nobody is asked any more', () => {
    const side = (policies: readonly unknown[]) => ({ policies, groups: [], unread: [{ kind: 'group' }] });
    const change = compared(
      '2.2.5',
      side([...butCrew, mfaPolicy({ id: 'crew', users: { includeGroups: ['crew'] } })]),
      side([]),
    );

    expect(change.opens).toBe('yes');
  });
});

describe('an account', () => {
  const users = (...accounts: readonly object[]) => ({ policies: butCrew, users: accounts });
  const ann = graphUser('ann');

  test('that is new has a gap that opens', () => {
    const { opened } = compared('2.2.5', users(graphUser('bob')), users(graphUser('bob'), ann));

    expect(usersIn(opened)).toEqual(['ann']);
    expect(opened[0]?.closedBy).toEqual({ kind: 'couldNotSignIn' });
  });

  test('that was disabled and is enabled has one too', () => {
    const disabled = graphUser('ann', { accountEnabled: false });

    expect(compared('2.2.5', users(disabled), users(ann)).change).toBe('opens');
    expect(compared('2.2.5', users(ann), users(disabled)).change).toBe('closes');
  });

  test('that becomes a guest is as open as guests are', () => {
    const butGuests = [
      mfaPolicy({ users: { includeUsers: ['All'], excludeUsers: ['GuestsOrExternalUsers'] } }),
    ];
    const guest = graphUser('ann', { userType: 'Guest' });
    const change = compared(
      '2.2.5',
      { policies: butGuests, users: [ann] },
      { policies: butGuests, users: [guest] },
    );

    expect(usersIn(change.opened)).toEqual(['ann']);
  });
});

test('whoever becomes an administrator is in the scope of administrators now', () => {
  const assigned = (principalId: string) => ({
    policies: [],
    roleAssignments: [{ principalId, roleDefinitionId: globalAdministrator, directoryScopeId: '/' }],
  });
  const change = compared('2.2.4', assigned('bob'), assigned('ann'));

  expect(change.change).toBe('both');
  expect(change.opened).toMatchObject([
    { who: { sample: [{ id: 'ann' }] }, closedBy: { kind: 'notInScope' } },
  ]);
  expect(change.closed).toMatchObject([{ who: { sample: [{ id: 'bob' }] } }]);
});

describe('an exception', () => {
  const exceptions = [
    {
      kind: 'group' as const,
      principalId: 'crew',
      controls: ['2.2.5'],
      membersAtApproval: ['ann', 'cem'],
      reason: 'meeting rooms',
      owner: 'workplace',
      ticket: 'CHG-1',
      expiresOn: '2026-12-31',
    },
  ];

  test('holds on both sides', () => {
    expect(compared('2.2.5', { policies: [mfaPolicy()] }, crewOf('ann'), { exceptions }).change).toBe('none');
  });

  test('does not hold for whoever comes into the group later', () => {
    const { opened } = compared('2.2.5', crewOf('ann'), crewOf('ann', 'bob'), { exceptions });

    expect(usersIn(opened)).toEqual(['bob']);
  });

  test('no longer hides a gap of whoever leaves the group', () => {
    const policies: readonly unknown[] = [];
    const crew = (...users: readonly string[]) => ({ policies, groups: [graphGroup('crew', users)] });
    const { opened } = compared('2.2.5', crew('ann', 'cem'), crew('ann'), { exceptions });

    expect(usersIn(opened)).toEqual(['cem']);
    expect(opened[0]?.closedBy).toEqual({ kind: 'exception' });
  });

  test('is not needed for emergency access', () => {
    const excluded = mfaPolicy({ users: { includeUsers: ['All'], excludeUsers: ['bob'] } });

    expect(
      compared('2.2.5', { policies: [mfaPolicy()] }, { policies: [excluded] }, { emergencyAccess: ['bob'] })
        .change,
    ).toBe('none');
  });
});
