import { describe, expect, test } from 'vitest';
import { evaluateSignIn } from '../../sandbox/entra-tenant/evaluation/evaluate-sign-in.ts';
import type { SignIn } from '../../sandbox/entra-tenant/evaluation/sign-in.ts';
import type { IpNamedLocation, NamedLocation } from '../../sandbox/entra-tenant/graph-types.ts';
import type { Tenant } from '../../sandbox/entra-tenant/tenant.ts';
import {
  group,
  memberGroup,
  memberUser,
  type PolicyWish,
  policy,
  signIn,
  smallTenant,
  user,
} from './small-tenant.ts';

/** A rule, the policies that show it, and the error that the sign-in ends with (0: a token). */
interface Rule {
  readonly rule: string;
  readonly policies: readonly PolicyWish[];
  readonly signIn?: Partial<SignIn>;
  readonly tenant?: Partial<Tenant>;
  readonly error: number;
}

const deviceCode = { flow: 'deviceCodeFlow' } as const;
const windows = { platform: 'windows' } as const;
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const dates = { createdDateTime: '', modifiedDateTime: '', deletedDateTime: null };

const office: IpNamedLocation = {
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  id: 'office',
  displayName: 'Office',
  ...dates,
  isTrusted: true,
  ipRanges: [
    { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.128/25' },
    { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8:1::/48' },
  ],
};
const namedLocations: readonly NamedLocation[] = [
  office,
  {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    id: 'north',
    displayName: 'North',
    ...dates,
    countriesAndRegions: ['NO', 'SE'],
    includeUnknownCountriesAndRegions: true,
    countryLookupMethod: 'clientIpAddress',
  },
];

const nested: Partial<Tenant> = {
  groups: [
    group('outer', [memberGroup('middle')]),
    group('middle', [memberGroup('inner')]),
    group('inner', [memberUser('ann'), memberGroup('outer')]),
  ],
};

function role(directoryScopeId: string, principalId = 'ann', isBuiltIn = true): Partial<Tenant> {
  return {
    groups: [
      group('admins', [memberUser('ann')], { isAssignableToRole: true }),
      group('around', [memberGroup('core')], { isAssignableToRole: true }),
      group('core', [memberUser('ann')]),
    ],
    roleDefinitions: [
      {
        id: globalAdministrator,
        displayName: '',
        isBuiltIn,
        isEnabled: true,
        templateId: globalAdministrator,
      },
    ],
    roleAssignments: [
      { id: '1', principalId, roleDefinitionId: globalAdministrator, directoryScopeId, appScopeId: null },
    ],
  };
}

const invited = user('ann', {
  userPrincipalName: 'ann_partner.example#EXT#@home.example',
  userType: 'Guest',
  creationType: 'Invitation',
});
const guests = (guestOrExternalUserTypes: string, members?: string[]) => ({
  includeUsers: [],
  includeGuestsOrExternalUsers: {
    guestOrExternalUserTypes,
    externalTenants: { membershipKind: members === undefined ? 'all' : 'enumerated', members },
  },
});

const combining: Rule[] = [
  { rule: 'without policies everybody gets a token', policies: [], error: 0 },
  { rule: 'an enabled block policy that matches refuses', policies: [{}], error: 53003 },
  { rule: 'a disabled policy refuses nobody', policies: [{ state: 'disabled' }], error: 0 },
  {
    rule: 'a report-only policy refuses nobody',
    policies: [{ state: 'enabledForReportingButNotEnforced' }],
    error: 0,
  },
  {
    rule: 'block wins over a policy that is satisfied',
    policies: [{ grant: { builtInControls: ['mfa'] } }, {}],
    error: 53003,
  },
  {
    rule: 'block wins over a device that is refused',
    policies: [{ grant: { builtInControls: ['compliantDevice'] } }, {}],
    error: 53003,
  },
  {
    rule: 'an exclusion in one policy does not protect from another',
    policies: [{ users: { excludeUsers: ['ann'] } }, {}],
    error: 53003,
  },
  { rule: 'a policy with session controls only lets through', policies: [{ grant: null }], error: 0 },
  {
    rule: 'a disabled account gets nothing',
    policies: [],
    tenant: { users: [user('ann', { accountEnabled: false })] },
    error: 50057,
  },
  { rule: 'an unknown account gets nothing', policies: [], signIn: { userId: 'nobody' }, error: 50034 },
  {
    rule: 'security defaults stop the device code flow',
    policies: [],
    signIn: deviceCode,
    tenant: { securityDefaultsEnabled: true },
    error: 530035,
  },
  {
    rule: 'security defaults stop legacy clients',
    policies: [],
    signIn: { clientApp: 'other' },
    tenant: { securityDefaultsEnabled: true },
    error: 530035,
  },
  {
    rule: 'security defaults let a browser through',
    policies: [],
    tenant: { securityDefaultsEnabled: true },
    error: 0,
  },
];

const principals: Rule[] = [
  {
    rule: 'a policy that includes None and nobody else matches nobody',
    policies: [{ users: { includeUsers: ['None'] } }],
    error: 0,
  },
  {
    rule: 'a policy that includes no users matches nobody',
    policies: [{ users: { includeUsers: [] } }],
    error: 0,
  },
  {
    rule: 'a named user is included',
    policies: [{ users: { includeUsers: ['ann'] } }],
    error: 53003,
  },
  {
    rule: 'exclusion beats inclusion',
    policies: [{ users: { includeUsers: ['ann'], excludeUsers: ['ann'] } }],
    error: 0,
  },
  {
    rule: 'a group includes members of groups in its groups, even where the nesting goes in a circle',
    policies: [{ users: { includeUsers: [], includeGroups: ['outer'] } }],
    tenant: nested,
    error: 53003,
  },
  {
    rule: 'a group excludes members of groups in its groups',
    policies: [{ users: { excludeGroups: ['outer'] } }],
    tenant: nested,
    error: 0,
  },
  {
    rule: 'a group that no longer exists excludes nobody',
    policies: [{ users: { excludeGroups: ['gone'] } }],
    error: 53003,
  },
  {
    rule: 'a built-in role held in the whole tenant counts',
    policies: [{ users: { includeUsers: [], includeRoles: [globalAdministrator] } }],
    tenant: role('/'),
    error: 53003,
  },
  {
    rule: 'a role held over one administrative unit does not count',
    policies: [{ users: { includeUsers: [], includeRoles: [globalAdministrator] } }],
    tenant: role('/administrativeUnits/1'),
    error: 0,
  },
  {
    rule: 'a role held over one administrative unit does not exclude either',
    policies: [{ users: { excludeRoles: [globalAdministrator] } }],
    tenant: role('/administrativeUnits/1'),
    error: 53003,
  },
  {
    rule: 'a custom role does not count',
    policies: [{ users: { includeUsers: [], includeRoles: [globalAdministrator] } }],
    tenant: role('/', 'ann', false),
    error: 0,
  },
  {
    rule: 'a role-assignable group gives its role to its members',
    policies: [{ users: { includeUsers: [], includeRoles: [globalAdministrator] } }],
    tenant: role('/', 'admins'),
    error: 53003,
  },
  {
    rule: 'a group inside a role-assignable group gives no role',
    policies: [{ users: { includeUsers: [], includeRoles: [globalAdministrator] } }],
    tenant: role('/', 'around'),
    error: 0,
  },
  {
    rule: 'an eligible role does not count until it is active',
    policies: [{ users: { includeUsers: [], includeRoles: [globalAdministrator] } }],
    tenant: {
      ...role('/', 'somebody else'),
      roleEligibilities: [
        {
          id: '1',
          principalId: 'ann',
          roleDefinitionId: globalAdministrator,
          directoryScopeId: '/',
          appScopeId: null,
          memberType: 'Direct',
          startDateTime: '',
          endDateTime: null,
        },
      ],
    },
    error: 0,
  },
];

const guestRules: Rule[] = [
  {
    rule: 'an invited guest is a b2bCollaborationGuest',
    policies: [{ users: guests('b2bCollaborationGuest') }],
    tenant: { users: [invited] },
    error: 53003,
  },
  {
    rule: 'an invited member is a b2bCollaborationMember',
    policies: [{ users: guests('internalGuest,b2bCollaborationMember') }],
    tenant: { users: [{ ...invited, userType: 'Member' }] },
    error: 53003,
  },
  {
    rule: 'a guest of the tenant itself is an internalGuest',
    policies: [{ users: guests('internalGuest') }],
    tenant: { users: [user('ann', { userType: 'Guest' })] },
    error: 53003,
  },
  {
    rule: 'a member is no guest',
    policies: [{ users: guests('internalGuest,b2bCollaborationGuest,b2bCollaborationMember') }],
    error: 0,
  },
  {
    rule: 'the old name GuestsOrExternalUsers means guests of every type',
    policies: [{ users: { includeUsers: ['GuestsOrExternalUsers'] } }],
    tenant: { users: [invited] },
    error: 53003,
  },
  {
    rule: 'GuestsOrExternalUsers excludes guests of every type',
    policies: [{ users: { excludeUsers: ['GuestsOrExternalUsers'] } }],
    tenant: { users: [invited] },
    error: 0,
  },
  {
    rule: 'enumerated tenants match guests who are at home there',
    policies: [{ users: guests('b2bCollaborationGuest', ['partner']) }],
    tenant: { users: [invited], homeTenants: { 'partner.example': 'partner' } },
    error: 53003,
  },
  {
    rule: 'enumerated tenants match no guest from elsewhere',
    policies: [{ users: guests('b2bCollaborationGuest', ['another']) }],
    tenant: { users: [invited], homeTenants: { 'partner.example': 'partner' } },
    error: 0,
  },
  {
    rule: 'All covers a guest who has no object in the tenant',
    policies: [{}],
    signIn: { userId: null, externalUser: { type: 'serviceProvider', tenantId: 'reseller' } },
    error: 53003,
  },
  {
    rule: 'a guest without an object can be excluded by type',
    policies: [
      {
        users: {
          excludeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: 'serviceProvider',
            externalTenants: { membershipKind: 'all' },
          },
        },
      },
    ],
    signIn: { userId: null, externalUser: { type: 'serviceProvider', tenantId: 'reseller' } },
    error: 0,
  },
];

const azureManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
const exchange = '00000002-0000-0ff1-ce00-000000000000';

const resourceRules: Rule[] = [
  {
    rule: 'a policy on one app leaves the others alone',
    policies: [{ applications: { includeApplications: [azureManagement] } }],
    error: 0,
  },
  {
    rule: 'an excluded app is left alone',
    policies: [{ applications: { excludeApplications: [azureManagement] } }],
    signIn: { resource: azureManagement },
    error: 0,
  },
  {
    rule: 'Office365 covers the apps in the suite',
    policies: [{ applications: { includeApplications: ['Office365'] } }],
    signIn: { resource: exchange },
    error: 53003,
  },
  {
    rule: 'MicrosoftAdminPortals does not cover the Azure management API',
    policies: [{ applications: { includeApplications: ['MicrosoftAdminPortals'] } }],
    signIn: { resource: azureManagement },
    error: 0,
  },
  {
    rule: 'a policy on user actions covers no resource',
    policies: [
      { applications: { includeApplications: [], includeUserActions: ['urn:user:registerdevice'] } },
    ],
    error: 0,
  },
  {
    rule: 'baseline scopes are covered by all resources',
    policies: [{}],
    signIn: { resource: 'baselineScopes' },
    error: 53003,
  },
  {
    rule: 'baseline scopes are covered by all resources but one where the tenant enforces it',
    policies: [{ applications: { excludeApplications: [azureManagement] } }],
    signIn: { resource: 'baselineScopes' },
    error: 53003,
  },
  {
    rule: 'baseline scopes slip past all resources but one where the tenant does not enforce it',
    policies: [{ applications: { excludeApplications: [azureManagement] } }],
    signIn: { resource: 'baselineScopes' },
    tenant: { baselineScopesEnforced: false },
    error: 0,
  },
];

const locations = (includeLocations: string[], excludeLocations: string[] = []): PolicyWish => ({
  conditions: { locations: { includeLocations, excludeLocations } },
});
const at = (ipAddress: string, country: string | null = 'NZ') => ({ ipAddress, country });

const placeRules: Rule[] = [
  {
    rule: 'an address inside an IPv4 range lies in the location',
    policies: [locations(['office'])],
    signIn: at('203.0.113.200'),
    error: 53003,
  },
  {
    rule: 'an address just below an IPv4 range does not',
    policies: [locations(['office'])],
    signIn: at('203.0.113.127'),
    error: 0,
  },
  {
    rule: 'an address inside an IPv6 range lies in the location',
    policies: [locations(['office'])],
    signIn: at('2001:db8:1:ffff::1'),
    error: 53003,
  },
  {
    rule: 'AllTrusted is the trusted named locations',
    policies: [locations(['All'], ['AllTrusted'])],
    signIn: at('203.0.113.200'),
    error: 0,
  },
  {
    rule: 'outside the trusted locations All but AllTrusted applies',
    policies: [locations(['All'], ['AllTrusted'])],
    signIn: at('198.51.100.1'),
    error: 53003,
  },
  {
    rule: 'a country list holds its countries',
    policies: [locations(['north'])],
    signIn: at('198.51.100.1', 'SE'),
    error: 53003,
  },
  {
    rule: 'a country list holds unknown countries where it says so',
    policies: [locations(['north'])],
    signIn: at('198.51.100.1', null),
    error: 53003,
  },
  {
    rule: 'an address range and a country hold at once, and exclusion wins',
    policies: [locations(['north'], ['office'])],
    signIn: at('203.0.113.200', 'NO'),
    error: 0,
  },
  {
    rule: 'nothing included beside something excluded means everywhere else',
    policies: [locations([], ['office'])],
    signIn: at('198.51.100.1'),
    error: 53003,
  },
  {
    rule: 'a location that does not exist holds nothing',
    policies: [locations(['gone'])],
    error: 0,
  },
];

const platforms = (includePlatforms: string[], excludePlatforms: string[] = []): PolicyWish => ({
  conditions: { platforms: { includePlatforms, excludePlatforms } },
});
const clients = (...clientAppTypes: string[]): PolicyWish => ({ conditions: { clientAppTypes } });

const clientRules: Rule[] = [
  { rule: 'a platform condition holds on its platforms', policies: [platforms(['windows'])], error: 53003 },
  {
    rule: 'a platform condition leaves other platforms alone',
    policies: [platforms(['windows'])],
    signIn: { platform: 'linux' },
    error: 0,
  },
  {
    rule: 'no list of platforms holds a platform that is none of them',
    policies: [platforms(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'])],
    signIn: { platform: null },
    error: 0,
  },
  {
    rule: 'all platforms hold a platform that is none of those named',
    policies: [platforms(['all'])],
    signIn: { platform: null },
    error: 53003,
  },
  {
    rule: 'an empty include list of platforms beside an exclude list means all',
    policies: [platforms([], ['windows'])],
    signIn: { platform: 'linux' },
    error: 53003,
  },
  {
    rule: 'a policy on legacy clients leaves browsers alone',
    policies: [clients('exchangeActiveSync', 'other')],
    error: 0,
  },
  {
    rule: 'a policy on legacy clients stops them',
    policies: [clients('exchangeActiveSync', 'other')],
    signIn: { clientApp: 'other' },
    error: 53003,
  },
  { rule: 'an empty list of clients means any client', policies: [clients()], error: 53003 },
];

const flow = (transferMethods: string): PolicyWish => ({
  conditions: { authenticationFlows: { transferMethods } },
});

const flowRules: Rule[] = [
  {
    rule: 'a policy on the device code flow stops it',
    policies: [flow('deviceCodeFlow')],
    signIn: deviceCode,
    error: 53003,
  },
  {
    rule: 'a policy on the device code flow stops nothing else',
    policies: [flow('deviceCodeFlow')],
    error: 0,
  },
  {
    rule: 'comma-joined flows mean each of them',
    policies: [flow('deviceCodeFlow,authenticationTransfer')],
    signIn: { flow: 'authenticationTransfer' },
    error: 53003,
  },
  {
    rule: 'the session of a flow that is blocked now does not go on',
    policies: [{ conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } } }],
    signIn: { ...deviceCode, isSessionRefresh: true },
    error: 530036,
  },
  {
    rule: 'a session that any block ends is told of no flow',
    policies: [{}],
    signIn: { ...deviceCode, isSessionRefresh: true },
    error: 53003,
  },
  { rule: 'a policy without flows covers every flow', policies: [{}], signIn: deviceCode, error: 53003 },
];

const filter = (mode: 'include' | 'exclude', rule: string): PolicyWish => ({
  conditions: { devices: { deviceFilter: { mode, rule } } },
});
const compliant = { isCompliant: true, trustType: 'AzureAD' };

const deviceRules: Rule[] = [
  {
    rule: 'an included device filter holds on the devices it matches',
    policies: [filter('include', 'device.isCompliant -eq True')],
    signIn: { device: compliant },
    error: 53003,
  },
  {
    rule: 'an unknown device is not included by a positive rule',
    policies: [filter('include', 'device.model -startsWith "Surface"')],
    error: 0,
  },
  {
    rule: 'an unknown device is included by a negative rule',
    policies: [filter('include', 'device.model -notContains "Surface"')],
    error: 53003,
  },
  {
    rule: 'an unknown device is not excluded by a positive rule',
    policies: [filter('exclude', 'device.isCompliant -eq True')],
    error: 53003,
  },
  {
    rule: 'an unknown device is excluded by a negative rule',
    policies: [filter('exclude', 'device.trustType -ne "ServerAD"')],
    error: 0,
  },
  {
    rule: 'under the device code flow every device is unknown, however compliant',
    policies: [filter('exclude', 'device.isCompliant -eq True')],
    signIn: { ...deviceCode, device: compliant },
    error: 53003,
  },
];

const risk = (member: 'signInRiskLevels' | 'userRiskLevels', levels: string[]): PolicyWish => ({
  conditions: { [member]: levels },
});

const riskRules: Rule[] = [
  {
    rule: 'a policy on sign-in risk leaves sign-ins without risk alone',
    policies: [risk('signInRiskLevels', ['high', 'medium'])],
    error: 0,
  },
  {
    rule: 'a policy on sign-in risk holds at its levels',
    policies: [risk('signInRiskLevels', ['high', 'medium'])],
    signIn: { signInRisk: 'medium' },
    error: 53003,
  },
  {
    rule: 'user risk is not sign-in risk',
    policies: [risk('userRiskLevels', ['high'])],
    signIn: { signInRisk: 'high' },
    error: 0,
  },
  {
    rule: 'insider risk is a string of comma-joined levels',
    policies: [{ conditions: { insiderRiskLevels: 'moderate,elevated' } }],
    signIn: { insiderRisk: 'elevated' },
    error: 53003,
  },
];

const grant = (operator: 'AND' | 'OR', ...builtInControls: string[]): PolicyWish => ({
  grant: { operator, builtInControls },
});
const strength = (...allowedCombinations: string[]): PolicyWish => ({
  grant: {
    authenticationStrength: {
      id: '1',
      displayName: 'Strength',
      description: '',
      createdDateTime: '',
      modifiedDateTime: '',
      policyType: 'custom',
      requirementsSatisfied: 'mfa',
      allowedCombinations,
    },
  },
});
const password = { authenticationMethod: 'password' } as const;
const deviceRegistration = { resource: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9' } as const;

const grantRules: Rule[] = [
  { rule: 'MFA is met by a multifactor method', policies: [grant('OR', 'mfa')], error: 0 },
  {
    rule: 'MFA does not stop the device code flow',
    policies: [grant('OR', 'mfa')],
    signIn: deviceCode,
    error: 0,
  },
  {
    rule: 'MFA interrupts who has only a password',
    policies: [grant('OR', 'mfa')],
    signIn: password,
    error: 50076,
  },
  {
    rule: 'an authentication strength is met by one of its combinations, with or without spaces',
    policies: [strength('password, softwareOath')],
    signIn: { authenticationMethod: 'password,softwareOath' },
    error: 0,
  },
  {
    rule: 'an authentication strength interrupts every other method',
    policies: [strength('fido2')],
    signIn: { authenticationMethod: 'password,softwareOath' },
    error: 50076,
  },
  {
    rule: 'a compliant device meets compliantDevice',
    policies: [grant('OR', 'compliantDevice')],
    signIn: { device: compliant },
    error: 0,
  },
  {
    rule: 'a device that is not compliant does not',
    policies: [grant('OR', 'compliantDevice')],
    signIn: { device: { isCompliant: false }, ...windows },
    error: 53000,
  },
  {
    rule: 'without a device, device authentication is asked for',
    policies: [grant('OR', 'compliantDevice')],
    signIn: windows,
    error: 50097,
  },
  {
    rule: 'a platform that policies do not know cannot meet it, and is told so',
    policies: [grant('OR', 'compliantDevice')],
    signIn: { ...deviceCode, platform: null },
    error: 50005,
  },
  {
    rule: 'compliantDevice cannot be met under the device code flow, even from a compliant one',
    policies: [grant('OR', 'compliantDevice')],
    signIn: { ...deviceCode, ...windows, device: compliant },
    error: 53000,
  },
  {
    rule: 'domainJoinedDevice cannot be met under the device code flow either',
    policies: [grant('OR', 'domainJoinedDevice')],
    signIn: { ...deviceCode, ...windows },
    error: 53001,
  },
  {
    rule: 'device registration is exempt from device controls, under any flow',
    policies: [grant('OR', 'compliantDevice')],
    signIn: { ...deviceCode, ...deviceRegistration },
    error: 0,
  },
  {
    rule: 'MFA or a compliant device is MFA under the device code flow',
    policies: [grant('OR', 'mfa', 'compliantDevice')],
    signIn: deviceCode,
    error: 0,
  },
  {
    rule: 'MFA or a compliant device asks who has only a password for MFA',
    policies: [grant('OR', 'mfa', 'compliantDevice')],
    signIn: { ...deviceCode, ...password },
    error: 50076,
  },
  {
    rule: 'MFA and a compliant device is a block under the device code flow',
    policies: [grant('AND', 'mfa', 'compliantDevice')],
    signIn: { ...deviceCode, ...windows },
    error: 53000,
  },
  {
    rule: 'who refuses a new password is interrupted',
    policies: [grant('AND', 'mfa', 'passwordChange')],
    signIn: { followsPrompts: false },
    error: 50142,
  },
  {
    rule: 'who accepts the terms of use gets through',
    policies: [{ grant: { termsOfUse: ['terms'] } }],
    error: 0,
  },
  {
    rule: 'who does not accept the terms of use is interrupted',
    policies: [{ grant: { termsOfUse: ['terms'] } }],
    signIn: { followsPrompts: false },
    error: 50158,
  },
];

describe.each([
  ['policies together', combining],
  ['principals', principals],
  ['guests', guestRules],
  ['resources', resourceRules],
  ['places', placeRules],
  ['platforms and clients', clientRules],
  ['flows', flowRules],
  ['devices', deviceRules],
  ['risks', riskRules],
  ['grants', grantRules],
])('%s', (_, rules) => {
  test.each(rules)('$rule', ({ policies, signIn: differences, tenant, error }) => {
    const home = smallTenant({ namedLocations, ...tenant, policies: policies.map(policy) });

    const evaluation = evaluateSignIn(home, signIn(differences));

    expect(evaluation.errorCode).toBe(error);
    expect(evaluation.outcome === 'token').toBe(error === 0);
  });
});

describe('what the log says of each policy', () => {
  const reportOnly = 'enabledForReportingButNotEnforced' as const;
  test.each([
    ['an enabled policy that is met', {}, { grant: { builtInControls: ['mfa'] } }, 'success'],
    ['an enabled policy that blocks', {}, {}, 'failure'],
    ['an enabled policy whose conditions do not hold', {}, platforms(['iOS']), 'notApplied'],
    ['a disabled policy', {}, { state: 'disabled' }, 'notEnabled'],
    ['a report-only policy that would block', {}, { state: reportOnly }, 'reportOnlyFailure'],
    [
      'a report-only policy that is met already',
      {},
      { state: reportOnly, grant: { builtInControls: ['mfa'] } },
      'reportOnlySuccess',
    ],
    [
      'a report-only policy that would ask for MFA',
      password,
      { state: reportOnly, grant: { builtInControls: ['mfa'] } },
      'reportOnlyInterrupted',
    ],
    [
      'a report-only policy whose conditions do not hold',
      {},
      { state: reportOnly, ...platforms(['iOS']) },
      'reportOnlyNotApplied',
    ],
  ] as const)('%s', (_, differences, wish, result) => {
    const home = smallTenant({ policies: [policy(wish)] });

    const { appliedPolicies } = evaluateSignIn(home, signIn(differences));

    expect(appliedPolicies.map((applied) => applied.result)).toEqual([result]);
  });
});
