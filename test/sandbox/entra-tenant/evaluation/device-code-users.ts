import type { PolicyConditions } from '../policy-types.ts';
import { baselineScopes, deviceRegistrationService, microsoftGraph, suites } from '../resources.ts';
import type { Tenant } from '../tenant.ts';
import { flagsOf } from './conditions.ts';
import { evaluateFor } from './evaluate-sign-in.ts';
import { matchesUsers, principalOfUser } from './principal.ts';
import {
  type ClientApp,
  type InsiderRiskLevel,
  type Platform,
  type RiskLevel,
  type SignIn,
  willingSignIn,
} from './sign-in.ts';

// Entra's values, the most ordinary first: of those that no policy names, the first stands for all.
const platforms: readonly (Platform | null)[] = [
  null,
  'windows',
  'macOS',
  'linux',
  'iOS',
  'android',
  'windowsPhone',
];
const clientApps: readonly ClientApp[] = ['mobileAppsAndDesktopClients', 'browser'];
const riskLevels: readonly RiskLevel[] = ['none', 'low', 'medium', 'high'];
const insiderRiskLevels: readonly InsiderRiskLevel[] = ['none', 'minor', 'moderate', 'elevated'];

/** A resource that no policy of anybody names. */
const anyOtherApp = '0b5c2f6e-3d1a-4c55-8f0e-9a7d6b41c2de';

/**
 * Ids of the enabled users who get a token through the device code flow somewhere: every user, on every point of a
 * grid of resources, places, platforms, clients and risks, one sign-in at a time. Users whom the users conditions of
 * the same policies name are tried once for all, as nothing else in a sign-in depends on the user.
 */
export function usersWhoCanUseDeviceCode(tenant: Tenant): string[] {
  const grid = deviceCodeGrid(tenant);
  const answers = new Map<string, boolean>();
  return tenant.users
    .filter((user) => user.accountEnabled)
    .filter((user) => {
      const principal = principalOfUser(tenant, user);
      const policies = tenant.policies.filter(({ conditions }) => matchesUsers(conditions.users, principal));
      const key = policies.map(({ id }) => id).join();
      const known = answers.get(key);
      if (known !== undefined) return known;
      const getsThrough = grid.some((point) => {
        const signIn = { ...point, userId: user.id };
        return evaluateFor({ ...tenant, policies }, principal, signIn).outcome === 'token';
      });
      answers.set(key, getsThrough);
      return getsThrough;
    })
    .map(({ id }) => id);
}

/**
 * Device code sign-ins of nobody in particular: every combination of values that some policy could tell apart. Two
 * values that no policy names are the same to all of them, so one is enough.
 */
function deviceCodeGrid(tenant: Tenant): Omit<SignIn, 'userId'>[] {
  const conditions = tenant.policies.map((policy) => policy.conditions);
  const named = (members: (condition: PolicyConditions) => readonly string[]): Set<string> =>
    new Set(conditions.flatMap(members));
  const namedPlatforms = named(({ platforms: condition }) => [
    ...(condition?.includePlatforms ?? []),
    ...(condition?.excludePlatforms ?? []),
  ]);
  const namedRisks = {
    signIn: named(({ signInRiskLevels }) => signInRiskLevels),
    user: named(({ userRiskLevels }) => userRiskLevels),
    insider: named(({ insiderRiskLevels: levels }) => flagsOf(levels)),
  };
  const namedClients = named(({ clientAppTypes }) => clientAppTypes);
  const places = placesOf(tenant);
  const start: readonly Omit<SignIn, 'userId'>[] = resourcesOf(tenant).map((resource) => ({
    ...willingSignIn,
    resource,
    flow: 'deviceCodeFlow',
  }));
  return start
    .flatMap((point) => places.map((place) => ({ ...point, ...place })))
    .flatMap((point) =>
      representatives(platforms, namedPlatforms).map((platform) => ({ ...point, platform })),
    )
    .flatMap((point) =>
      representatives(clientApps, namedClients).map((clientApp) => ({ ...point, clientApp })),
    )
    .flatMap((point) =>
      representatives(riskLevels, namedRisks.signIn).map((signInRisk) => ({ ...point, signInRisk })),
    )
    .flatMap((point) =>
      representatives(riskLevels, namedRisks.user).map((userRisk) => ({ ...point, userRisk })),
    )
    .flatMap((point) =>
      representatives(insiderRiskLevels, namedRisks.insider).map((insiderRisk) => ({
        ...point,
        insiderRisk,
      })),
    );
}

/** The values that are named, and the first of those that are not. */
function representatives<Value extends string | null>(
  values: readonly Value[],
  named: ReadonlySet<string>,
): Value[] {
  const isNamed = (value: Value): boolean => value !== null && named.has(value);
  return [...values.filter((value) => !isNamed(value)).slice(0, 1), ...values.filter(isNamed)];
}

function resourcesOf(tenant: Tenant): string[] {
  const named = tenant.policies
    .flatMap(({ conditions: { applications } }) => [
      ...applications.includeApplications,
      ...applications.excludeApplications,
    ])
    .filter((name) => name !== 'All' && name !== 'None')
    .flatMap((name) => suites[name]?.slice(0, 1) ?? [name]);
  return [...new Set([anyOtherApp, microsoftGraph, deviceRegistrationService, baselineScopes, ...named])];
}

/** Each address range with each country list, and outside of all of them, and with no known country. */
function placesOf(tenant: Tenant): Pick<SignIn, 'ipAddress' | 'country'>[] {
  const addresses = tenant.namedLocations.flatMap((location) =>
    location['@odata.type'] === '#microsoft.graph.ipNamedLocation'
      ? location.ipRanges.map(({ cidrAddress }) => cidrAddress.split('/')[0] ?? '')
      : [],
  );
  const countries = tenant.namedLocations.flatMap((location) =>
    location['@odata.type'] === '#microsoft.graph.countryNamedLocation'
      ? location.countriesAndRegions.slice(0, 1)
      : [],
  );
  return ['192.0.2.10', ...addresses].flatMap((ipAddress) =>
    ['NZ', null, ...countries].map((country) => ({ ipAddress, country })),
  );
}
