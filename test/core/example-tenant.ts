/** Parts of a tenant in the wire form that Graph v1.0 really sends, members without a value included. */

export const everyUser = { includeUsers: ['All'] };
const everyApplication = { includeApplications: ['All'] };

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
export const deviceRegistration = '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9';
export const azureManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
export const exchangeOnline = '00000002-0000-0ff1-ce00-000000000000';

export interface PolicyParts {
  readonly id?: string;
  readonly displayName?: string;
  readonly state?: unknown;
  readonly users?: object;
  readonly applications?: object;
  /** Members of `conditions` besides or instead of the canonical ones. */
  readonly conditions?: object;
  readonly grantControls?: unknown;
  readonly templateId?: string;
}

/** The policy that blocks the device code flow for everybody and every app, but for the parts. */
export function graphPolicy(parts: PolicyParts = {}): Readonly<Record<string, unknown>> {
  const { id = 'block-device-code', displayName = 'Block device code flow', templateId = null } = parts;
  return {
    '@odata.type': '#microsoft.graph.conditionalAccessPolicy',
    '#microsoft.graph.restore': { target: 'restore' },
    id,
    templateId,
    displayName,
    createdDateTime: '2026-03-02T08:15:00.1234567Z',
    modifiedDateTime: null,
    deletedDateTime: null,
    state: 'state' in parts ? parts.state : 'enabled',
    partialEnablementStrategy: null,
    sessionControls: null,
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: ['all'],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
      platforms: null,
      locations: null,
      times: null,
      deviceStates: null,
      devices: null,
      clientApplications: null,
      authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
        ...(parts.applications ?? everyApplication),
      },
      users: {
        includeUsers: [],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
        ...(parts.users ?? everyUser),
      },
      ...parts.conditions,
    },
    grantControls: 'grantControls' in parts ? parts.grantControls : graphGrant(['block']),
  };
}

export function graphGrant(builtInControls: readonly string[], more: object = {}): object {
  return {
    operator: 'OR',
    builtInControls,
    customAuthenticationFactors: [],
    termsOfUse: [],
    'authenticationStrength@odata.context':
      'https://graph.microsoft.com/v1.0/$metadata#authenticationStrength',
    authenticationStrength: null,
    ...more,
  };
}

export function graphGuests(types: string, tenants?: readonly string[]): object {
  return {
    guestOrExternalUserTypes: types,
    externalTenants:
      tenants === undefined
        ? { '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants', membershipKind: 'all' }
        : {
            '@odata.type': '#microsoft.graph.conditionalAccessEnumeratedExternalTenants',
            membershipKind: 'enumerated',
            members: tenants,
          },
  };
}

export function graphUser(id: string, more: object = {}): object {
  return {
    id,
    displayName: `User ${id}`,
    userPrincipalName: `${id}@tenant.example`,
    userType: 'Member',
    accountEnabled: true,
    ...more,
  };
}

export function graphGuest(id: string): object {
  return graphUser(id, {
    userType: 'Guest',
    userPrincipalName: `${id}_partner.example#EXT#@tenant.example`,
    creationType: 'Invitation',
    externalUserState: 'Accepted',
  });
}

export function graphGroup(id: string, users: readonly string[], groups: readonly string[] = []): object {
  return {
    id,
    displayName: `Group ${id}`,
    members: [
      ...users.map((member) => ({ '@odata.type': '#microsoft.graph.user', id: member })),
      ...groups.map((member) => ({ '@odata.type': '#microsoft.graph.group', id: member })),
    ],
  };
}

export function roleAssignment(principalId: string, directoryScopeId = '/'): object {
  return { principalId, roleDefinitionId: globalAdministrator, directoryScopeId };
}

export function ipLocation(id: string, ranges: readonly string[], isTrusted = true): object {
  return {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id,
    displayName: `Location ${id}`,
    isTrusted,
    ipRanges: ranges.map((cidrAddress) => ({
      '@odata.type': cidrAddress.includes(':')
        ? '#microsoft.graph.iPv6CidrRange'
        : '#microsoft.graph.iPv4CidrRange',
      cidrAddress,
    })),
  };
}

export function countryLocation(id: string, countriesAndRegions: readonly string[], more: object = {}) {
  return {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    id,
    displayName: `Location ${id}`,
    countriesAndRegions,
    includeUnknownCountriesAndRegions: false,
    countryLookupMethod: 'clientIpAddress',
    ...more,
  };
}
