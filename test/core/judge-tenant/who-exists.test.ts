import { describe, expect, test } from 'vitest';
import {
  everyUser,
  globalAdministrator,
  graphGroup,
  graphGuests,
  graphPolicy,
  graphUser,
  roleAssignment,
} from '../example-tenant.ts';
import { judge, judgePolicies, usersShown } from './judgement.ts';

const allBut = (users: object) => [graphPolicy({ users: { ...everyUser, ...users } })];
const only = (users: object) => [graphPolicy({ users })];
const everyGuestTypeWithObject =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,otherExternalUser';
const guestsWithoutObject = graphGuests('b2bDirectConnectUser,serviceProvider');

describe('Where users are given, the directory is exactly those', () => {
  test.each([
    ['an excluded group without members is no gap', allBut({ excludeGroups: ['nobody'] }), 'pass'],
    ['an excluded user who does not exist is no gap', allBut({ excludeUsers: ['stranger'] }), 'pass'],
    [
      'a guest type that nobody is of is no gap',
      allBut({ excludeGuestsOrExternalUsers: graphGuests('internalGuest') }),
      'pass',
    ],
    [
      'a policy that includes each of them leaves only guests without an object, and those exist',
      only({ includeUsers: ['ann', 'bob', 'cem', 'guest'] }),
      'fail',
    ],
    [
      'a policy that includes each of them and those guests leaves nobody',
      only({
        includeUsers: ['ann', 'bob', 'cem', 'guest'],
        includeGuestsOrExternalUsers: guestsWithoutObject,
      }),
      'pass',
    ],
  ] as const)('%s', (_, policies, verdict) => {
    expect(judge(policies).verdict).toBe(verdict);
  });

  test('a disabled account is no gap, and is reported apart', () => {
    const { verdict, findings, usersInGap } = judge(allBut({ excludeUsers: ['gone'] }));

    expect(verdict).toBe('pass');
    expect(usersInGap).toBe(0);
    expect(findings).toContainEqual(
      expect.objectContaining({
        key: 'disabled-accounts-in-gap',
        text: expect.stringMatching(/^1 disabled account /),
      }),
    );
  });

  test('a role held at an administrative unit excludes nobody', () => {
    const roleAssignments = [roleAssignment('bob', '/administrativeUnits/1')];

    expect(judge(allBut({ excludeRoles: [globalAdministrator] }), { roleAssignments }).verdict).toBe('pass');
  });

  test('an account that pages repeat is counted once and hides nobody else', () => {
    const users = [graphUser('ann'), graphUser('ann'), graphUser('bob')];
    const result = judge(only({ includeUsers: ['ann'] }), { users });

    expect(result.usersInGap).toBe(1);
    expect(usersShown(result)).toEqual(['bob']);
  });
});

test('Holders of many roles who are taken to exist are told in one', () => {
  const users = { includeRoles: ['r1', 'r2', 'r3', 'r4', 'r5'] };
  const { gaps } = judgePolicies([graphPolicy({ users, state: 'disabled' })]);

  expect(gaps.map(({ who }) => who.description)).toContain(
    'a holder of one of the roles r1, r2, r3 and 2 more',
  );
});

describe('Where no users are given, a fail needs somebody who is taken to exist', () => {
  test.each([
    ['a user in nothing that is named', only({ includeGroups: ['crew'] }), /in nothing that is named/],
    ['a user whom a policy names', allBut({ excludeUsers: ['ann'] }), /the user ann/],
    ['one in exactly an excluded group', allBut({ excludeGroups: ['crew'] }), /a member of crew/],
    [
      'one in exactly an excluded role',
      allBut({ excludeRoles: [globalAdministrator] }),
      /a holder of the role/,
    ],
    [
      'one of exactly an excluded guest type',
      allBut({ excludeGuestsOrExternalUsers: graphGuests('internalGuest') }),
      /an internal guest/,
    ],
    [
      'guests without an object',
      allBut({ excludeGuestsOrExternalUsers: graphGuests('serviceProvider') }),
      /service providers/,
    ],
  ])('%s', (_, policies, who) => {
    const { verdict, gaps, usersInGap } = judgePolicies(policies);

    expect(verdict).toBe('fail');
    expect(gaps.map(({ who: { description } }) => description).join('; ')).toMatch(who);
    expect(gaps.map(({ who: { count, sample } }) => [count, sample])).toEqual(gaps.map(() => [null, []]));
    expect(usersInGap).toBeNull();
  });

  test('a pass must hold for every combination of memberships', () => {
    const policies = [
      graphPolicy({ id: 'a', users: { ...everyUser, excludeGroups: ['crew'] } }),
      graphPolicy({ id: 'b', users: { includeGroups: ['crew'], excludeGroups: ['night-shift'] } }),
      graphPolicy({ id: 'c', users: { includeGroups: ['night-shift'], excludeGroups: ['day-shift'] } }),
    ];
    const closed = graphPolicy({ id: 'd', users: { includeGroups: ['day-shift'] } });

    expect(judgePolicies(policies).verdict).toBe('inconclusive');
    expect(judgePolicies([...policies, closed]).verdict).toBe('pass');
  });

  test('members of a group that is given exist, and nobody else is in it', () => {
    const excluded = allBut({ excludeGroups: ['crew'] });

    expect(judgePolicies(excluded, { groups: [graphGroup('crew', ['ann'])] }).verdict).toBe('fail');
    expect(judgePolicies(excluded, { groups: [graphGroup('crew', [])] }).verdict).toBe('pass');
  });

  test('a role assignment proves no user: its holder may be a service principal', () => {
    const excluded = allBut({ excludeRoles: [globalAdministrator] });

    expect(judgePolicies(excluded, { roleAssignments: [] }).verdict).toBe('pass');
    expect(judgePolicies(excluded, { roleAssignments: [roleAssignment('bob')] }).verdict).toBe(
      'inconclusive',
    );
  });
});

describe('Where users were read in part', () => {
  const unread = [{ kind: 'users', why: 'The page after the first could not be read' }];

  test('users whom the policies cover all the same leave the pass', () => {
    expect(judge([graphPolicy()], { unread }).verdict).toBe('pass');
  });

  test('those who were read are enough for a fail', () => {
    const result = judge(allBut({ excludeUsers: ['ann'] }), { unread });

    expect(result.verdict).toBe('fail');
    expect(usersShown(result)).toEqual(['ann']);
  });

  test('others are never assumed: they may exist, and that is an unknown', () => {
    const policies = only({
      includeUsers: ['ann', 'bob', 'cem', 'guest'],
      includeGuestsOrExternalUsers: guestsWithoutObject,
    });
    const { verdict, unknowns } = judge(policies, { unread });

    expect(verdict).toBe('inconclusive');
    expect(unknowns).toContainEqual(
      expect.objectContaining({ kind: 'users', why: 'The page after the first could not be read' }),
    );
  });
});

describe('Guests', () => {
  test.each([
    ['the old keyword', { excludeUsers: ['GuestsOrExternalUsers'] }],
    ['their types', { excludeGuestsOrExternalUsers: graphGuests(everyGuestTypeWithObject) }],
  ])('that are excluded by %s are in the gap, and members are not', (_, users) => {
    const result = judge(allBut(users));

    expect(result.verdict).toBe('fail');
    expect(usersShown(result)).toEqual(['guest']);
  });

  test('without an object are not closed by a policy on those with one', () => {
    const policies = only({ includeGroups: ['crew'], includeUsers: ['bob', 'cem', 'guest'] });
    const { verdict, gaps } = judge(policies);

    expect(verdict).toBe('fail');
    expect(gaps.map(({ who }) => who.count)).toEqual([0]);
  });
});
