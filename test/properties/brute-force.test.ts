import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.ts';
import {
  ADMINISTRATOR,
  type Case,
  directory,
  group,
  holder,
  inTenant,
  user,
  withCondition,
} from './brute-force-cases.ts';
import { suiteMembers } from './suite-members.ts';
import { EVERY_APP, EVERY_USER, wirePolicy } from './wire-policy.ts';

const ALL_MINUS = (excluded: object): object => ({ includeUsers: ['All'], ...excluded });
const REGISTRATION = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';
const MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000';
const GUEST_TYPES =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider';
const ALL_PLATFORMS = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'];
const AT = '2026-11-22T00:00:00Z';

const exception = (more: object) => ({
  principalId: 'ann',
  kind: 'user' as const,
  controls: ['2.2.3'],
  reason: 'meeting room',
  owner: 'owner',
  ticket: 'T-1',
  expiresOn: '2026-11-22',
  ...more,
});

const users = (name: string, verdict: Case['verdict'], condition: object, ids?: readonly string[]): Case => ({
  ...inTenant(name, verdict, [wirePolicy({ users: condition })]),
  ...(ids === undefined ? {} : { usersSurelyInGap: ids }),
});

const shapes: readonly Case[] = [
  users('1 canonical, nobody excluded', 'pass', EVERY_USER, []),
  inTenant(
    '2 canonical, break-glass excluded',
    'pass',
    [wirePolicy({ users: ALL_MINUS({ excludeUsers: ['break-glass'] }) })],
    {},
    { emergencyAccess: ['break-glass'] },
  ),
  withCondition('3 both transfer methods in one string', 'pass', {
    authenticationFlows: { transferMethods: 'authenticationTransfer, DeviceCodeFlow' },
  }),
  inTenant('4 report-only', 'fail', [wirePolicy({ state: 'enabledForReportingButNotEnforced' })]),
  users('5 one test user included', 'fail', { includeUsers: ['ann'] }, ['bob', 'guest', 'break-glass']),
  inTenant('6 one app included', 'fail', [wirePolicy({ applications: { includeApplications: [EXCHANGE] } })]),
  users('7 a group excluded', 'fail', ALL_MINUS({ excludeGroups: ['crew'] }), ['ann']),
  users('8 a role excluded', 'fail', ALL_MINUS({ excludeRoles: [ADMINISTRATOR] }), ['bob']),
  inTenant('9 an app excluded', 'fail', [
    wirePolicy({ applications: { ...EVERY_APP, excludeApplications: [MANAGEMENT] } }),
  ]),
  withCondition('10 one platform', 'fail', { platforms: { includePlatforms: ['android'] } }),
  withCondition('11 one country', 'fail', { locations: { includeLocations: ['home-country'] } }),
  withCondition('12 everywhere but trusted', 'fail', {
    locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
  }),
  withCondition('13 browser only', 'fail', { clientAppTypes: ['browser'] }),
  withCondition('14 high sign-in risk only', 'fail', { signInRiskLevels: ['high'] }),
  withCondition('15 device filter, include mode', 'fail', {
    devices: { deviceFilter: { mode: 'include', rule: 'device.model -eq "Room"' } },
  }),
  inTenant('16 MFA or compliant device', 'fail', [
    wirePolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }),
  ]),
  inTenant('17 All minus a group, and the group', 'pass', [
    wirePolicy({ users: ALL_MINUS({ excludeGroups: ['crew'] }) }),
    wirePolicy({ id: 'policy-2', users: { includeGroups: ['crew'] } }),
  ]),
  users(
    '18 all guests excluded',
    'fail',
    ALL_MINUS({
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: GUEST_TYPES,
        externalTenants: { membershipKind: 'all' },
      },
    }),
    ['guest'],
  ),
  withCondition('19 all four client app types', 'pass', {
    clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
  }),
  inTenant('20 MFA only', 'fail', [
    wirePolicy({ grantControls: { operator: 'OR', builtInControls: ['mfa'] } }),
  ]),
];

const people: readonly Case[] = [
  users('nested groups are excluded too', 'fail', ALL_MINUS({ excludeGroups: ['outer'] }), ['ann']),
  users('a group without members is no gap', 'pass', ALL_MINUS({ excludeGroups: ['nobody'] })),
  users('a group that groups lacks is unknown', 'inconclusive', ALL_MINUS({ excludeGroups: ['lost'] }), []),
  users('exclusion wins over inclusion', 'fail', { includeUsers: ['All', 'ann'], excludeUsers: ['ann'] }, [
    'ann',
  ]),
  users('None is nobody', 'fail', { includeUsers: ['None'] }, ['ann', 'bob', 'guest', 'break-glass']),
  users('a condition that includes nothing matches nobody', 'fail', {}),
  users(
    'the old guest keyword covers every type',
    'fail',
    ALL_MINUS({ excludeUsers: ['GuestsOrExternalUsers'] }),
  ),
  users('guests without object exist though nobody names them', 'fail', { includeGroups: ['everyone'] }),
  users('an unknown member makes the whole condition unknown', 'inconclusive', {
    ...EVERY_USER,
    mood: 'good',
  }),
  users(
    'whether a guest is of an enumerated tenant is unknown, but service providers of it are not',
    'fail',
    ALL_MINUS({
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest,serviceProvider',
        externalTenants: { membershipKind: 'enumerated', members: ['partner'] },
      },
    }),
    [],
  ),
  users(
    'the home tenant of a guest object is unknown',
    'inconclusive',
    ALL_MINUS({
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest',
        externalTenants: { membershipKind: 'enumerated', members: ['partner'] },
      },
    }),
  ),
  inTenant('one unread group, excluded here and included there, covers everyone', 'pass', [
    wirePolicy({ users: ALL_MINUS({ excludeGroups: ['lost'] }) }),
    wirePolicy({ id: 'policy-2', users: { includeGroups: ['lost'] } }),
  ]),
  inTenant(
    'a disabled user is no gap',
    'pass',
    [wirePolicy({ users: ALL_MINUS({ excludeUsers: ['gone'] }) })],
    { users: [user('gone', { accountEnabled: false })] },
  ),
  inTenant(
    'a role in an administrative unit is not reached by a role condition',
    'pass',
    [wirePolicy({ users: ALL_MINUS({ excludeRoles: [ADMINISTRATOR] }) })],
    { roleAssignments: [holder('bob', '/administrativeUnits/unit-1')] },
  ),
  {
    ...inTenant(
      'a role-assigned group gives its role to direct members, nested groups confer nothing',
      'fail',
      [wirePolicy({ users: ALL_MINUS({ excludeRoles: [ADMINISTRATOR] }) })],
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
    [wirePolicy({ users: ALL_MINUS({ excludeRoles: [ADMINISTRATOR] }) })],
    { roleAssignments: [holder('app')] },
  ),
  inTenant(
    'an unread role is unknown',
    'inconclusive',
    [wirePolicy({ users: ALL_MINUS({ excludeRoles: [ADMINISTRATOR] }) })],
    { roleAssignments: [], unread: [{ kind: 'role', id: ADMINISTRATOR }] },
  ),
  inTenant(
    'members beyond a nextLink are unknown',
    'inconclusive',
    [wirePolicy({ users: ALL_MINUS({ excludeGroups: ['big'] }) })],
    { groups: [{ ...group('big', []), 'members@odata.nextLink': 'https://graph.microsoft.com/v1.0/next' }] },
  ),
  {
    name: 'without a directory a user of each named group is taken to exist',
    verdict: 'fail',
    snapshot: { policies: [wirePolicy({ users: ALL_MINUS({ excludeGroups: ['lost'] }) })] },
  },
  {
    name: 'without a directory a given group without members refutes such a user',
    verdict: 'pass',
    snapshot: {
      policies: [wirePolicy({ users: ALL_MINUS({ excludeGroups: ['none'] }) })],
      groups: [group('none', [])],
    },
  },
  {
    name: 'unread users are never assumed',
    verdict: 'inconclusive',
    snapshot: {
      policies: [wirePolicy({ users: ALL_MINUS({ excludeGroups: ['lost'] }) })],
      unread: [{ kind: 'users' }],
    },
  },
  {
    name: "a role's principal proves no user",
    verdict: 'inconclusive',
    snapshot: {
      policies: [wirePolicy({ users: ALL_MINUS({ excludeRoles: [ADMINISTRATOR] }) })],
      roleAssignments: [holder('somebody')],
    },
  },
];

const annExcluded = [wirePolicy({ users: ALL_MINUS({ excludeUsers: ['ann'] }) })];
const crewExcluded = [wirePolicy({ users: ALL_MINUS({ excludeGroups: ['outer'] }) })];
const crew = { kind: 'group', principalId: 'outer', membersAtApproval: ['ann'] };

const exceptions: readonly Case[] = [
  inTenant('an excepted user is no gap', 'pass', annExcluded, {}, { exceptions: [exception({})] }),
  inTenant(
    'it holds through its last day only',
    'fail',
    annExcluded,
    {},
    {
      exceptions: [exception({ expiresOn: '2026-11-21' })],
    },
  ),
  inTenant(
    'it holds for the controls that it names',
    'fail',
    annExcluded,
    {},
    {
      exceptions: [exception({ controls: ['2.2.5'] })],
    },
  ),
  inTenant(
    'it holds for the resources that it names',
    'fail',
    annExcluded,
    {},
    {
      exceptions: [exception({ resources: [MANAGEMENT] })],
    },
  ),
  inTenant(
    'an excepted group holds for members at approval, nested ones too',
    'pass',
    crewExcluded,
    {},
    {
      exceptions: [exception(crew)],
    },
  ),
  inTenant(
    'an excepted group holds for nobody who came later',
    'fail',
    crewExcluded,
    {},
    {
      exceptions: [exception({ ...crew, membersAtApproval: ['bob'] })],
    },
  ),
  inTenant(
    'an excepted group that cannot be read is unknown',
    'inconclusive',
    annExcluded,
    {},
    {
      exceptions: [exception({ ...crew, principalId: 'lost' })],
    },
  ),
  inTenant(
    'an emergency access group holds for its members',
    'pass',
    crewExcluded,
    {},
    {
      emergencyAccess: ['crew'],
    },
  ),
];

const apps = (name: string, verdict: Case['verdict'], condition: object, rest = {}): Case =>
  inTenant(name, verdict, [wirePolicy({ applications: condition })], rest);
const allButExchange = { ...EVERY_APP, excludeApplications: [EXCHANGE] };
const exchangeOnly = wirePolicy({ id: 'policy-2', applications: { includeApplications: [EXCHANGE] } });

const resources: readonly Case[] = [
  apps('user actions cover nothing', 'fail', { includeUserActions: ['urn:user:registerdevice'] }),
  apps('None is no app', 'fail', { includeApplications: ['None'] }),
  apps('an unknown member makes the whole condition unknown', 'inconclusive', {
    ...EVERY_APP,
    networkAccess: ['x'],
  }),
  apps('a filter on apps is unknown', 'inconclusive', {
    ...EVERY_APP,
    applicationFilter: { mode: 'exclude', rule: 'CustomSecurityAttribute.set_name -eq "x"' },
  }),
  apps('without the Device Registration Service', 'fail', {
    ...EVERY_APP,
    excludeApplications: [REGISTRATION],
  }),
  inTenant('an excluded app, blocked elsewhere, is no gap where baseline scopes are enforced', 'pass', [
    wirePolicy({ applications: allButExchange }),
    exchangeOnly,
  ]),
  inTenant(
    'an excluded app leaves baseline scopes open where these are not enforced',
    'fail',
    [wirePolicy({ applications: allButExchange }), exchangeOnly],
    { baselineScopes: 'notEnforced' },
  ),
  inTenant('a suite excluded here and included there', 'pass', [
    wirePolicy({ applications: { ...EVERY_APP, excludeApplications: ['Office365'] } }),
    wirePolicy({ id: 'policy-2', applications: { includeApplications: ['Office365'] } }),
  ]),
  inTenant('one app of an excluded suite does not cover the suite', 'fail', [
    wirePolicy({ applications: { ...EVERY_APP, excludeApplications: ['Office365'] } }),
    exchangeOnly,
  ]),
];

const grants = (
  name: string,
  verdict: Case['verdict'],
  controls: object,
  rest: readonly unknown[] = [],
): Case => inTenant(name, verdict, [wirePolicy({ grantControls: controls }), ...rest]);
const registrationOnly = wirePolicy({
  id: 'policy-2',
  applications: { includeApplications: [REGISTRATION] },
});

const requirements: readonly Case[] = [
  grants('a compliant device cannot be shown, but for device registration', 'fail', {
    operator: 'OR',
    builtInControls: ['compliantDevice'],
  }),
  grants(
    'a compliant device blocks where device registration is blocked too',
    'pass',
    { operator: 'or', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    [registrationOnly],
  ),
  grants(
    'MFA and a compliant device blocks',
    'pass',
    { operator: 'and', builtInControls: ['mfa', 'compliantDevice'] },
    [registrationOnly],
  ),
  grants('terms of use block nobody', 'fail', {
    operator: 'AND',
    builtInControls: [],
    termsOfUse: ['terms'],
  }),
  grants('an authentication strength blocks nobody', 'fail', {
    operator: 'OR',
    builtInControls: [],
    authenticationStrength: { id: 's', allowedCombinations: ['fido2'] },
  }),
  grants('an unknown control is unknown', 'inconclusive', {
    operator: 'OR',
    builtInControls: ['riskRemediation'],
  }),
  grants('an unknown control or MFA lets MFA through', 'fail', {
    operator: 'OR',
    builtInControls: ['new', 'mfa'],
  }),
  grants('session controls alone block nobody', 'fail', { operator: 'OR', builtInControls: [] }),
];

const conditions: readonly Case[] = [
  withCondition('no condition on flows covers every flow', 'pass', { authenticationFlows: null }),
  withCondition('authentication transfer alone leaves device code', 'fail', {
    authenticationFlows: { transferMethods: 'authenticationTransfer' },
  }),
  withCondition('an unknown flag beside the device code flow changes nothing', 'pass', {
    authenticationFlows: { transferMethods: 'deviceCodeFlow,somethingNew' },
  }),
  withCondition('an unknown flag alone is unknown', 'inconclusive', {
    authenticationFlows: { transferMethods: 'somethingNew' },
  }),
  withCondition('browser and mobile apps are all that the flow needs', 'pass', {
    clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
  }),
  withCondition('an empty list of client app types is any', 'pass', { clientAppTypes: [] }),
  withCondition('six platforms leave the sign-in that shows none of them', 'fail', {
    platforms: { includePlatforms: ALL_PLATFORMS },
  }),
  withCondition('an empty include beside an excluded platform is all', 'fail', {
    platforms: { includePlatforms: [], excludePlatforms: ['linux'] },
  }),
  withCondition('a platform that Graph does not name is unknown', 'inconclusive', {
    platforms: { includePlatforms: ['all'], excludePlatforms: ['chromeOS'] },
  }),
  withCondition('all risk levels by name', 'pass', { userRiskLevels: ['none', 'low', 'medium', 'high'] }),
  withCondition('insider risk', 'fail', { insiderRiskLevels: 'minor,moderate,elevated' }),
  withCondition('an unknown condition', 'inconclusive', { times: { includedRanges: ['always'] } }),
  withCondition('an unknown condition that is null or empty, or an annotation', 'pass', {
    times: null,
    agents: {},
    clients: [],
    'users@odata.type': '#x',
  }),
  withCondition('a filter that cannot be read is unknown', 'inconclusive', {
    devices: { deviceFilter: { mode: 'exclude', rule: 'device.model -like "x"' } },
  }),
  withCondition('a negative operator matches a device without attributes', 'pass', {
    devices: { deviceFilter: { mode: 'include', rule: 'device.model -ne "Room"' } },
  }),
  withCondition('operators of a filter are combined as written', 'pass', {
    devices: {
      deviceFilter: {
        mode: 'exclude',
        rule: '(device.model -ne "a" -and device.isCompliant -eq True) -or -not device.model -notIn ["b", "c"]',
      },
    },
  }),
];

const everywhereBut = (ids: readonly string[]) => ({
  locations: { includeLocations: ['All'], excludeLocations: ids },
});

const locations: readonly Case[] = [
  withCondition('an empty include beside an excluded location is all', 'fail', {
    locations: { includeLocations: [], excludeLocations: ['office'] },
  }),
  withCondition('a location that was not read is unknown', 'inconclusive', everywhereBut(['lost'])),
  withCondition(
    'trusted locations that were not read are unknown',
    'inconclusive',
    everywhereBut(['AllTrusted']),
    {
      namedLocations: [],
      unread: [{ kind: 'namedLocations' }],
    },
  ),
  withCondition('no trusted location is no gap', 'pass', everywhereBut(['AllTrusted']), {
    namedLocations: [],
  }),
  inTenant('all but a location, and the location', 'pass', [
    wirePolicy({ conditions: everywhereBut(['lost', 'office']) }),
    wirePolicy({ id: 'policy-2', conditions: { locations: { includeLocations: ['AllTrusted', 'lost'] } } }),
  ]),
  inTenant('an address may lie in an office and in any country at once', 'fail', [
    wirePolicy({ conditions: everywhereBut(['office']) }),
    wirePolicy({ id: 'policy-2', conditions: { locations: { includeLocations: ['home-country'] } } }),
  ]),
];

const tenants: readonly Case[] = [
  inTenant('no policy', 'fail', []),
  inTenant('a malformed policy is unknown', 'inconclusive', [wirePolicy({ users: { includeUsers: 'All' } })]),
  inTenant('a policy that is no object is unknown', 'inconclusive', ['policy']),
  inTenant('a policy without a state protects nobody', 'fail', [wirePolicy({ state: null })]),
  inTenant('a state that Graph does not name is unknown', 'inconclusive', [wirePolicy({ state: 'staged' })]),
  inTenant('policies that were not read', 'inconclusive', [], { unread: [{ kind: 'policies' }] }),
  inTenant('security defaults that are on', 'inconclusive', [], { securityDefaults: { isEnabled: true } }),
  inTenant('security defaults that were not read', 'inconclusive', [], {
    unread: [{ kind: 'securityDefaults' }],
  }),
  inTenant('a sure block beside unknown policies', 'pass', [wirePolicy(), 5], {
    unread: [{ kind: 'policies' }],
  }),
];

describe.each([
  ['the shapes of policies that are met in the field', shapes],
  ['people', people],
  ['exceptions', exceptions],
  ['resources', resources],
  ['grants', requirements],
  ['conditions', conditions],
  ['locations', locations],
  ['tenants', tenants],
])('%s', (_part, cases) => {
  test.each(cases)('$name: $verdict', ({ snapshot, options, verdict, usersSurelyInGap }) => {
    const answer = bruteForce(snapshot, { at: AT, ...options }, suiteMembers);

    expect(answer.verdict).toBe(verdict);
    if (usersSurelyInGap !== undefined) expect(answer.usersSurelyInGap).toEqual(usersSurelyInGap);
  });
});

test('names the users whom an exception keeps out of the gap', () => {
  const answer = bruteForce(
    { ...directory, policies: annExcluded },
    { at: AT, exceptions: [exception({})] },
    suiteMembers,
  );

  expect(answer.excepted).toEqual(['ann']);
});
