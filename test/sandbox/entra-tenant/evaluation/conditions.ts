import type { ApplicationsCondition, ConditionalAccessPolicy, PlatformsCondition } from '../policy-types.ts';
import { baselineScopes, suites, windowsAzureActiveDirectory } from '../resources.ts';
import type { Tenant } from '../tenant.ts';
import { matchesDevices } from './device-filter.ts';
import { matchesLocations } from './locations.ts';
import { matchesUsers, type Principal } from './principal.ts';
import type { SignIn } from './sign-in.ts';

/** Whether all conditions of the policy hold for the sign-in. Its state does not count here. */
export function policyApplies(
  policy: ConditionalAccessPolicy,
  tenant: Tenant,
  principal: Principal,
  signIn: SignIn,
): boolean {
  const { conditions } = policy;
  return (
    matchesUsers(conditions.users, principal) &&
    matchesTarget(conditions.applications, tenant, signIn) &&
    matchesClientApps(conditions.clientAppTypes, signIn.clientApp) &&
    matchesFlow(conditions.authenticationFlows?.transferMethods ?? null, signIn.flow) &&
    matchesPlatforms(conditions.platforms, signIn.platform) &&
    matchesLocations(conditions.locations, tenant.namedLocations, signIn) &&
    matchesDevices(conditions.devices, signIn.flow === 'deviceCodeFlow' ? null : signIn.device) &&
    matchesLevels(conditions.signInRiskLevels, signIn.signInRisk) &&
    matchesLevels(conditions.userRiskLevels, signIn.userRisk) &&
    matchesLevels(flagsOf(conditions.insiderRiskLevels), signIn.insiderRisk)
  );
}

/** A policy on an authentication context holds where the client asks for that context, whatever the resource. */
function matchesTarget(
  condition: ApplicationsCondition,
  tenant: Tenant,
  { resource, authenticationContexts = [] }: SignIn,
): boolean {
  const references = condition.includeAuthenticationContextClassReferences;
  return (
    authenticationContexts.some((context) => references.includes(context)) ||
    matchesApplications(condition, tenant, resource)
  );
}

/** Names that include nothing match no resource; user actions and authentication contexts are no resources. */
export function matchesApplications(
  condition: ApplicationsCondition,
  tenant: Tenant,
  resource: string,
): boolean {
  const { includeApplications, excludeApplications } = condition;
  if (resource === baselineScopes && !tenant.baselineScopesEnforced) {
    return includeApplications.includes('All') && excludeApplications.length === 0;
  }
  const actual = resource === baselineScopes ? windowsAzureActiveDirectory : resource;
  const names = (list: readonly string[]): boolean =>
    list.some((name) => name === actual || (suites[name]?.includes(actual) ?? false));
  return (includeApplications.includes('All') || names(includeApplications)) && !names(excludeApplications);
}

export function matchesClientApps(types: readonly string[], clientApp: SignIn['clientApp']): boolean {
  if (types.length === 0 || types.includes('all')) return true;
  if (clientApp === 'exchangeActiveSync' && types.includes('easSupported')) return true;
  return types.includes(clientApp);
}

export function matchesFlow(transferMethods: string | null, flow: SignIn['flow']): boolean {
  return transferMethods === null || flagsOf(transferMethods).includes(flow);
}

/** An empty include list beside an exclude list means all platforms. */
export function matchesPlatforms(
  condition: PlatformsCondition | null,
  platform: SignIn['platform'],
): boolean {
  if (condition === null) return true;
  const { includePlatforms, excludePlatforms } = condition;
  const names = (list: readonly string[]): boolean =>
    list.includes('all') || (platform !== null && list.includes(platform));
  return (includePlatforms.length === 0 || names(includePlatforms)) && !names(excludePlatforms);
}

export function matchesLevels(levels: readonly string[], level: string): boolean {
  return levels.length === 0 || levels.includes(level);
}

/** The parts of a string of comma-joined flags; none for null. */
export function flagsOf(joined: string | null): string[] {
  return joined === null ? [] : joined.split(',').map((flag) => flag.trim());
}
