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
import type { AuthenticationStrength, ConditionalAccessPolicy } from './policy-types.ts';

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
  /** Built-in and custom ones; policies hold copies of those that they ask for. */
  readonly authenticationStrengths: readonly AuthenticationStrength[];
  readonly policies: readonly ConditionalAccessPolicy[];
  readonly securityDefaultsEnabled: boolean;
  /** Whether requests for baseline scopes only are held to policies on all resources that exclude some. */
  readonly baselineScopesEnforced: boolean;
  readonly subscribedSkus: readonly SubscribedSku[];
  /** Home tenants of guests, by the domain inside their #EXT# name. Graph does not show them. */
  readonly homeTenants: Readonly<Record<string, string>>;
}

/** The names of the service plans that can be used: of subscriptions that are in force, set up whole. */
export function servicePlansOf({ subscribedSkus }: Tenant): string[] {
  return subscribedSkus
    .filter(({ capabilityStatus }) => capabilityStatus === 'Enabled' || capabilityStatus === 'Warning')
    .flatMap(({ servicePlans }) => servicePlans)
    .filter(({ provisioningStatus }) => provisioningStatus === 'Success')
    .map(({ servicePlanName }) => servicePlanName);
}

export function hasServicePlan(tenant: Tenant, name: string): boolean {
  return servicePlansOf(tenant).includes(name);
}
