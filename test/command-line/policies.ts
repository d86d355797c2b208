/** The policy that the benchmark asks for, in the form in which Graph returns it. */
export const blockDeviceCode = {
  id: '11111111-1111-4111-8111-111111111111',
  displayName: 'Block device code flow',
  templateId: null,
  createdDateTime: '2026-01-01T00:00:00Z',
  modifiedDateTime: null,
  state: 'enabled',
  conditions: {
    clientAppTypes: ['all'],
    signInRiskLevels: [],
    userRiskLevels: [],
    servicePrincipalRiskLevels: [],
    insiderRiskLevels: null,
    platforms: null,
    locations: null,
    devices: null,
    clientApplications: null,
    applications: {
      includeApplications: ['All'],
      excludeApplications: [],
      includeUserActions: [],
      includeAuthenticationContextClassReferences: [],
      applicationFilter: null,
    },
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
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: {
    operator: 'OR',
    builtInControls: ['block'],
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
  },
  sessionControls: null,
};

export const reportOnly = { ...blockDeviceCode, state: 'enabledForReportingButNotEnforced' };

const excludedGroup = '22222222-2222-4222-8222-222222222222';

const withExcludedGroup = {
  ...blockDeviceCode,
  conditions: {
    ...blockDeviceCode.conditions,
    users: { ...blockDeviceCode.conditions.users, excludeGroups: [excludedGroup] },
  },
};

export const anna = { id: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', displayName: 'Anna', accountEnabled: true };

/** One tenant export per verdict. */
export const passing = { tenantId: 'passing', policies: [blockDeviceCode] };
export const failing = { tenantId: 'failing', policies: [reportOnly], users: [anna] };
export const inconclusive = {
  tenantId: 'inconclusive',
  policies: [withExcludedGroup],
  users: [anna],
  unread: [{ kind: 'group', id: excludedGroup, why: 'Graph answered 403' }],
};

export const namedLocation = {
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  id: '33333333-3333-4333-8333-333333333333',
  displayName: 'Office',
  isTrusted: true,
  ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
};
