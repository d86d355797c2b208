import { type Choose, suppose } from './choices.ts';
import { FLOWS, type Flow } from './claims.ts';
import { type Device, readDeviceRule } from './device-filter.ts';
import { grantSuffices } from './grants.ts';
import { matchesPlace } from './places.ts';
import type { Filter, IncludeExclude, NotUnderstood, Policy, UnderstoodPolicy } from './policy.ts';
import { matchesResource } from './resources.ts';
import type { SignIn } from './sign-ins.ts';
import type { Tenant } from './tenant.ts';

/** Does this policy match the user? Or may its condition on users mean anything? */
export type UserMatch = boolean | NotUnderstood;

/** Does the policy make this sign-in of a user whom it matches so meet what the claim requires? */
export function policyProtects(
  policy: Policy,
  userMatch: UserMatch,
  signIn: SignIn,
  tenant: Tenant,
  choose: Choose,
): boolean {
  if (policy.kind === 'unknown') return suppose(choose, `${policy.name} protects`);
  if (userMatch === false) return false;
  const whole = (condition: string, value: UserMatch): boolean =>
    value === 'notUnderstood' ? suppose(choose, `${condition} of ${policy.name} match`) : value;
  return (
    everyPlainConditionHolds(policy, signIn, choose) &&
    whole('devices', matchesDevice(policy.deviceFilter, signIn.device, choose)) &&
    whole('platforms', matchesPlatform(policy.platforms, signIn.platform, choose)) &&
    whole('applications', matchesApplication(policy, signIn, tenant, choose)) &&
    whole('locations', matchesLocation(policy, signIn, tenant, choose)) &&
    whole('users', userMatch) &&
    grantSuffices(policy.grant, signIn, tenant.claim.requirement, tenant.strengths, choose) &&
    policy.provisos.every((proviso) => suppose(choose, proviso))
  );
}

function everyPlainConditionHolds(policy: UnderstoodPolicy, signIn: SignIn, choose: Choose): boolean {
  return (
    matchesFlow(policy.transferMethods, signIn.flow, choose) &&
    matchesClientApp(policy.clientAppTypes, signIn.clientApp, choose) &&
    isListed('sign-in risk', policy.signInRiskLevels, RISK_LEVELS, signIn.signInRisk, choose) &&
    isListed('user risk', policy.userRiskLevels, RISK_LEVELS, signIn.userRisk, choose) &&
    isListed('insider risk', policy.insiderRiskLevels, INSIDER_RISK_LEVELS, signIn.insiderRisk, choose)
  );
}

/** An unknown flag beside known ones leaves these decided; alone it is unknown. No flag means every flow. */
function matchesFlow(flags: readonly string[], flow: Flow, choose: Choose): boolean {
  if (flags.length === 0 || flags.includes(flow.toLowerCase())) return true;
  if (flags.some((flag) => FLOWS.some((known) => known.toLowerCase() === flag))) return false;
  return flags.some((flag) => suppose(choose, `the flow is ${flag}`));
}

/** What `easSupported` holds of the clients of Exchange ActiveSync, nobody knows; of others it holds nothing. */
function matchesClientApp(types: readonly string[], clientApp: string, choose: Choose): boolean {
  if (isListed('client app', types, CLIENT_APP_TYPES, clientApp, choose)) return true;
  return (
    types.includes('eassupported') &&
    clientApp === 'exchangeActiveSync' &&
    suppose(choose, 'client app is easSupported')
  );
}

const CLIENT_APP_TYPES = [
  'all',
  'browser',
  'mobileappsanddesktopclients',
  'exchangeactivesync',
  'eassupported',
  'other',
];
/** `hidden` is not among them: which level is hidden then, nobody knows. */
const RISK_LEVELS = ['low', 'medium', 'high', 'none'];
const INSIDER_RISK_LEVELS = ['minor', 'moderate', 'elevated'];
const PLATFORMS = ['android', 'ios', 'windows', 'windowsphone', 'macos', 'linux', 'all'];

/** An empty list is any. A value that Graph does not name may stand for any value that is not listed. */
function isListed(
  dimension: string,
  listed: readonly string[],
  known: readonly string[],
  value: string,
  choose: Choose,
): boolean {
  return listed.length === 0 || isAmong(dimension, listed, known, value, choose);
}

function isAmong(
  dimension: string,
  listed: readonly string[],
  known: readonly string[],
  value: string,
  choose: Choose,
): boolean {
  if (listed.includes('all') || listed.includes(value.toLowerCase())) return true;
  return listed.some((name) => !known.includes(name) && suppose(choose, `${dimension} is ${name}`));
}

function matchesPlatform(
  condition: IncludeExclude | NotUnderstood,
  platform: string,
  choose: Choose,
): UserMatch {
  if (condition === 'notUnderstood') return condition;
  return (
    isListed('platform', condition.include, PLATFORMS, platform, choose) &&
    !isAmong('platform', condition.exclude, PLATFORMS, platform, choose)
  );
}

function matchesDevice(filter: Filter | null | NotUnderstood, device: Device, choose: Choose): UserMatch {
  if (filter === 'notUnderstood') return filter;
  if (filter === null) return true;
  const rule = readDeviceRule(filter.rule);
  const matches =
    rule === null ? suppose(choose, `device filter ${filter.rule} matches`) : rule.matches(device);
  return filter.mode === 'include' ? matches : !matches;
}

function matchesApplication(
  { applications }: UnderstoodPolicy,
  signIn: SignIn,
  { resources }: Tenant,
  choose: Choose,
): UserMatch {
  if (applications === 'notUnderstood') return applications;
  return matchesResource(applications, signIn.resource, resources, choose);
}

function matchesLocation(
  policy: UnderstoodPolicy,
  signIn: SignIn,
  { locations }: Tenant,
  choose: Choose,
): UserMatch {
  if (policy.locations === 'notUnderstood') return policy.locations;
  return matchesPlace(policy.locations, signIn.place, locations, choose);
}
