import type {
  Device,
  Group,
  NamedLocation,
  RoleAssignment,
  RoleDefinition,
  RoleEligibility,
  ServicePrincipal,
  SubscribedSku,
  User,
} from './graph-types.ts';
import type { ConditionalAccessPolicy } from './policy-types.ts';

/** All that the sandbox tenant holds at one moment. Changes make a new one; nothing is changed in place. */
export interface Tenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly devices: readonly Device[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly roleDefinitions: readonly RoleDefinition[];
  readonly roleAssignments: readonly RoleAssignment[];
  readonly roleEligibilities: readonly RoleEligibility[];
  readonly namedLocations: readonly NamedLocation[];
  readonly policies: readonly ConditionalAccessPolicy[];
  readonly securityDefaultsEnabled: boolean;
  /** Whether requests for baseline scopes only are held to policies on all resources that exclude some. */
  readonly baselineScopesEnforced: boolean;
  readonly subscribedSkus: readonly SubscribedSku[];
  /** Home tenants of guests, by the domain inside their #EXT# name. Graph does not show them. */
  readonly homeTenants: Readonly<Record<string, string>>;
}
