import { baselineScopes, deviceRegistrationService, microsoftGraph, suites } from '../resources.ts';
import type { Tenant } from '../tenant.ts';
import { evaluateFor } from './evaluate-sign-in.ts';
import { matchesUsers, principalOfUser } from './principal.ts';
import { type ClientApp, type Platform, type SignIn, willingSignIn } from './sign-in.ts';

const platforms: readonly (Platform | null)[] = [
  'android',
  'iOS',
  'windows',
  'windowsPhone',
  'macOS',
  'linux',
  null,
];
const clientApps: readonly ClientApp[] = ['mobileAppsAndDesktopClients', 'browser'];
const noRisk = { signInRisk: 'none', userRisk: 'none', insiderRisk: 'none' } as const;
const risks: readonly Pick<SignIn, 'signInRisk' | 'userRisk' | 'insiderRisk'>[] = [
  noRisk,
  ...(['low', 'medium', 'high'] as const).map((signInRisk) => ({ ...noRisk, signInRisk })),
  ...(['low', 'medium', 'high'] as const).map((userRisk) => ({ ...noRisk, userRisk })),
  ...(['minor', 'moderate', 'elevated'] as const).map((insiderRisk) => ({ ...noRisk, insiderRisk })),
  { signInRisk: 'high', userRisk: 'high', insiderRisk: 'elevated' },
];

/** A resource that no policy of anybody names. */
const anyOtherApp = '0b5c2f6e-3d1a-4c55-8f0e-9a7d6b41c2de';

/**
 * Ids of the enabled users who get a token through the device code flow somewhere: every user, on every point of a
 * grid of resources, places, platforms, clients and risks, one sign-in at a time. Users whom the users conditions of
 * the same policies name are tried once for all, as nothing else in a sign-in depends on the user.
 */
export function usersWhoCanUseDeviceCode(tenant: Tenant, grid = deviceCodeGrid(tenant)): string[] {
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

/** Device code sign-ins of nobody in particular: each value that a policy could tell apart comes up. */
export function deviceCodeGrid(tenant: Tenant): Omit<SignIn, 'userId'>[] {
  const places = placesOf(tenant);
  return resourcesOf(tenant).flatMap((resource) =>
    platforms.flatMap((platform) =>
      clientApps.flatMap((clientApp) =>
        risks.flatMap((risk) =>
          places.map((place) => ({
            ...willingSignIn,
            ...place,
            ...risk,
            resource,
            platform,
            clientApp,
            flow: 'deviceCodeFlow' as const,
          })),
        ),
      ),
    ),
  );
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
