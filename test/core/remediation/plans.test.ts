import { describe, expect, test } from 'vitest';
import { allControls } from '../../../shared/core/controls/catalogue.ts';
import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import { mfaPolicy } from '../compare/comparing.ts';
import {
  azureManagement,
  countryLocation,
  deviceRegistration,
  everyUser,
  globalAdministrator,
  graphGroup,
  graphGuests,
  graphPolicy,
  graphUser,
  type PolicyParts,
  roleAssignment,
} from '../example-tenant.ts';
import { bestOf, planned, sentBy, stepsOf } from './planning.ts';

const reportOnly = { state: 'enabledForReportingButNotEnforced' };
const managed = { displayName: 'Microsoft-managed: Block device code flow', templateId: 'template' };
const users = (more: object) => ({ users: { ...everyUser, ...more } });
const conditions = (more: object) => ({ conditions: more });

describe('The least change that makes 2.2.3 hold', () => {
  test.each<[string, PolicyParts, readonly string[], readonly string[]]>([
    ['report-only', reportOnly, ['switchOn state: enabled'], ['PATCH state enforced']],
    [
      'disabled',
      { state: 'disabled' },
      ['switchOn state: enabled'],
      ['PATCH state reportOnly', 'PATCH state enforced'],
    ],
    [
      'Microsoft-managed',
      { ...managed, ...reportOnly },
      ['enableMicrosoftManaged state: enabled'],
      ['PATCH state enforced'],
    ],
    ...(
      [
        ['an excluded user', users({ excludeUsers: ['ann'] }), 'users.excludeUsers: ann'],
        ['an excluded group', users({ excludeGroups: ['crew'] }), 'users.excludeGroups: crew'],
        [
          'an excluded role',
          users({ excludeRoles: [globalAdministrator] }),
          `users.excludeRoles: ${globalAdministrator}`,
        ],
        [
          'excluded guests',
          users({ excludeGuestsOrExternalUsers: graphGuests('b2bCollaborationGuest') }),
          'users.excludeGuestsOrExternalUsers: object',
        ],
        [
          'guests by name',
          users({ excludeUsers: ['GuestsOrExternalUsers'] }),
          'users.excludeUsers: GuestsOrExternalUsers',
        ],
        [
          'an excluded app',
          { applications: { includeApplications: ['All'], excludeApplications: [deviceRegistration] } },
          `applications.excludeApplications: ${deviceRegistration}`,
        ],
        [
          'an excluded platform',
          conditions({ platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } }),
          'platforms.excludePlatforms: linux',
        ],
        [
          'an excluded location',
          conditions({ locations: { includeLocations: ['All'], excludeLocations: ['office'] } }),
          'locations.excludeLocations: office',
        ],
      ] as const
    ).map(([name, parts, step]): [string, PolicyParts, readonly string[], readonly string[]] => [
      name,
      parts,
      [`removeExclusion conditions.${step}`],
      ['PATCH conditions enforced'],
    ]),
    ...(
      [
        ['users narrowed to a group', { users: { includeGroups: ['crew'] } }, 'users.includeUsers: All'],
        [
          'one app',
          { applications: { includeApplications: [azureManagement] } },
          'applications.includeApplications: All',
        ],
        [
          'another flow',
          conditions({ authenticationFlows: { transferMethods: 'authenticationTransfer' } }),
          'authenticationFlows.transferMethods: authenticationTransfer,deviceCodeFlow',
        ],
        ['browsers only', conditions({ clientAppTypes: ['browser'] }), 'clientAppTypes: all'],
        [
          'one platform',
          conditions({ platforms: { includePlatforms: ['android'] } }),
          'platforms.includePlatforms: all',
        ],
        [
          'one place',
          conditions({ locations: { includeLocations: ['home'] } }),
          'locations.includeLocations: All',
        ],
        ['high risk only', conditions({ signInRiskLevels: ['high'] }), 'signInRiskLevels: '],
        ['risky users only', conditions({ userRiskLevels: ['high'] }), 'userRiskLevels: '],
        ['insiders only', conditions({ insiderRiskLevels: 'elevated' }), 'insiderRiskLevels: object'],
        [
          'some devices only',
          conditions({ devices: { deviceFilter: { mode: 'include', rule: 'device.model -eq "Room"' } } }),
          'devices: object',
        ],
      ] as const
    ).map(([name, parts, step]): [string, PolicyParts, readonly string[], readonly string[]] => [
      name,
      parts,
      [`widen conditions.${step}`],
      ['PATCH conditions enforced'],
    ]),
  ])('of a policy with %s', (_, parts, steps, sent) => {
    const plan = bestOf(planned([graphPolicy(parts)]));

    expect([plan.after.verdict, stepsOf(plan), sentBy(plan)]).toEqual(['pass', steps, sent]);
  });

  test('is to create its policy where there is none, in report-only first', () => {
    const plan = bestOf(planned([]));

    expect([plan.kind, plan.after.verdict, sentBy(plan)]).toEqual([
      'create',
      'pass',
      ['POST displayName+state+conditions+grantControls reportOnly', 'PATCH state enforced'],
    ]);
    expect(plan.policies[0]?.stages[0].request).toMatchObject({
      path: '/identity/conditionalAccess/policies',
      body: {
        displayName: 'Block device code flow (CIS 2.2.3) [gateproof:device-code-flow-blocked]',
        state: 'enabledForReportingButNotEnforced',
      },
    });
  });

  test('is the smallest combination where one step does not suffice', () => {
    const half = graphPolicy({ ...users({ excludeGroups: ['crew'], excludeUsers: ['bob'] }), ...reportOnly });
    const other = graphPolicy({ id: 'other', users: { includeUsers: ['bob'] } });

    const plan = bestOf(planned([half, other]));

    expect([plan.kind, plan.after.verdict]).toEqual(['combination', 'pass']);
    expect(stepsOf(plan)).toEqual([
      'switchOn state: enabled',
      'removeExclusion conditions.users.excludeGroups: crew',
    ]);
    expect(sentBy(plan)).toEqual(['PATCH conditions reportOnly', 'PATCH state enforced']);
  });

  test('may take several policies, none of which suffices by itself', () => {
    const guests = { users: { includeUsers: ['All'], excludeGroups: ['crew'] } };
    const place = { locations: { includeLocations: ['home'] } };
    const first = graphPolicy({
      id: 'first',
      ...reportOnly,
      ...managed,
      users: { includeUsers: ['All'], excludeRoles: [globalAdministrator] },
      conditions: place,
    });
    const rest = graphPolicy({
      id: 'rest',
      ...reportOnly,
      ...managed,
      ...guests,
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['home'] } },
    });

    const combination = planned([first, rest]).plans.find(({ kind }) => kind === 'combination');

    expect(combination?.after.verdict).toBe('pass');
    expect(combination?.policies.map(({ policy }) => policy.id)).toEqual(['first', 'rest']);
  });
});

test('What is sent of users is the whole object, empty lists included, and nothing else', () => {
  const plan = bestOf(planned([graphPolicy(users({ excludeGroups: ['crew'], excludeUsers: ['cem'] }))]));

  expect(plan.policies[0]?.stages[0].request).toEqual({
    method: 'PATCH',
    path: '/identity/conditionalAccess/policies/block-device-code',
    body: {
      conditions: {
        users: {
          includeUsers: ['All'],
          excludeUsers: [],
          includeGroups: [],
          excludeGroups: [],
          includeRoles: [],
          excludeRoles: [],
          includeGuestsOrExternalUsers: null,
          excludeGuestsOrExternalUsers: null,
        },
      },
    },
  });
});

describe('Emergency access', () => {
  const emergencyAccess = ['cem'];

  test.each<[string, readonly unknown[]]>([
    ['a policy that is created', []],
    ['one that is switched on', [graphPolicy(reportOnly)]],
    ['one that is widened', [graphPolicy({ users: { includeGroups: ['crew'] } })]],
    ['one of Microsoft', [graphPolicy({ ...managed, ...reportOnly })]],
  ])('is left out of %s', (_, policies) => {
    const { plans } = planned(policies, {}, { emergencyAccess });

    for (const { policies: written } of plans)
      expect(written.flatMap(({ stages }) => stages.map(({ policy }) => policy))).toMatchObject(
        written.flatMap(({ stages }) =>
          stages.map(() => ({ conditions: { users: { excludeUsers: ['cem'] } } })),
        ),
      );
    expect(plans[0]?.after.verdict).toBe('pass');
  });

  test('stays left out by name when the group is taken out through which it was', () => {
    const group = graphGroup('crew', ['ann', 'cem']);
    const plan = bestOf(
      planned([graphPolicy(users({ excludeGroups: ['crew'] }))], { groups: [group] }, { emergencyAccess }),
    );

    expect(plan.policies[0]?.differences).toEqual([
      { member: 'conditions.users.excludeUsers', before: null, after: ['cem'] },
      { member: 'conditions.users.excludeGroups', before: ['crew'], after: null },
    ]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['none is named', [], /No emergency access/],
    ['it is disabled', ['gone'], /is disabled/],
    ['it does not exist', ['nobody-knows'], /does not exist/],
  ])('is a risk where %s', (_, ids, risk) => {
    expect(bestOf(planned([], {}, { emergencyAccess: ids })).notes.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(risk),
    );
  });
});

describe('Approved exceptions', () => {
  const terms = { controls: ['2.2.3'], reason: 'room', owner: 'ann', ticket: 'T-1', expiresOn: '2027-01-31' };
  const user: ControlException = { ...terms, kind: 'user', principalId: 'cem' };
  const crew = (...membersAtApproval: string[]): ControlException => ({
    ...terms,
    kind: 'group',
    principalId: 'crew',
    membersAtApproval,
  });

  test.each<[string, ControlException, object]>([
    ['a user', user, { excludeUsers: ['cem'], excludeGroups: [] }],
    ['a group as it was approved', crew('ann', 'gone'), { excludeUsers: [], excludeGroups: ['crew'] }],
    [
      'of a group that has grown, its approved members',
      crew('ann'),
      { excludeUsers: ['ann'], excludeGroups: [] },
    ],
    ['nobody after its end', { ...user, expiresOn: '2026-11-21' }, { excludeUsers: [], excludeGroups: [] }],
    ['nobody of another control', { ...user, controls: ['2.2.5'] }, { excludeUsers: [], excludeGroups: [] }],
    [
      'nobody where it is for one app only',
      { ...user, resources: [azureManagement] },
      { excludeUsers: [], excludeGroups: [] },
    ],
  ])('leave out %s', (_, exception, excluded) => {
    const plan = bestOf(planned([], {}, { exceptions: [exception] }));

    expect(plan.policies[0]?.stages[0].request.body).toMatchObject({ conditions: { users: excluded } });
    expect(plan.after.verdict).toBe('pass');
  });

  test('are not taken out of a policy', () => {
    const policy = graphPolicy(users({ excludeUsers: ['cem', 'ann'] }));

    expect(stepsOf(bestOf(planned([policy], {}, { exceptions: [user] })))).toEqual([
      'removeExclusion conditions.users.excludeUsers: ann',
    ]);
  });

  test('that cannot be an exclusion are named', () => {
    const exceptions = [{ ...user, resources: [azureManagement] }];

    expect(bestOf(planned([], {}, { exceptions })).notes.map(({ key }) => key)).toContain(
      'exception-not-carried-over',
    );
  });
});

describe('Every control but that on named locations', () => {
  const others = allControls.filter(({ claim }) => claim.kind !== 'trustedLocationsDefined');

  test.each(others)('$id has a plan that makes it pass where there is no policy', ({ key }) => {
    const plan = bestOf(planned([], {}, { control: key, emergencyAccess: ['cem'] }));

    expect([plan.kind, plan.after.verdict]).toEqual(['create', 'pass']);
  });

  test.each(others)('$id has its policy switched on rather than a twin', ({ key, remediation }) => {
    const policy = { id: 'there', ...remediation.body };
    const { plans } = planned([policy], {}, { control: key });

    expect(plans.map(({ kind, after }) => [kind, after.verdict])).toEqual([['switchOn', 'pass']]);
  });
});

test.each<[string, string, readonly unknown[], readonly string[]]>([
  [
    'administrators: the roles that are missing',
    'mfa-for-administrators',
    [mfaPolicy({ users: { includeRoles: ['fe930be7-5e62-47db-91af-98c3a49a38b1'] } })],
    ['widen conditions.users.includeRoles'],
  ],
  [
    'Azure management: the app beside the others',
    'mfa-for-azure-management',
    [mfaPolicy({ applications: { includeApplications: ['Office365'] } })],
    ['widen conditions.applications.includeApplications'],
  ],
  [
    'risky sign-ins: the level that is missing',
    'mfa-for-risky-sign-ins',
    [mfaPolicy({ conditions: { signInRiskLevels: ['high'] } })],
    ['widen conditions.signInRiskLevels'],
  ],
])('MFA for %s', (_, control, policies, steps) => {
  const plan = bestOf(planned(policies, {}, { control }));

  expect([plan.after.verdict, plan.steps.map(({ kind, member }) => `${kind} ${member}`)]).toEqual([
    'pass',
    steps,
  ]);
});

describe('Administrators whom no condition on roles reaches', () => {
  const rest = {
    roleAssignments: [roleAssignment('bob'), roleAssignment('ann', '/administrativeUnits/unit')],
  };
  const control = 'mfa-for-administrators';

  test('are named by the policy that is created', () => {
    const plan = bestOf(planned([], rest, { control }));

    expect([plan.kind, plan.after.verdict]).toEqual(['create', 'pass']);
    expect(plan.policies[0]?.stages[0].request.body).toMatchObject({
      conditions: { users: { includeUsers: ['ann'] } },
    });
  });

  test('are added to the one that is there', () => {
    const policy = mfaPolicy({ users: { includeRoles: [globalAdministrator] } });

    expect(stepsOf(bestOf(planned([policy], rest, { control })))).toEqual([
      'widen conditions.users.includeUsers: ann',
    ]);
  });
});

test('A policy on MFA for guests is not made one for everybody where a new one suffices', () => {
  const guests = mfaPolicy({ users: { includeUsers: ['GuestsOrExternalUsers'] } });

  expect(planned([guests], {}, { control: 'mfa-for-all-users' }).plans.map(({ kind }) => kind)).toEqual([
    'create',
  ]);
});

test('A block of legacy clients is not made a block of everybody', () => {
  const legacy = graphPolicy({ conditions: { clientAppTypes: ['other'], authenticationFlows: null } });

  expect(planned([legacy]).plans.map(({ kind }) => kind)).toEqual(['create']);
});

test('What does not suffice says what remains, and comes last', () => {
  const managedHalf = graphPolicy({
    ...managed,
    users: { ...everyUser, excludeUsers: ['ann'] },
    applications: { includeApplications: ['All'], excludeApplications: [azureManagement] },
  });

  const { plans } = planned([managedHalf]);

  expect(plans.map(({ kind, after }) => [kind, after.verdict])).toEqual([
    ['create', 'pass'],
    ['removeExclusion', 'fail'],
  ]);
  expect(plans[1]?.after.gaps.length).toBeGreaterThan(0);
});

test('A plan counts whom it newly concerns, and what it does to other controls', () => {
  const policy = mfaPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } });

  const plan = bestOf(planned([policy], {}, { control: 'mfa-for-all-users' }));

  expect(plan.newlyAffected).toEqual({ count: 1, isLeast: false });
  expect(plan.otherControls.map(({ id, closes }) => [id, closes])).toContainEqual(['2.2.7', 'yes']);
});

test('An exclusion of an exception that opens a gap in another control says so', () => {
  const exception: ControlException = {
    kind: 'user',
    principalId: 'ann',
    controls: ['2.2.5'],
    reason: 'r',
    owner: 'o',
    ticket: 't',
    expiresOn: '2027-01-31',
  };
  const policy = mfaPolicy({ users: { ...everyUser, excludeUsers: ['bob'] } });

  const plan = bestOf(planned([policy], {}, { control: 'mfa-for-all-users', exceptions: [exception] }));

  expect(plan.otherControls.map(({ id, opens }) => [id, opens])).toContainEqual(['2.2.7', 'yes']);
});

test.each<[string, string, object, string]>([
  [
    'security defaults are on',
    'device-code-flow-blocked',
    { securityDefaults: { isEnabled: true } },
    'security-defaults-on',
  ],
  ['the licence is missing', 'device-code-flow-blocked', { licences: [] }, 'licence-missing'],
  ['rooms sign in by device code', 'device-code-flow-blocked', {}, 'shared-devices'],
  ['devices register so', 'device-code-flow-blocked', {}, 'device-registration'],
  ['legacy clients cannot give MFA', 'mfa-for-all-users', {}, 'legacy-clients'],
  ['a block goes by place', 'exclusionary-geographic-policy', {}, 'blocks-by-place'],
])('It notes that %s', (_, control, rest, key) => {
  expect(bestOf(planned([], rest, { control })).notes.map((note) => note.key)).toContain(key);
});

test('Nothing is planned where the control passes', () => {
  expect(planned([graphPolicy()])).toMatchObject({ verdict: 'pass', plans: [], byHand: [] });
});

test('Named locations are for people to define', () => {
  const planning = planned([], { namedLocations: [] }, { control: 'trusted-locations-defined' });

  expect([planning.plans, planning.byHand.length]).toEqual([[], 1]);
});

test('No block of all places is planned where none is trusted', () => {
  const rest = { namedLocations: [countryLocation('home', ['CH'])] };

  const { plans, byHand } = planned([], rest, { control: 'exclusionary-geographic-policy' });

  expect([plans, byHand]).toEqual([[], [expect.stringContaining('trusted locations first')]]);
});

test('A policy that was made before is not made twice', () => {
  const marked = graphPolicy({
    displayName: 'Mine [gateproof:device-code-flow-blocked]',
    users: { ...everyUser, excludeUsers: ['ann'] },
    applications: { includeApplications: ['None'] },
    grantControls: null,
  });

  expect(planned([marked]).plans.map(({ kind }) => kind)).not.toContain('create');
});

test('A long list of excluded users is one step', () => {
  const ids = Array.from({ length: 40 }, (_, at) => `user-${at}`);
  const rest = { users: ids.map((id) => graphUser(id)) };

  const plan = bestOf(planned([graphPolicy(users({ excludeUsers: ids }))], rest));

  expect(plan.kind).toBe('create');
  expect(planned([graphPolicy(users({ excludeUsers: ids }))], rest).plans[1]?.steps).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['what is not understood in users', graphPolicy({ users: { ...everyUser, mood: 'good' }, ...reportOnly })],
  ['a state that is not known', graphPolicy({ state: 'staged' })],
  [
    'user actions',
    graphPolicy({ ...reportOnly, applications: { includeUserActions: ['urn:user:registerdevice'] } }),
  ],
  ['something that is no policy', 'policy'],
])('No policy with %s is written', (_, policy) => {
  expect(planned([policy]).plans.map(({ kind }) => kind)).toEqual(['create']);
});
