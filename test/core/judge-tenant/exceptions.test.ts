import { describe, expect, test } from 'vitest';
import type { GroupException, UserException } from '../../../shared/core/exceptions/exception.ts';
import {
  azureManagement,
  deviceRegistration,
  everyUser,
  graphGroup,
  graphPolicy,
  graphUser,
} from '../example-tenant.ts';
import { directory, judge, judgePolicies, usersShown } from './judgement.ts';

const terms = {
  controls: ['2.2.3'],
  reason: 'Signs in meeting rooms',
  owner: 'workplace@tenant.example',
  ticket: 'CHG-1',
  expiresOn: '2026-11-22',
};

function userException(principalId: string, more: Partial<UserException> = {}): UserException {
  return { ...terms, kind: 'user', principalId, ...more };
}

function groupException(
  membersAtApproval: readonly string[],
  more: Partial<GroupException> = {},
): GroupException {
  return { ...terms, kind: 'group', principalId: 'crew', membersAtApproval, ...more };
}

const allButAnn = [graphPolicy({ users: { ...everyUser, excludeUsers: ['ann'] } })];
const allButCrew = [graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } })];

describe('An exception for a user', () => {
  test('closes the gap that the user was in, and is listed with what it keeps open', () => {
    const result = judge(allButAnn, {}, { exceptions: [userException('ANN')] });

    expect(result).toMatchObject({ verdict: 'pass', usersInGap: 0, gaps: [], witness: null });
    expect(result.excepted).toMatchObject([
      {
        who: { count: 1, sample: [{ id: 'ann', displayName: 'User ann' }] },
        because: [{ member: 'conditions.users.excludeUsers', value: 'User ann' }],
        exception: {
          kind: 'user',
          principalId: 'ANN',
          reason: 'Signs in meeting rooms',
          owner: 'workplace@tenant.example',
          ticket: 'CHG-1',
          expiresOn: '2026-11-22',
        },
      },
    ]);
  });

  test('tells what it keeps open by the conditions that matter, each by itself', () => {
    const narrowed = [
      graphPolicy({
        conditions: { platforms: { includePlatforms: ['android'] }, signInRiskLevels: ['high'] },
      }),
    ];

    const { excepted } = judge(narrowed, {}, { exceptions: [userException('ann')] });

    const restricted = excepted.map(({ where }) => Object.keys(where).filter((key) => key !== 'description'));
    expect(restricted.toSorted()).toEqual([['platforms'], ['signInRiskLevels']]);
  });

  test('keeps nothing open, and is not listed, where a policy closes the gap', () => {
    expect(judge([graphPolicy()], {}, { exceptions: [userException('ann')] }).excepted).toEqual([]);
  });

  test.each([
    ['at noon of its last day', '2026-11-22T12:00:00Z', 'pass'],
    ['in the last second of its last day', '2026-11-22T23:59:59.999Z', 'pass'],
    ['in the first second after it', '2026-11-23T00:00:00.000Z', 'fail'],
    ['long before', '2026-01-01T00:00:00Z', 'pass'],
  ] as const)('holds through its last day, UTC: %s', (_, at, verdict) => {
    expect(judge(allButAnn, {}, { exceptions: [userException('ann')], at }).verdict).toBe(verdict);
  });

  test.each([
    ['the id of CIS Azure v3', '2.2.3', 'pass'],
    ['the key', 'device-code-flow-blocked', 'pass'],
    ['the id of CIS Azure v5', '5.2.3', 'pass'],
    ['the id of SCuBA in another case', 'ms.aad.3.9V1', 'pass'],
    ['the id with blanks', ' 2.2.3 ', 'pass'],
    ['another control', '2.2.5', 'fail'],
  ] as const)('holds where it names the control by %s', (_, control, verdict) => {
    expect(
      judge(allButAnn, {}, { exceptions: [userException('ann', { controls: ['9.9', control] })] }).verdict,
    ).toBe(verdict);
  });

  test('helps nobody else', () => {
    const result = judge(allButCrew, {}, { exceptions: [userException('cem')] });

    expect(result.verdict).toBe('fail');
    expect(usersShown(result)).toEqual(['ann']);
  });
});

describe('An exception for resources', () => {
  const butManagement = [
    graphPolicy({ applications: { includeApplications: ['All'], excludeApplications: [azureManagement] } }),
  ];

  test('holds for those alone', () => {
    const allowed = userException('ann', { resources: [azureManagement.toUpperCase()] });

    expect(judge(allButAnn, {}, { exceptions: [allowed] })).toMatchObject({
      verdict: 'fail',
      excepted: [{ where: { resources: [azureManagement] } }],
    });
    expect(usersShown(judge(butManagement, {}, { exceptions: [allowed] }))).toEqual(['bob', 'cem', 'guest']);
  });

  test('of a suite holds for the apps that lie in it', () => {
    const azurePortal = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
    const policies = [
      graphPolicy({
        users: { includeUsers: ['ann'] },
        applications: { includeApplications: ['All'], excludeApplications: [azurePortal] },
      }),
      graphPolicy({ id: 'others', users: { ...everyUser, excludeUsers: ['ann'] } }),
    ];
    const exceptions = [userException('ann', { resources: ['MicrosoftAdminPortals'] })];

    expect(judge(policies).verdict).toBe('fail');
    expect(judge(policies, {}, { exceptions }).verdict).toBe('pass');
  });
});

describe('An exception for a group', () => {
  test('holds for the members that it had at approval and still has', () => {
    expect(judge(allButCrew, {}, { exceptions: [groupException(['ann'])] }).verdict).toBe('pass');
  });

  test('does not hold for a member who joined later', () => {
    const groups = [graphGroup('crew', ['ann', 'cem'])];
    const result = judge(allButCrew, { groups }, { exceptions: [groupException(['ann'])] });

    expect(result.verdict).toBe('fail');
    expect(usersShown(result)).toEqual(['cem']);
    expect(result.excepted).toMatchObject([{ who: { sample: [{ id: 'ann' }] } }]);
  });

  test('does not hold for a member who left', () => {
    const groups = [graphGroup('crew', ['cem'])];
    const policies = [graphPolicy({ users: { ...everyUser, excludeUsers: ['ann'] } })];

    expect(judge(policies, { groups }, { exceptions: [groupException(['ann', 'cem'])] }).verdict).toBe(
      'fail',
    );
  });

  test('holds for members of nested groups', () => {
    const policies = [graphPolicy({ users: { ...everyUser, excludeGroups: ['outer'] } })];
    const exceptions = [groupException(['ann'], { principalId: 'outer' })];

    expect(judge(policies, {}, { exceptions }).verdict).toBe('pass');
  });

  test('is in doubt where the group was not read: an approved member may have left', () => {
    const result = judge(
      allButAnn,
      { groups: [], unread: [{ kind: 'group', id: 'crew' }] },
      { exceptions: [groupException(['ann'])] },
    );

    expect(result.verdict).toBe('inconclusive');
    expect(result.unknowns).toMatchObject([{ kind: 'group', id: 'crew' }]);
  });
});

describe('Exceptions where no directory is given', () => {
  test('hold for the user that they name', () => {
    expect(judgePolicies(allButAnn, {}, { exceptions: [userException('ann')] }).verdict).toBe('pass');
  });

  test('do not hold for others who may be in an excluded group', () => {
    const result = judgePolicies(allButCrew, {}, { exceptions: [groupException(['ann'])] });

    expect(result.verdict).toBe('fail');
  });
});

describe('Emergency access', () => {
  test('is an exception to every claim, for a user', () => {
    const result = judge(allButAnn, {}, { emergencyAccess: ['ANN'] });

    expect(result.verdict).toBe('pass');
    expect(result.excepted).toMatchObject([{ exception: { kind: 'emergencyAccess', principalId: 'ANN' } }]);
  });

  test('is one for a group, nested groups included', () => {
    const result = judge(allButCrew, {}, { emergencyAccess: ['outer'] });

    expect(result).toMatchObject({ verdict: 'pass', excepted: [{ who: { count: 1 } }] });
  });

  test('in a group that was not read passes where the policies exclude that very group', () => {
    const policies = [graphPolicy({ users: { ...everyUser, excludeGroups: ['break-glass'] } })];
    const snapshot = { unread: [{ kind: 'group', id: 'break-glass', why: 'Forbidden' }] };

    expect(judge(policies, snapshot, { emergencyAccess: ['break-glass'] }).verdict).toBe('pass');
  });

  test('in a group that was not read leaves others in doubt', () => {
    const snapshot = { unread: [{ kind: 'group', id: 'break-glass', why: 'Forbidden' }] };

    expect(judge(allButAnn, snapshot, { emergencyAccess: ['break-glass'] })).toMatchObject({
      verdict: 'inconclusive',
      unknowns: [{ kind: 'group', id: 'break-glass', why: 'Forbidden' }],
    });
  });

  test('that a policy names as a user is no group, though nothing was said of groups', () => {
    const policies = [graphPolicy({ users: { includeUsers: ['ann'], excludeUsers: ['break-glass'] } })];
    const { users = [] } = directory;
    const result = judgePolicies(policies, { users }, { emergencyAccess: ['break-glass'] });

    expect(result).toMatchObject({ verdict: 'fail', usersInGap: 3, unknowns: [] });
  });

  test.each([
    ['is not excluded from a policy that blocks', ['cem'], [graphPolicy()], /is not excluded/],
    ['is a group whose members are not excluded', ['crew'], [graphPolicy()], /is not excluded/],
    ['does not exist', ['nobody-at-all'], [graphPolicy()], /does not exist/],
    ['is disabled', ['gone'], allButAnn, /is disabled/],
  ])('is watched: it is a grave finding when it %s', (_, emergencyAccess, policies, text) => {
    const { findings } = judge(policies, {}, { emergencyAccess });

    expect(findings).toContainEqual({
      key: 'lock-out-risk',
      severity: 'high',
      text: expect.stringMatching(text),
      subject: emergencyAccess[0],
    });
  });

  test('raises no finding where it exists, is enabled and is excluded', () => {
    const users = [...(directory.users ?? []), graphUser('break-glass')];
    const policies = [graphPolicy({ users: { ...everyUser, excludeUsers: ['break-glass'] } })];
    const { verdict, findings } = judge(policies, { users }, { emergencyAccess: ['break-glass'] });

    expect(verdict).toBe('pass');
    expect(findings).toEqual([]);
  });

  test('that is named by nobody is a finding of its own where policies block', () => {
    expect(judge([graphPolicy()]).findings).toMatchObject([{ key: 'lock-out-risk', severity: 'medium' }]);
    expect(judge([]).findings.map(({ key }) => key)).not.toContain('lock-out-risk');
  });
});

describe('The Device Registration Service', () => {
  const butRegistration = graphPolicy({
    applications: { includeApplications: ['All'], excludeApplications: [deviceRegistration.toUpperCase()] },
  });

  test('excluded without an exception fails, with a finding of its own severity', () => {
    const { verdict, findings } = judge([butRegistration]);

    expect(verdict).toBe('fail');
    expect(findings).toContainEqual(
      expect.objectContaining({
        key: 'device-registration-service-excluded',
        severity: 'high',
        subject: 'block-device-code',
      }),
    );
  });

  test('is no finding where another policy closes what the exclusion left open', () => {
    const { verdict, findings } = judge([butRegistration, graphPolicy({ id: 'another' })]);

    expect(verdict).toBe('pass');
    expect(findings.map(({ key }) => key)).not.toContain('device-registration-service-excluded');
  });
});

test('Nobody is counted as excepted by an emergency access group whose members were not read', () => {
  const allButGroup = [graphPolicy({ users: { ...everyUser, excludeGroups: ['break-glass'] } })];
  const unread = { unread: [{ kind: 'group', id: 'break-glass' }] };
  const { excepted } = judge(allButGroup, unread, { emergencyAccess: ['break-glass'] });

  expect(excepted.length).toBeGreaterThan(0);
  expect(excepted.map(({ who }) => [who.count, who.sample])).toEqual(excepted.map(() => [0, []]));
});

test('What an exception keeps open is told by its own group, whatever other groups its members are in', () => {
  const groups = [graphGroup('crew', ['ann', 'cem']), graphGroup('others', ['ann', 'bob'])];
  const allButBoth = [graphPolicy({ users: { ...everyUser, excludeGroups: ['crew', 'others'] } })];
  const ofOthers = groupException(['ann', 'bob'], { principalId: 'others' });
  const { excepted } = judge(allButBoth, { groups }, { exceptions: [ofOthers] });

  expect(excepted).toMatchObject([
    { who: { count: 2, description: 'members of Group others' }, because: [{ value: 'Group others' }] },
  ]);
});
