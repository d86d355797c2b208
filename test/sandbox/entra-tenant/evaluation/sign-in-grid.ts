import type { PolicyConditions } from '../policy-types.ts';
import { baselineScopes, deviceRegistrationService, microsoftGraph, suites } from '../resources.ts';
import type { Tenant } from '../tenant.ts';
import { flagsOf } from './conditions.ts';
import { matchesLocations } from './locations.ts';
import {
  type AuthenticationFlow,
  type ClientApp,
  type DeviceAttributes,
  type InsiderRiskLevel,
  type Platform,
  type RiskLevel,
  type SignIn,
  willingSignIn,
} from './sign-in.ts';

/** A sign-in of nobody in particular. */
export type GridPoint = Omit<SignIn, 'userId'>;

type Place = Pick<SignIn, 'ipAddress' | 'country'>;

/** The part of all sign-ins that a question is about; what it leaves out is free. */
export interface GridScope {
  readonly flows?: readonly AuthenticationFlow[];
  /** Application ids or names of suites. */
  readonly resources?: readonly string[];
  readonly signInRisks?: readonly RiskLevel[];
  readonly places?: readonly Place[];
  /** What users authenticate with; default: a method that meets everything. */
  readonly authenticationMethods?: readonly string[];
}

// Entra's values, the most ordinary first: of those that no policy names, the first stands for all.
const allFlows: readonly AuthenticationFlow[] = ['none', 'deviceCodeFlow', 'authenticationTransfer'];
const platforms: readonly (Platform | null)[] = [
  null,
  'windows',
  'macOS',
  'linux',
  'iOS',
  'android',
  'windowsPhone',
];
const clientApps: readonly ClientApp[] = [
  'mobileAppsAndDesktopClients',
  'browser',
  'exchangeActiveSync',
  'other',
];
/** The device code flow and authentication transfer are done in a browser or by an app of today. */
const clientAppsOfFlows: readonly ClientApp[] = ['mobileAppsAndDesktopClients', 'browser'];
const riskLevels: readonly RiskLevel[] = ['none', 'low', 'medium', 'high'];
const insiderRiskLevels: readonly InsiderRiskLevel[] = ['none', 'minor', 'moderate', 'elevated'];
/** With what device grants and the usual filters ask for, one at a time and together. */
const devices: readonly (DeviceAttributes | null)[] = [
  null,
  { isCompliant: true, trustType: 'AzureAD' },
  { isCompliant: false, trustType: 'ServerAD' },
  { isCompliant: true, trustType: 'ServerAD' },
  { isCompliant: false, trustType: 'Workplace' },
];

/** A resource that no policy of anybody names. */
const anyOtherApp = '0b5c2f6e-3d1a-4c55-8f0e-9a7d6b41c2de';

/**
 * Every combination of values inside the scope that some policy could tell apart. Two values that no policy names are
 * the same to all of them, so one is enough.
 */
export function signInGrid(tenant: Tenant, scope: GridScope = {}): GridPoint[] {
  const { flows = allFlows, resources = resourcesOf(tenant), places = placesOf(tenant) } = scope;
  const { authenticationMethods = [willingSignIn.authenticationMethod] } = scope;
  const conditions = tenant.policies.map((policy) => policy.conditions);
  const named = (members: (condition: PolicyConditions) => readonly string[]): Set<string> =>
    new Set(conditions.flatMap(members));
  const namedClients = named(({ clientAppTypes }) => clientAppTypes);
  const somePlatforms = representatives(
    platforms,
    named(({ platforms: condition }) => [
      ...(condition?.includePlatforms ?? []),
      ...(condition?.excludePlatforms ?? []),
    ]),
  );
  const namedSignInRisks = named(({ signInRiskLevels }) => signInRiskLevels);
  const userRisks = representatives(
    riskLevels,
    named(({ userRiskLevels }) => userRiskLevels),
  );
  const insiderRisks = representatives(
    insiderRiskLevels,
    named(({ insiderRiskLevels: levels }) => flagsOf(levels)),
  );
  const points: GridPoint[] = flows.map((flow) => ({ ...willingSignIn, flow, resource: anyOtherApp }));
  return points
    .flatMap((point) => resources.map((resource) => ({ ...point, resource })))
    .flatMap((point) => places.map((place) => ({ ...point, ...place })))
    .flatMap((point) => somePlatforms.map((platform) => ({ ...point, platform })))
    .flatMap((point) => {
      const possible = point.flow === 'none' ? clientApps : clientAppsOfFlows;
      return representatives(possible, namedClients).map((clientApp) => ({ ...point, clientApp }));
    })
    .flatMap((point) => devicesUnder(point.flow, tenant).map((device) => ({ ...point, device })))
    .flatMap((point) =>
      representatives(scope.signInRisks ?? riskLevels, namedSignInRisks).map((signInRisk) => ({
        ...point,
        signInRisk,
      })),
    )
    .flatMap((point) => userRisks.map((userRisk) => ({ ...point, userRisk })))
    .flatMap((point) => insiderRisks.map((insiderRisk) => ({ ...point, insiderRisk })))
    .flatMap((point) =>
      authenticationMethods.map((authenticationMethod) => ({ ...point, authenticationMethod })),
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

/** The device code flow shows no device; where no policy looks at devices, none is enough. */
function devicesUnder(flow: AuthenticationFlow, { policies }: Tenant): readonly (DeviceAttributes | null)[] {
  const lookAtDevices = policies.some(
    ({ conditions, grantControls }) =>
      conditions.devices !== null ||
      grantControls?.builtInControls.some((control) => /^(compliant|domainJoined)Device$/.test(control)),
  );
  return lookAtDevices && flow !== 'deviceCodeFlow' ? devices : [null];
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

/**
 * Each address range with each country list, and outside of all of them, and with no known country; of the places
 * that the policies cannot tell apart, the first.
 */
export function placesOf({ namedLocations, policies }: Tenant): Place[] {
  const addresses = namedLocations.flatMap((location) =>
    location['@odata.type'] === '#microsoft.graph.ipNamedLocation'
      ? location.ipRanges.map(({ cidrAddress }) => cidrAddress.split('/')[0] ?? '')
      : [],
  );
  const countries = namedLocations.flatMap((location) =>
    location['@odata.type'] === '#microsoft.graph.countryNamedLocation'
      ? location.countriesAndRegions.slice(0, 1)
      : [],
  );
  const places = ['192.0.2.10', ...addresses].flatMap((ipAddress) =>
    ['NZ', null, ...countries].map((country) => ({ ipAddress, country })),
  );
  const seenByPolicies = (place: Place): string =>
    policies.map(({ conditions }) => matchesLocations(conditions.locations, namedLocations, place)).join();
  return [...Map.groupBy(places, seenByPolicies).values()].flatMap((alike) => alike.slice(0, 1));
}
