import { tenantIdSchema } from '../../../shared/application/identifiers.ts';

export const tenantId = tenantIdSchema.parse('7a000000-0000-4000-8000-000000000001');

export interface DirectoryReference {
  readonly '@odata.type': `#microsoft.graph.${'user' | 'group' | 'device' | 'servicePrincipal'}`;
  readonly id: string;
}

interface ExampleGroup {
  readonly id: string;
  readonly displayName: string;
  readonly visibility?: 'HiddenMembership';
  readonly members: readonly DirectoryReference[];
}

/** What a tenant holds, and what of it the reader may not read; ids of groups that policies name need not exist. */
export interface ExampleTenant {
  readonly policies: readonly Readonly<Record<string, unknown>>[];
  readonly namedLocations: readonly unknown[];
  readonly users: readonly { readonly id: string; readonly displayName: string }[];
  readonly groups: readonly ExampleGroup[];
  readonly roleAssignments: readonly {
    readonly id: string;
    readonly principalId: string;
    readonly roleDefinitionId: string;
    readonly directoryScopeId: string;
  }[];
  readonly securityDefaults: { readonly isEnabled: boolean };
  readonly forbidden: readonly Forbidden[];
}

export type Forbidden =
  | { readonly kind: 'policies' | 'namedLocations' | 'users' | 'securityDefaults' }
  | { readonly kind: 'group' | 'role'; readonly id: string };

export const ids = {
  alex: '10000000-0000-4000-8000-000000000001',
  billie: '10000000-0000-4000-8000-000000000002',
  chris: '10000000-0000-4000-8000-000000000003',
  excluded: '20000000-0000-4000-8000-000000000001',
  nested: '20000000-0000-4000-8000-000000000002',
  deepest: '20000000-0000-4000-8000-000000000003',
  administrators: '20000000-0000-4000-8000-000000000004',
  unnamed: '20000000-0000-4000-8000-000000000005',
  breakGlass: '20000000-0000-4000-8000-000000000006',
  deleted: '20000000-0000-4000-8000-00000000dead',
  automation: '30000000-0000-4000-8000-000000000001',
  laptop: '40000000-0000-4000-8000-000000000001',
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
} as const;

export const user = (id: string): DirectoryReference => ({ '@odata.type': '#microsoft.graph.user', id });
export const group = (id: string): DirectoryReference => ({ '@odata.type': '#microsoft.graph.group', id });
const device = (id: string): DirectoryReference => ({ '@odata.type': '#microsoft.graph.device', id });

/** A policy that blocks the device code flow for all, as Graph sends it, but for these members of `users`. */
export function policy(users: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: '50000000-0000-4000-8000-000000000001',
    displayName: 'Block device code flow',
    state: 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'], excludeApplications: [] },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        ...users,
      },
      authenticationFlows: { transferMethods: 'deviceCodeFlow' },
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  };
}

/** Three users; a group with a nested one, excluded; a role held by a user, a group and a service principal. */
export function exampleTenant(changes: Partial<ExampleTenant> = {}): ExampleTenant {
  const assignment = (principalId: string, roleDefinitionId: string = ids.globalAdministrator) => ({
    id: `${roleDefinitionId}-${principalId}`,
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
  });
  return {
    policies: [policy({ excludeGroups: [ids.excluded], excludeRoles: [ids.globalAdministrator] })],
    namedLocations: [
      {
        '@odata.type': '#microsoft.graph.ipNamedLocation',
        id: '60000000-0000-4000-8000-000000000001',
        displayName: 'Head office',
        isTrusted: true,
        ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
      },
    ],
    users: [
      { id: ids.alex, displayName: 'Alex' },
      { id: ids.billie, displayName: 'Billie' },
      { id: ids.chris, displayName: 'Chris' },
    ],
    groups: [
      { id: ids.excluded, displayName: 'Excluded', members: [user(ids.alex), group(ids.nested)] },
      { id: ids.nested, displayName: 'Nested', members: [user(ids.billie), group(ids.deepest)] },
      { id: ids.deepest, displayName: 'Deepest', members: [user(ids.chris), device(ids.laptop)] },
      { id: ids.administrators, displayName: 'Administrators', members: [user(ids.billie)] },
      { id: ids.unnamed, displayName: 'Unnamed', members: [user(ids.billie)] },
      { id: ids.breakGlass, displayName: 'Break glass', members: [user(ids.chris)] },
    ],
    roleAssignments: [
      assignment(ids.alex),
      assignment(ids.administrators),
      assignment(ids.automation),
      assignment(ids.billie, ids.globalReader),
    ],
    securityDefaults: { isEnabled: false },
    forbidden: [],
    ...changes,
  };
}
