import { describe, expect, test } from 'vitest';
import { InputError } from '../../../shared/core/errors.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { explainSignIn } from '../../../shared/core/why/explain-sign-in.ts';
import type { SignInExplanation } from '../../../shared/core/why/explanation.ts';
import type { SignInQuestion } from '../../../shared/core/why/sign-in-question.ts';
import { azureManagement, deviceRegistration, everyUser, graphPolicy } from '../example-tenant.ts';

const ann = '10000000-0000-4000-8000-000000000001';
const ben = '10000000-0000-4000-8000-000000000002';
const team = '20000000-0000-4000-8000-000000000001';
const office = '30000000-0000-4000-8000-000000000001';
const graph = '00000003-0000-0000-c000-000000000000';
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

const directory = {
  users: [
    {
      id: ann,
      displayName: 'Ann',
      userPrincipalName: 'ann@tenant.example',
      userType: 'Member',
      accountEnabled: true,
    },
    {
      id: ben,
      displayName: 'Ben',
      userPrincipalName: 'ben@tenant.example',
      userType: 'Member',
      accountEnabled: false,
    },
  ],
  groups: [{ id: team, displayName: 'Team', members: [{ '@odata.type': '#microsoft.graph.user', id: ann }] }],
  roleAssignments: [],
  namedLocations: [
    {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: office,
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ cidrAddress: '203.0.113.0/24' }],
    },
  ],
} satisfies Partial<TenantSnapshot>;

const deviceCode = { flow: 'deviceCodeFlow' } as const;
const windows = { platform: 'windows' } as const;

function grant(operator: string, ...builtInControls: string[]) {
  return { operator, builtInControls };
}

/** For every user, app and flow unless told otherwise. */
function policy(parts: Parameters<typeof graphPolicy>[0] = {}) {
  return graphPolicy({
    users: everyUser,
    ...parts,
    conditions: { authenticationFlows: null, ...parts.conditions },
  });
}

interface Asked {
  readonly tenant?: Partial<TenantSnapshot>;
  readonly signIn?: Partial<SignInQuestion>;
}

function explain(policies: readonly unknown[], { tenant = {}, signIn = {} }: Asked = {}): SignInExplanation {
  return explainSignIn({ policies, ...directory, ...tenant }, { userId: ann, resource: graph, ...signIn });
}

interface Rule extends Asked {
  readonly rule: string;
  readonly policies: readonly unknown[];
  readonly outcome: SignInExplanation['outcome'];
  readonly errorCode?: number | null;
  readonly asks?: readonly string[];
}

const compliant = policy({ grantControls: grant('OR', 'compliantDevice') });
const hybrid = policy({ grantControls: grant('OR', 'domainJoinedDevice') });

const rules: readonly Rule[] = [
  { rule: 'without policies nothing stops it', policies: [], outcome: 'notStopped' },
  { rule: 'a block that applies is AADSTS53003', policies: [policy()], outcome: 'stopped', errorCode: 53003 },
  {
    rule: 'a policy for another flow does nothing',
    policies: [graphPolicy({ users: everyUser })],
    outcome: 'notStopped',
  },
  {
    rule: 'a policy in report-only stops nothing',
    policies: [policy({ state: 'enabledForReportingButNotEnforced' })],
    outcome: 'notStopped',
  },
  { rule: 'nor does a disabled one', policies: [policy({ state: 'disabled' })], outcome: 'notStopped' },
  {
    rule: 'one of an unknown state may',
    policies: [policy({ state: 'sometimes' })],
    outcome: 'depends',
    errorCode: null,
  },
  {
    rule: 'a compliant device is impossible under the device code flow',
    policies: [compliant],
    signIn: { ...deviceCode, ...windows },
    outcome: 'stopped',
    errorCode: 53000,
  },
  {
    rule: 'so is a hybrid joined one',
    policies: [hybrid],
    signIn: { ...deviceCode, ...windows },
    outcome: 'stopped',
    errorCode: 53001,
  },
  {
    rule: 'without a device, device authentication is asked for first',
    policies: [compliant],
    signIn: windows,
    outcome: 'stopped',
    errorCode: 50097,
  },
  {
    rule: 'a device that is not compliant is told so',
    policies: [compliant],
    signIn: { ...windows, device: { isCompliant: false } },
    outcome: 'stopped',
    errorCode: 53000,
  },
  {
    rule: 'a compliant device satisfies without a question',
    policies: [policy({ grantControls: grant('OR', 'mfa', 'compliantDevice') })],
    signIn: { ...windows, device: { isCompliant: true } },
    outcome: 'notStopped',
    asks: [],
  },
  {
    rule: 'a platform that policies do not know is AADSTS50005',
    policies: [compliant],
    signIn: { ...deviceCode, platform: null },
    outcome: 'stopped',
    errorCode: 50005,
  },
  {
    rule: 'where the platform was not given, the error depends on it',
    policies: [compliant],
    signIn: deviceCode,
    outcome: 'stopped',
    errorCode: null,
  },
  {
    rule: 'device registration is exempt from device controls',
    policies: [compliant],
    signIn: { ...deviceCode, resource: deviceRegistration },
    outcome: 'notStopped',
  },
  {
    rule: 'a block is told before what a device lacks',
    policies: [compliant, policy({ id: 'block' })],
    signIn: { ...deviceCode, ...windows },
    outcome: 'stopped',
    errorCode: 53003,
  },
  {
    rule: 'MFA is asked for, and stops nothing',
    policies: [policy({ grantControls: grant('OR', 'mfa') })],
    outcome: 'notStopped',
    asks: ['MFA'],
  },
  {
    rule: 'AND asks for each, OR for any one that is possible',
    policies: [
      policy({ id: '1', grantControls: grant('AND', 'mfa', 'passwordChange') }),
      policy({ id: '2', grantControls: grant('OR', 'mfa', 'compliantDevice') }),
    ],
    signIn: deviceCode,
    outcome: 'notStopped',
    asks: ['MFA', 'a new password', 'MFA'],
  },
  {
    rule: 'terms of use and session controls are asks too',
    policies: [
      {
        ...policy({ grantControls: { operator: 'OR', builtInControls: [], termsOfUse: ['terms'] } }),
        sessionControls: { signInFrequency: { isEnabled: true, frequencyInterval: 'everyTime' } },
      },
    ],
    outcome: 'notStopped',
    asks: ['consent to terms of use', 'a new sign-in every time'],
  },
  {
    rule: 'an approved client app is asked for where the client is not known',
    policies: [policy({ grantControls: grant('OR', 'approvedApplication') })],
    outcome: 'notStopped',
    asks: ['an approved client app'],
  },
  {
    rule: 'a tool is none: AADSTS53002',
    policies: [policy({ grantControls: grant('OR', 'approvedApplication') })],
    signIn: { clientId: azureCli },
    outcome: 'stopped',
    errorCode: 53002,
  },
  {
    rule: 'the refresh of a session that began with a blocked flow is AADSTS530036',
    policies: [graphPolicy({ users: everyUser })],
    signIn: { ...deviceCode, isSessionRefresh: true },
    outcome: 'stopped',
    errorCode: 530036,
  },
  {
    rule: 'security defaults stop a legacy client',
    policies: [],
    tenant: { securityDefaults: { isEnabled: true } },
    signIn: { clientApp: 'other' },
    outcome: 'stopped',
    errorCode: 530035,
  },
  {
    rule: 'whether they stop the device code flow is not known',
    policies: [],
    tenant: { securityDefaults: { isEnabled: true } },
    signIn: deviceCode,
    outcome: 'depends',
  },
  {
    rule: 'a disabled account is stopped whatever policies say',
    policies: [policy()],
    signIn: { userId: ben },
    outcome: 'stopped',
    errorCode: 50057,
  },
  {
    rule: 'a group that was not read decides nothing by a guess',
    policies: [policy({ users: { includeUsers: ['All'], excludeGroups: ['unread'] } })],
    outcome: 'depends',
  },
  {
    rule: 'two policies over one unread group and its rest leave nothing open',
    policies: [
      policy({ id: '1', users: { includeUsers: ['All'], excludeGroups: ['unread'] } }),
      policy({ id: '2', users: { includeGroups: ['unread'] } }),
    ],
    outcome: 'stopped',
    errorCode: 53003,
  },
  {
    rule: 'a policy that is malformed may stop anything',
    policies: [{ ...policy(), conditions: 'none' }],
    outcome: 'depends',
  },
  {
    rule: 'an address decides where it is given',
    policies: [
      policy({ conditions: { locations: { includeLocations: ['All'], excludeLocations: [office] } } }),
    ],
    signIn: { location: { ipAddress: '203.0.113.9' } },
    outcome: 'notStopped',
  },
  {
    rule: 'and where it is not, the answer depends on it',
    policies: [
      policy({ conditions: { locations: { includeLocations: ['All'], excludeLocations: [office] } } }),
    ],
    outcome: 'depends',
  },
  {
    rule: 'an app that no policy names is met by policies on all',
    policies: [policy()],
    signIn: { resource: null },
    outcome: 'stopped',
    errorCode: 53003,
  },
  {
    rule: 'an app of a suite is met by a policy on the suite',
    policies: [policy({ applications: { includeApplications: ['Office365'] } })],
    signIn: { resource: '00000002-0000-0ff1-ce00-000000000000' },
    outcome: 'stopped',
    errorCode: 53003,
  },
  {
    rule: 'a value of a device is compared as filters compare it',
    policies: [
      policy({
        conditions: {
          devices: { deviceFilter: { mode: 'include', rule: 'device.model -startsWith "Room"' } },
        },
      }),
    ],
    signIn: { device: { model: 'Room panel' } },
    outcome: 'stopped',
    errorCode: 53003,
  },
];

describe('a sign-in', () => {
  test.each(rules)('$rule', ({ policies, outcome, errorCode, asks, ...asked }) => {
    const explanation = explain(policies, asked);

    expect(explanation.outcome).toBe(outcome);
    if (errorCode !== undefined) expect(explanation.errorCode).toBe(errorCode);
    if (asks !== undefined) expect(explanation.asks.map(({ what }) => what)).toEqual(asks);
  });

  test('depends on the platform where a policy is narrowed by it, and the answer says where', () => {
    const narrowed = { platforms: { includePlatforms: ['windows', 'macOS'], excludePlatforms: [] } };

    const { outcome, stoppedBy, getsThrough, dependsOn, unknowns } = explain([
      policy({ conditions: narrowed }),
    ]);

    expect(outcome).toBe('depends');
    expect(dependsOn).toEqual(['platform']);
    expect(unknowns).toEqual([]);
    expect(stoppedBy).toMatchObject([{ certainty: 'surely', where: [{ platforms: ['windows', 'macOS'] }] }]);
    expect(getsThrough).toMatchObject([{ platforms: ['linux', 'iOS', 'android', 'windowsPhone', null] }]);
  });

  test('names the condition by which each policy does not apply', () => {
    const { policies } = explain([
      policy({ displayName: 'Azure', applications: { includeApplications: [azureManagement] } }),
      policy({ displayName: 'But the team', users: { includeUsers: ['All'], excludeGroups: [team] } }),
      policy({ displayName: 'At risk', conditions: { signInRiskLevels: ['high'] } }),
    ]);

    expect(policies.map(({ applies, because }) => [applies, ...because.map(({ member }) => member)])).toEqual(
      [
        ['no', 'conditions.applications'],
        ['no', 'conditions.users.excludeGroups'],
        ['no', 'conditions.signInRiskLevels'],
      ],
    );
  });

  test.each([
    ['a malformed policy', [{ ...policy({ displayName: 'Odd' }), conditions: 'none' }], {}, 'Odd'],
    ['a policy that was not read', [], { unread: [{ kind: 'policies', id: 'lost' }] }, 'lost'],
    ['a list that was cut', [], { unread: [{ kind: 'policies' }] }, undefined],
  ])('may be stopped by %s, and says by which', (_, policies, tenant, name) => {
    const { stoppedBy } = explain(policies, { tenant });

    const by = name === undefined ? { kind: 'unread' } : { kind: 'policy', policy: { displayName: name } };
    expect(stoppedBy).toMatchObject([{ by, certainty: 'perhaps', errorCode: null }]);
  });

  test('says what a policy in report-only would do', () => {
    const { policies } = explain([policy({ state: 'enabledForReportingButNotEnforced' })]);

    expect(policies).toMatchObject([{ applies: 'yes', effect: 'stops', errorCodes: [53003] }]);
  });

  test('names what is not known and decides, with what to read', () => {
    const { unknowns } = explain([policy({ users: { includeGroups: ['unread'] } })]);

    expect(unknowns).toMatchObject([{ kind: 'group', id: 'unread', whatToDo: expect.any(String) }]);
  });

  test.each<[string, string, Partial<SignInQuestion>]>([
    ['a user whom the tenant does not have', 'user', { userId: '10000000-0000-4000-8000-000000000009' }],
    ['a group in place of a user', 'user', { userId: team }],
    ['a device under the device code flow', 'device', { ...deviceCode, device: { isCompliant: true } }],
    ['a legacy client in a flow', 'clientApp', { ...deviceCode, clientApp: 'exchangeActiveSync' }],
    ['an attribute that no filter reads', 'device.colour', { device: { colour: 'red' } }],
    ['an address that is none', 'ipAddress', { location: { ipAddress: 'here' } }],
    ['a country that is none', 'countryOrRegion', { location: { countryOrRegion: 'Norway' } }],
    [
      'a named location that the tenant does not have',
      'namedLocations',
      { location: { namedLocations: ['x'] } },
    ],
    [
      'an address outside the location',
      'namedLocations',
      { location: { ipAddress: '192.0.2.1', namedLocations: [office] } },
    ],
    ['a resource that is no app', 'resource', { resource: 'nothing' }],
  ])('is refused with %s', (_, member, signIn) => {
    const ask = () => explain([policy()], { signIn });

    expect(ask).toThrow(InputError);
    expect(ask).toThrow(new RegExp(`^${member}:`));
  });
});
