import { tenantIdSchema } from '../../../shared/application/identifiers.ts';

export const tenantId = tenantIdSchema.parse('7a000000-0000-4000-8000-000000000001');

export interface DirectoryReference {
  readonly '@odata.type': `#microsoft.graph.${'user' | 'group' | 'device' | 'servicePrincipal'}`;
  readonly id: string;
}

interface ExampleGroup extends Partial<GroupProperties> {
  readonly id: string;
  readonly displayName: string;
  readonly owners?: readonly DirectoryReference[];
  readonly members: readonly DirectoryReference[];
}

/** What Graph tells of a group besides its name, and how it tells it of an ordinary security group. */
interface GroupProperties {
  readonly visibility: 'Public' | 'HiddenMembership' | null;
  readonly groupTypes: readonly string[];
  readonly membershipRule: string | null;
  readonly isAssignableToRole: boolean | null;
  readonly securityEnabled: boolean;
  readonly mailEnabled: boolean;
}

const securityGroup: GroupProperties = {
  visibility: null,
  groupTypes: [],
  membershipRule: null,
  isAssignableToRole: null,
  securityEnabled: true,
  mailEnabled: false,
};

/** The group without owners and members, as Graph describes it. */
export function described({ owners, members, ...group }: ExampleGroup) {
  return { ...securityGroup, ...group };
}

interface ExampleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

/** What a tenant holds, and what of it the reader may not read; ids of groups that policies name need not exist. */
export interface ExampleTenant {
  readonly policies: readonly Readonly<Record<string, unknown>>[];
  readonly namedLocations: readonly unknown[];
  readonly users: readonly { readonly id: string; readonly displayName: string }[];
  readonly groups: readonly ExampleGroup[];
  readonly roleAssignments: readonly ExampleAssignment[];
  readonly roleEligibilities: readonly ExampleAssignment[];
  readonly securityDefaults: { readonly isEnabled: boolean };
  /** Names of enabled service plans. */
  readonly licences: readonly string[];
  readonly forbidden: readonly Forbidden[];
}

export type Forbidden =
  | {
      readonly kind:
        | 'policies'
        | 'namedLocations'
        | 'users'
        | 'role'
        | 'roleEligibilities'
        | 'securityDefaults'
        | 'licences';
    }
  | { readonly kind: 'group'; readonly id: string };

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
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  customRole: '80000000-0000-4000-8000-000000000001',
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

export function assignment(
  principalId: string,
  roleDefinitionId: string = ids.globalAdministrator,
  directoryScopeId = '/',
): ExampleAssignment {
  return { id: `${roleDefinitionId}-${principalId}`, principalId, roleDefinitionId, directoryScopeId };
}

/** Three users; a group with a nested one, excluded; a role held by a user, a group and a service principal. */
export function exampleTenant(changes: Partial<ExampleTenant> = {}): ExampleTenant {
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
      assignment(ids.billie, ids.userAdministrator, '/administrativeUnits/west'),
      assignment(ids.unnamed, ids.directoryReaders),
    ],
    roleEligibilities: [assignment(ids.chris, ids.userAdministrator)],
    securityDefaults: { isEnabled: false },
    licences: ['AAD_PREMIUM', 'AAD_PREMIUM_P2'],
    forbidden: [],
    ...changes,
  };
}
