import type { PlatformsCondition, PolicyConditions } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';
import { flagsOf, matchesClientApps, matchesFlow, matchesLevels, matchesPlatforms } from './conditions.ts';
import { matchesDevices } from './device-filter.ts';
import { type PartlyKnown, whetherLocationsMatch } from './partly-known-location.ts';
import type { SignIn } from './sign-in.ts';

/** What is known of the sign-in; an absent member was left out by whoever asks. */
export type KnownConditions = PartlyKnown<
  Pick<
    SignIn,
    | 'clientApp'
    | 'platform'
    | 'ipAddress'
    | 'country'
    | 'device'
    | 'flow'
    | 'signInRisk'
    | 'userRisk'
    | 'insiderRisk'
  >
>;

/** Graph's `whatIfAnalysisReasons`, as far as the sandbox gives them. */
export type AnalysisReason =
  | 'notEnoughInformation'
  | 'users'
  | 'workloadIdentities'
  | 'application'
  | 'userActions'
  | 'authenticationContext'
  | 'devicePlatform'
  | 'devices'
  | 'clientApps'
  | 'location'
  | 'signInRisk'
  | 'policyNotEnabled'
  | 'userRisk'
  | 'insiderRisk'
  | 'authenticationFlow';

/** Why a policy might not apply, and whether that condition is met; undefined: it cannot be told. */
export type ConditionCheck = readonly [AnalysisReason, boolean | undefined];

/** Each condition on the sign-in itself; undefined where the answer needs what was left out. */
export function signInChecks(
  conditions: PolicyConditions,
  tenant: Tenant,
  known: KnownConditions,
): ConditionCheck[] {
  const { authenticationFlows, clientAppTypes, platforms, locations, devices } = conditions;
  // The device code flow shows no device, whatever is said of one.
  const device = known.flow === 'deviceCodeFlow' ? null : known.device;
  const risk = (levels: readonly string[], level: string | undefined): boolean | undefined =>
    levels.length === 0 || decidedBy(level, (given) => matchesLevels(levels, given));
  return [
    [
      'authenticationFlow',
      authenticationFlows === null ||
        decidedBy(known.flow, (flow) => matchesFlow(authenticationFlows.transferMethods, flow)),
    ],
    [
      'clientApps',
      clientAppTypes.length === 0 ||
        clientAppTypes.includes('all') ||
        decidedBy(known.clientApp, (clientApp) => matchesClientApps(clientAppTypes, clientApp)),
    ],
    [
      'devicePlatform',
      platforms === null ||
        namesEveryPlatform(platforms) ||
        decidedBy(known.platform, (platform) => matchesPlatforms(platforms, platform)),
    ],
    ['location', whetherLocationsMatch(locations, tenant.namedLocations, known)],
    [
      'devices',
      (devices?.deviceFilter ?? null) === null ||
        decidedBy(device, (given) => matchesDevices(devices, given)),
    ],
    ['signInRisk', risk(conditions.signInRiskLevels, known.signInRisk)],
    ['userRisk', risk(conditions.userRiskLevels, known.userRisk)],
    ['insiderRisk', risk(flagsOf(conditions.insiderRiskLevels), known.insiderRisk)],
  ];
}

function namesEveryPlatform(condition: PlatformsCondition): boolean {
  return condition.excludePlatforms.length === 0 && condition.includePlatforms.includes('all');
}

function decidedBy<Value>(value: Value | undefined, test: (value: Value) => boolean): boolean | undefined {
  return value === undefined ? undefined : test(value);
}
