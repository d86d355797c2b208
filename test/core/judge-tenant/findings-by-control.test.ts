import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../shared/core/controls/control-result.ts';
import { type JudgeOptions, judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import {
  deviceRegistration,
  everyUser,
  globalAdministrator,
  graphGrant,
  graphGroup,
  graphPolicy,
  graphUser,
} from '../example-tenant.ts';
import { directory, today } from './judgement.ts';

const deviceCode = 'device-code-flow-blocked';
const mfaForAll = 'mfa-for-all-users';
const mfaForAdministrators = 'mfa-for-administrators';

function findingsOf(
  control: string,
  policies: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
  options: Partial<JudgeOptions> = {},
): readonly Finding[] {
  const snapshot = { ...directory, policies, ...rest };
  const { controls } = judgeTenant(snapshot, { at: today, ...options, controls: [control] });
  return controls.flatMap(({ findings }) => findings);
}

function ofKey(key: string, findings: readonly Finding[]): readonly (readonly [string, string])[] {
  return findings.filter((one) => one.key === key).map(({ severity, text }) => [severity, text]);
}

const mfaParts = {
  id: 'mfa',
  displayName: 'Require MFA',
  conditions: { authenticationFlows: null },
  grantControls: graphGrant(['mfa']),
};
const requireMfa = graphPolicy(mfaParts);

describe('An excluded group that people can get into', () => {
  const policy = graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } });
  const dynamic = (membershipRule: string) => ({ groupTypes: ['DynamicMembership'], membershipRule });
  const openings = (properties: object, policies: readonly unknown[] = [policy]) =>
    ofKey(
      'excluded-group-open-to-joining',
      findingsOf(deviceCode, policies, { groups: [{ ...graphGroup('crew', ['ann']), ...properties }] }),
    );
  const begin = '"Block device code flow" excludes the group Group crew:';

  test.each([
    [
      'is public',
      { groupTypes: ['Unified'], visibility: 'Public' },
      'high',
      'it is public, so anybody in the tenant can join it.',
    ],
    [
      'has a rule on the own phone number',
      dynamic('(user.mobile -startsWith "+41")'),
      'high',
      'its rule asks for mobile, which people choose for themselves or for guests whom they invite.',
    ],
    [
      'has a rule that a guest can be made to fit',
      dynamic('user.mail -contains "contoso" and user.displayName -startsWith "svc"'),
      'high',
      'its rule asks for displayName and mail, which people choose for themselves or for guests whom they invite.',
    ],
    [
      'has owners',
      { isAssignableToRole: false, owners: [{ id: 'ann' }] },
      'low',
      'its owners and group administrators can add anybody, since it is not role-assignable.',
    ],
    [
      'has no owner',
      { isAssignableToRole: false, owners: [] },
      'low',
      'group administrators can add anybody, since it is not role-assignable.',
    ],
  ])('is told of where it %s', (_, properties, severity, text) => {
    expect(openings(properties)).toEqual([[severity, `${begin} ${text}`]]);
  });

  test.each([
    ['nothing is known of how people get in', {}],
    ['is role-assignable', { isAssignableToRole: true, owners: [{ id: 'ann' }] }],
    ['is private', { groupTypes: ['Unified'], visibility: 'Private', isAssignableToRole: true }],
    [
      'follows what administrators set',
      { ...dynamic('user.department -eq "IT"'), isAssignableToRole: false },
    ],
    ['asks for members only', dynamic('user.mail -contains "x" and user.userType -eq "Member"')],
  ])('is not told of where it %s', (_, properties) => {
    expect(openings(properties)).toEqual([]);
  });

  test('is told of through a group that is nested in it', () => {
    const findings = findingsOf(deviceCode, [policy], {
      groups: [
        graphGroup('crew', [], ['inner']),
        { ...graphGroup('inner', ['ann'], ['crew']), groupTypes: ['Unified'], visibility: 'Public' },
      ],
    });

    expect(ofKey('excluded-group-open-to-joining', findings)).toEqual([
      [
        'high',
        '"Block device code flow" excludes the group Group crew, and Group inner with it: it is public, so anybody in the tenant can join it.',
      ],
    ]);
  });

  test('is told of by itself where group administrators can change what is nested in it, too', () => {
    const findings = findingsOf(deviceCode, [policy], {
      groups: [
        { ...graphGroup('crew', [], ['inner']), isAssignableToRole: false },
        { ...graphGroup('inner', ['ann']), isAssignableToRole: false },
      ],
    });

    expect(ofKey('excluded-group-open-to-joining', findings)).toEqual([
      ['low', expect.stringMatching(/^"Block device code flow" excludes the group Group crew: its owners/)],
    ]);
  });

  test('stands once for all policies that exclude it, and for none that is not in force', () => {
    const open = { groupTypes: ['Unified'], visibility: 'Public' };
    const other = graphPolicy({
      id: 'b',
      displayName: 'B',
      users: { ...everyUser, excludeGroups: ['CREW'] },
    });

    expect(openings(open, [policy, other])[0]?.[1]).toMatch(/^"Block device code flow" and "B" exclude the /);
    expect(openings(open, [{ ...policy, state: 'disabled' }])).toEqual([]);
  });
});

describe('A policy of Microsoft in its countdown', () => {
  const managed = graphPolicy({
    state: 'enabledForReportingButNotEnforced',
    templateId: 'template-1',
    displayName: 'Microsoft-managed: Block device code flow',
  });
  const countdown = (policy: object) =>
    ofKey('microsoft-managed-policy-in-countdown', findingsOf(deviceCode, [policy]))[0]?.[1];

  test('is told of with the day on which it is switched on at the earliest', () => {
    expect(countdown({ ...managed, createdDateTime: '2026-10-20T08:15:00.1234567Z' })).toMatch(
      /not before 2026-12-04\./,
    );
  });

  test('is told of without a day where none is given', () => {
    expect(countdown({ ...managed, createdDateTime: null })).toMatch(/more after it appeared\. Exclude/);
  });
});

describe('Whoever can activate an administrative role', () => {
  const roleEligibilities = [
    { principalId: 'ann', roleDefinitionId: globalAdministrator, directoryScopeId: '/' },
    { principalId: 'crew', roleDefinitionId: globalAdministrator, directoryScopeId: '/' },
    { principalId: 'cem', roleDefinitionId: 'not-administrative', directoryScopeId: '/' },
  ];

  test('is named for the control on administrators, and for no other', () => {
    const key = 'eligible-administrators';

    expect(ofKey(key, findingsOf(mfaForAdministrators, [requireMfa], { roleEligibilities }))).toEqual([
      [
        'info',
        '2 principals can activate an administrative role and are not counted until then: User ann (Global ' +
          'Administrator) and Group crew (Global Administrator). Ask for MFA at the activation, too.',
      ],
    ]);
    expect(ofKey(key, findingsOf(mfaForAll, [requireMfa], { roleEligibilities }))).toEqual([]);
    expect(ofKey(key, findingsOf(mfaForAdministrators, [requireMfa]))).toEqual([]);
  });
});

describe('Emergency access', () => {
  const lockOut = (policies: readonly unknown[]) =>
    ofKey('lock-out-risk', findingsOf(mfaForAll, policies, {}, { emergencyAccess: ['ann'] }));

  test('is at risk where a policy asks it for MFA, though less than where one blocks', () => {
    expect(lockOut([requireMfa])).toEqual([
      [
        'medium',
        'Emergency access User ann is not excluded from "Require MFA", which asks for MFA: it is locked out on the ' +
          'day that this cannot be given.',
      ],
    ]);
  });

  test('is at no risk from a policy that leaves it out', () => {
    expect(lockOut([graphPolicy({ ...mfaParts, users: { ...everyUser, excludeUsers: ['ann'] } })])).toEqual(
      [],
    );
  });
});

describe('Security defaults', () => {
  test.each([
    [deviceCode, /know no exceptions/],
    [mfaForAll, /do not count here/],
  ])('are told of for %s as far as they help', (control, text) => {
    const findings = findingsOf(control, [], { securityDefaults: { isEnabled: true } });

    expect(ofKey('security-defaults-on', findings)).toEqual([['info', expect.stringMatching(text)]]);
  });
});

test('An exclusion of the Device Registration Service is graver where device codes are to be blocked', () => {
  const applications = { includeApplications: ['All'], excludeApplications: [deviceRegistration] };
  const key = 'device-registration-service-excluded';
  const policies = [graphPolicy({ applications }), graphPolicy({ ...mfaParts, applications })];

  expect(ofKey(key, findingsOf(deviceCode, policies))).toEqual([
    ['high', expect.stringMatching(/"Block device code flow".*phished code/)],
  ]);
  expect(ofKey(key, findingsOf(mfaForAll, policies))).toContainEqual([
    'medium',
    expect.stringMatching(/"Require MFA".*stolen password/),
  ]);
});

test('What is wrong with a policy on the device code flow concerns the control on that flow', () => {
  const policies = [requireMfa, graphPolicy({ state: 'enabledForReportingButNotEnforced' })];
  const key = 'policy-in-report-only';

  expect(ofKey(key, findingsOf(deviceCode, policies))).toHaveLength(1);
  expect(ofKey(key, findingsOf(mfaForAll, policies))).toEqual([]);
});

test('A policy for agents alone concerns nobody', () => {
  const agents = { includeUsers: ['AllAgentIdUsers'] };
  const reportOnly = { state: 'enabledForReportingButNotEnforced' };
  const told = (users: object) =>
    ofKey('policy-in-report-only', findingsOf(deviceCode, [graphPolicy({ ...reportOnly, users })]));

  expect(told(agents)).toEqual([]);
  expect(told({ ...agents, includeGroups: ['crew'] })).toHaveLength(1);
});

describe('A reference to what is gone', () => {
  const stale = (parts: object, rest: object = {}) =>
    ofKey('stale-reference', findingsOf(deviceCode, [graphPolicy(parts)], rest)).map(([, text]) => text);
  const lostGroup = { users: { ...everyUser, excludeGroups: ['lost'] } };
  const lostLocation = {
    conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', 'lost'] } },
  };

  test('is told of for groups and named locations', () => {
    expect(stale(lostGroup)).toEqual([expect.stringMatching(/names the group lost, which is not among/)]);
    expect(stale(lostLocation)).toEqual([
      '"Block device code flow" names the named location lost, which does not exist.',
    ]);
  });

  test.each([
    ['no groups were given', lostGroup, { groups: undefined }],
    ['the group could not be read', lostGroup, { unread: [{ kind: 'group', id: 'lost' }] }],
    ['no named locations were given', lostLocation, { namedLocations: undefined }],
    ['not all named locations were read', lostLocation, { unread: [{ kind: 'namedLocations' }] }],
  ])('is not claimed where %s', (_, parts, rest) => {
    expect(stale(parts, rest)).toEqual([]);
  });
});

describe('An exception', () => {
  const exception = {
    kind: 'user',
    principalId: 'ann',
    controls: ['MS.AAD.3.9v1'],
    reason: 'Build machines',
    owner: 'Bob',
    ticket: 'SEC-1',
    expiresOn: '2026-12-22',
  } as const;
  const told = (parts: object, control = deviceCode, rest: Partial<TenantSnapshot> = {}) =>
    findingsOf(control, [graphPolicy()], rest, { exceptions: [{ ...exception, ...parts }] })
      .filter(({ key }) => key.startsWith('except'))
      .map(({ key, severity, text }) => [key, severity, text]);

  test.each([
    ['2026-11-22', 'high', 'today'],
    ['2026-11-23', 'high', 'in 1 day'],
    ['2026-11-24', 'medium', 'in 2 days'],
    ['2026-11-29', 'medium', 'in 7 days'],
    ['2026-11-30', 'low', 'in 8 days'],
    ['2026-12-22', 'low', 'in 30 days'],
  ])('that ends on %s is told of', (expiresOn, severity, left) => {
    expect(told({ expiresOn })).toEqual([
      [
        'exception-expiring',
        severity,
        `The exception of User ann (SEC-1, owner Bob) ends on ${expiresOn}, ${left}: approve it anew, or end the need for it.`,
      ],
    ]);
  });

  test('that ended is told of, and one that lasts is not', () => {
    expect(told({ expiresOn: '2026-11-21' })).toEqual([
      ['exception-expired', 'medium', expect.stringMatching(/ended on 2026-11-21 and no longer holds/)],
    ]);
    expect(told({ expiresOn: '2026-12-23' })).toEqual([]);
  });

  test('is told of for its own control only', () => {
    expect(told({}, mfaForAll)).toEqual([]);
  });

  test('of a group names who joined after the approval', () => {
    const parts = { kind: 'group', principalId: 'crew', membersAtApproval: ['ANN'], expiresOn: '2027-06-30' };

    expect(told(parts)).toEqual([
      [
        'excepted-group-grown',
        'medium',
        'The exception of the group Group crew (SEC-1, owner Bob) does not hold for 1 member who joined after it was approved: User gone.',
      ],
    ]);
  });

  const lasting = { expiresOn: '2027-06-30' };
  const owner = '20000000-0000-4000-8000-000000000001';
  const left = (why: RegExp) => [['exception-owner-left', 'medium', expect.stringMatching(why)]];

  test.each<[string, Partial<TenantSnapshot>, unknown]>([
    [
      'is not in the directory',
      {},
      left(/is no longer in the directory: name another, or end the exception/),
    ],
    [
      'is disabled',
      { users: [graphUser('ann'), graphUser(owner, { accountEnabled: false })] },
      left(/\(SEC-1, owner User 20000000-0000-4000-8000-000000000001\) is disabled/),
    ],
    ['is there', { users: [graphUser('ann'), graphUser(owner.toUpperCase())] }, []],
    ['may be there, since users were not read', { unread: [{ kind: 'users' }] }, []],
  ])('whose owner %s', (_what, rest, findings) => {
    expect(told({ ...lasting, owner }, deviceCode, rest)).toEqual(findings);
  });

  const group = { ...lasting, kind: 'group', principalId: 'crew' };
  const forNobody = (why: RegExp) => [['exception-for-nobody', 'low', expect.stringMatching(why)]];

  test.each<[string, object, Partial<TenantSnapshot>, unknown]>([
    [
      'a user who was deleted',
      { ...lasting, principalId: 'long-gone' },
      {},
      forNobody(/is for nobody any more: the user is no longer in the directory. Withdraw it\./),
    ],
    ['a user who is disabled', { ...lasting, principalId: 'gone' }, {}, forNobody(/the user is disabled/)],
    [
      'a group that all have left',
      { ...group, membersAtApproval: ['cem'] },
      { groups: [graphGroup('crew', [])] },
      forNobody(/none of the members that the group had when it was approved is left/),
    ],
    [
      'a group that was not read',
      { ...group, membersAtApproval: ['cem'] },
      { groups: [], unread: [{ kind: 'group', id: 'crew' }] },
      [],
    ],
    [
      'a user, where users were not read',
      { ...lasting, principalId: 'long-gone' },
      { unread: [{ kind: 'users' }] },
      [],
    ],
  ])('for %s', (_whom, parts, rest, findings) => {
    expect(told(parts, deviceCode, rest)).toEqual(findings);
  });
});
