import { describe, expect, test } from 'vitest';
import {
  deviceRegistration,
  everyUser,
  exchangeOnline,
  globalAdministrator,
  graphGrant,
  graphGroup,
  graphGuests,
  graphPolicy,
  graphUser,
  ipLocation,
  roleAssignment,
} from '../example-tenant.ts';
import { judge } from './judgement.ts';

const narrowed = graphPolicy({ id: 'narrowed', users: { includeUsers: ['ann'] } });
const withCondition = (name: string, value: unknown) => graphPolicy({ conditions: { [name]: value } });

describe('What is not understood makes the verdict inconclusive, and is named with what to do', () => {
  test.each<[string, readonly unknown[], string, RegExp, RegExp?]>([
    ['a condition that is not known', [withCondition('times', { ranges: ['night'] })], 'condition', /times/],
    [
      'an unknown member inside users',
      [graphPolicy({ users: { ...everyUser, includeAgents: ['x'] } })],
      'condition',
      /users/,
    ],
    [
      'an unknown member inside devices',
      [withCondition('devices', { includeDevices: ['All'] })],
      'condition',
      /devices/,
    ],
    [
      'a device filter that is not a rule',
      [withCondition('devices', { deviceFilter: { mode: 'include', rule: 'device.model' } })],
      'deviceFilter',
      /device\.model/,
    ],
    [
      'an application filter',
      [
        graphPolicy({
          applications: { includeApplications: ['All'], applicationFilter: { mode: 'exclude', rule: 'r' } },
        }),
      ],
      'applicationFilter',
      /r/,
    ],
    ['a new client app type', [withCondition('clientAppTypes', ['quantum'])], 'clientApp', /quantum/],
    [
      'a new platform',
      [withCondition('platforms', { includePlatforms: ['toaster'] })],
      'platform',
      /toaster/,
    ],
    ['a risk level that is hidden', [withCondition('signInRiskLevels', ['hidden'])], 'signInRisk', /hidden/],
    [
      'transfer methods without a known one',
      [withCondition('authenticationFlows', { transferMethods: 'unknownFutureValue' })],
      'flow',
      /unknownfuturevalue/,
    ],
    [
      'a grant control that is not known',
      [graphPolicy({ grantControls: graphGrant(['new']) })],
      'grantControl',
      /new/,
    ],
    [
      'two controls without an operator',
      [graphPolicy({ grantControls: graphGrant(['block', 'mfa'], { operator: null }) })],
      'grantOperator',
      /unknown/,
      /a grant operator that is not known/,
    ],
    [
      'a state that is not known',
      [graphPolicy({ state: 'paused' })],
      'policy',
      /block-device-code/,
      /the policy "Block device code flow"/,
    ],
    [
      'a malformed policy',
      [{ ...graphPolicy(), conditions: 'all' }],
      'policy',
      /block-device-code/,
      /the policy "Block device code flow"/,
    ],
    ['a policy that is no object', ['policy'], 'policy', /policies\[0\]/],
    [
      'a named location that is not there',
      [withCondition('locations', { includeLocations: ['lost'] })],
      'namedLocation',
      /lost/,
    ],
    [
      'a new guest type',
      [graphPolicy({ users: { ...everyUser, excludeGuestsOrExternalUsers: graphGuests('martian') } })],
      'guestType',
      /martian/,
    ],
  ])('%s', (_, policies, kind, id, named = id) => {
    const { verdict, unknowns, reasons } = judge(policies);

    expect(verdict).toBe('inconclusive');
    expect(unknowns).toContainEqual({
      kind,
      id: expect.stringMatching(id),
      why: expect.stringMatching(/\w/),
      whatToDo: expect.stringMatching(/\w/),
    });
    expect(reasons.join(' ')).toMatch(named);
  });

  test('an unknown flag beside known ones leaves these decided', () => {
    const flows = { transferMethods: 'deviceCodeFlow,unknownFutureValue' };

    expect(judge([withCondition('authenticationFlows', flows)]).verdict).toBe('pass');
  });

  test('the state of a policy that surely protects nobody makes its riddles irrelevant', () => {
    expect(judge([{ ...graphPolicy({ state: 'disabled' }), conditions: 'all' }])).toMatchObject({
      verdict: 'fail',
      benchmark: { verdict: 'fail' },
    });
    expect(judge([graphPolicy({ state: undefined })])).toMatchObject({
      verdict: 'fail',
      findings: expect.arrayContaining([expect.objectContaining({ key: 'policy-without-state' })]),
    });
  });

  test('a riddle that the other policies make irrelevant leaves the pass', () => {
    expect(judge([graphPolicy(), withCondition('times', { ranges: ['night'] })])).toMatchObject({
      verdict: 'pass',
      unknowns: [],
    });
  });

  test('a riddle that closes nothing more leaves the fail', () => {
    const riddle = graphPolicy({
      id: 'riddle',
      users: { includeUsers: ['bob'] },
      conditions: { times: { ranges: ['night'] } },
    });

    expect(judge([narrowed, riddle]).verdict).toBe('fail');
  });

  test('the same riddle in two policies is one unknown: with it and without it they cover everybody', () => {
    const filter = (id: string, mode: string) =>
      graphPolicy({ id, conditions: { devices: { deviceFilter: { mode, rule: 'device.model -eq null' } } } });

    expect(judge([filter('a', 'include')]).verdict).toBe('inconclusive');
    expect(judge([filter('a', 'include'), filter('b', 'exclude')]).verdict).toBe('pass');
  });

  test('and names its possible gaps, in which nobody is counted', () => {
    const { gaps, usersInGap, witness } = judge([withCondition('times', { ranges: ['night'] })]);

    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.map(({ who }) => [who.count, who.sample])).toEqual(gaps.map(() => [0, []]));
    expect(usersInGap).toBe(0);
    expect(witness).not.toBeNull();
  });
});

describe('What was not read makes the verdict inconclusive where it decides, and is named', () => {
  const allBut = (users: object) => [graphPolicy({ users: { ...everyUser, ...users } })];

  test.each([
    ['a group that groups lack', allBut({ excludeGroups: ['lost'] }), {}, { kind: 'group', id: 'lost' }],
    [
      "a group that is listed as unread, with the reader's reason",
      allBut({ excludeGroups: ['crew'] }),
      { unread: [{ kind: 'group', id: 'crew', why: 'Hidden membership' }], users: [graphUser('cem')] },
      { kind: 'group', id: 'crew', why: 'Hidden membership' },
    ],
    [
      'a group nested in one that a policy names',
      allBut({ excludeGroups: ['outer'] }),
      { groups: [graphGroup('outer', [], ['lost'])] },
      { kind: 'group', id: 'lost' },
    ],
    [
      'the holders of a role',
      allBut({ excludeRoles: [globalAdministrator] }),
      { roleAssignments: undefined },
      { kind: 'role', id: globalAdministrator },
    ],
    [
      'the list of named locations, for AllTrusted',
      [
        graphPolicy({
          conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
        }),
      ],
      { namedLocations: [], unread: [{ kind: 'namedLocations' }] },
      { kind: 'namedLocation', id: 'AllTrusted' },
    ],
    [
      'part of the policies',
      [narrowed],
      { unread: [{ kind: 'policies', why: 'The page after the first could not be read' }] },
      { kind: 'policy', why: 'The page after the first could not be read' },
    ],
    [
      'one policy that was asked for',
      [narrowed],
      { unread: [{ kind: 'policies', id: 'ca-7', why: 'Forbidden' }] },
      { kind: 'policy', id: 'ca-7', why: 'Forbidden' },
    ],
    [
      'something of a kind that nobody knows, which counts as a policy',
      [narrowed],
      { unread: [{ kind: 'starCharts', id: 'x' }] },
      { kind: 'policy' },
    ],
    [
      'a user who was asked for',
      allBut({ excludeUsers: ['dan'] }),
      { unread: [{ kind: 'users', id: 'dan', why: 'Forbidden' }] },
      { kind: 'users', id: 'dan', why: 'Forbidden' },
    ],
    [
      'whether baseline scopes are enforced',
      [
        graphPolicy({
          applications: { includeApplications: ['All'], excludeApplications: [exchangeOnline] },
        }),
        graphPolicy({ id: 'exchange', applications: { includeApplications: [exchangeOnline] } }),
      ],
      { baselineScopes: undefined, unread: [{ kind: 'baselineScopes' }] },
      { kind: 'baselineScopes' },
    ],
    [
      'which tenant a guest comes from',
      allBut({ excludeGuestsOrExternalUsers: graphGuests('b2bCollaborationGuest', ['tenant-1']) }),
      {},
      { kind: 'homeTenant', id: 'tenant-1' },
    ],
    [
      'the guest type of a user of whom too little was returned',
      allBut({ excludeGuestsOrExternalUsers: graphGuests('internalGuest') }),
      { users: [{ id: 'ann', userType: 'Guest' }] },
      { kind: 'guestType', id: 'internalGuest' },
    ],
  ])('%s', (_, policies, rest, unknown) => {
    const { verdict, unknowns, reasons } = judge(policies, Object(rest));

    expect(verdict).toBe('inconclusive');
    expect(unknowns).toContainEqual(expect.objectContaining(unknown));
    expect(reasons).not.toEqual([]);
  });

  test('but "All minus G" and "G" cover everybody although G was not read', () => {
    const policies = [
      ...allBut({ excludeGroups: ['lost'] }),
      graphPolicy({ id: 'b', users: { includeGroups: ['lost'] } }),
    ];

    expect(judge(policies).verdict).toBe('pass');
  });

  test('a policy list that was cut takes back no pass, and no fail is taken for sure', () => {
    const unread = [{ kind: 'policies' }];

    expect(judge([graphPolicy()], { unread }).verdict).toBe('pass');
    expect(judge([], { unread }).verdict).toBe('inconclusive');
  });

  test('a role held through a principal that is not known is in doubt only where groups or users are missing', () => {
    const policies = allBut({ excludeRoles: [globalAdministrator] });
    const roleAssignments = [roleAssignment('robot')];

    expect(judge(policies, { roleAssignments }).verdict).toBe('pass');
    expect(judge(policies, Object({ roleAssignments, groups: undefined })).verdict).toBe('inconclusive');
  });

  test('a location without an id may be a trusted one', () => {
    const policies = [
      graphPolicy({
        conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      }),
    ];
    const { id: _, ...nameless } = Object(ipLocation('office', ['203.0.113.0/24']));

    expect(judge(policies, { namedLocations: [] }).verdict).toBe('pass');
    expect(judge(policies, { namedLocations: [nameless] }).verdict).toBe('inconclusive');
  });

  test.each([
    ['an app that surely lies in it', '00000002-0000-0ff1-ce00-000000000000', 'pass'],
    ['an app of which that is in doubt', '0e90d0b8-039a-4936-a6f4-d25dd510be5d', 'inconclusive'],
    ['an app that the list does not know', '5a5a5a5a-0000-4000-8000-000000000000', 'fail'],
  ] as const)('a policy on a suite closes what another left open: %s', (_, app, verdict) => {
    const policies = [
      graphPolicy({ applications: { includeApplications: ['All'], excludeApplications: [app] } }),
      graphPolicy({ id: 'suite', applications: { includeApplications: ['Office365'] } }),
    ];
    const result = judge(policies);

    expect(result.verdict).toBe(verdict);
    expect(result.unknowns.map(({ kind, id }) => `${kind} ${id}`)).toEqual(
      verdict === 'inconclusive' ? [`applicationSuite Office365/${app}`] : [],
    );
  });
});

describe('Security defaults', () => {
  test.each([
    ['on, where policies leave a gap', [narrowed], { securityDefaults: { isEnabled: true } }, 'inconclusive'],
    ['on, where policies leave none', [graphPolicy()], { securityDefaults: { isEnabled: true } }, 'pass'],
    ['off', [narrowed], { securityDefaults: { isEnabled: false } }, 'fail'],
    ['not given, which counts as off', [narrowed], { securityDefaults: undefined }, 'fail'],
    ['unread', [narrowed], { unread: [{ kind: 'securityDefaults', why: 'Forbidden' }] }, 'inconclusive'],
  ])('%s', (_, policies, rest, verdict) => {
    expect(judge(policies, Object(rest)).verdict).toBe(verdict);
  });

  test('that decide are named among the unknowns, and are a finding while they are on', () => {
    const { unknowns, findings } = judge([narrowed], { securityDefaults: { isEnabled: true } });

    expect(unknowns).toMatchObject([{ kind: 'policy', id: 'security defaults' }]);
    expect(findings).toContainEqual(
      expect.objectContaining({ key: 'security-defaults-on', severity: 'info' }),
    );
  });
});

describe('Service plans, without which no sign-in has a risk', () => {
  const atRisk = { controls: ['mfa-for-risky-sign-ins'] };
  const forbidden = { unread: [{ kind: 'licences', why: 'Forbidden' }] };

  test.each([
    ['that could not be read leave a gap in doubt', { licences: undefined, ...forbidden }, 'inconclusive'],
    ['that were not read whole prove no lack', { licences: [], ...forbidden }, 'inconclusive'],
    ['among those that were read are there', { licences: ['AAD_PREMIUM_P2'], ...forbidden }, 'fail'],
    ['are known in any case', { licences: ['aad_premium_p2'] }, 'fail'],
    ['that are lacking leave nothing in the scope', { licences: [] }, 'notApplicable'],
  ])('%s', (_, rest, verdict) => {
    expect(judge([narrowed], Object(rest), atRisk).verdict).toBe(verdict);
  });

  test('that decide are named, and nobody is counted before they are read', () => {
    const result = judge([narrowed], { licences: [], ...forbidden }, atRisk);

    expect(result.usersInGap).toBe(0);
    expect(result.unknowns).toMatchObject([{ kind: 'servicePlan', id: 'AAD_PREMIUM_P2', why: 'Forbidden' }]);
  });

  test('that are lacking leave no disabled account in a gap either', () => {
    const { findings } = judge([narrowed], { licences: [] }, atRisk);

    expect(findings.map(({ key }) => key)).not.toContain('disabled-accounts-in-gap');
  });
});

test('A device control is unknown where filters ask too much of the attribute that it reads', () => {
  const rule = Array.from({ length: 12 }, (_, part) => `device.trustType -contains "${part}"`).join(' -or ');
  const onDevices = graphPolicy({
    id: 'filter',
    users: { includeUsers: ['None'] },
    conditions: { devices: { deviceFilter: { mode: 'include', rule } } },
  });
  const joined = graphPolicy({ id: 'joined', grantControls: graphGrant(['domainJoinedDevice']) });
  const registration = graphPolicy({
    id: 'registration',
    applications: { includeApplications: [deviceRegistration] },
  });
  const { verdict, unknowns } = judge([onDevices, joined, registration]);

  expect(verdict).toBe('inconclusive');
  expect(unknowns).toMatchObject([{ kind: 'grantControl', id: 'domainJoinedDevice' }]);
});
