import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { Locations } from './named-locations.ts';
import { everyPlace, type Place } from './places.ts';
import type { Policy, UnderstoodPolicy } from './policy.ts';
import { everyResource, type Resource } from './resources.ts';

/** One sign-in under the device code flow, apart from who signs in. The device is never registered. */
export interface SignIn {
  readonly resource: Resource;
  readonly clientApp: string;
  readonly platform: string;
  readonly place: Place;
  readonly signInRisk: string;
  readonly userRisk: string;
  readonly insiderRisk: string;
}

/** Every other flow than `none` comes through one of these two. */
const CLIENT_APPS = ['browser', 'mobileAppsAndDesktopClients'];
export const NO_PLATFORM = 'none of these';
const PLATFORMS = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', NO_PLATFORM];
const RISKS = ['none', 'low', 'medium', 'high'];
const INSIDER_RISKS = ['none', 'minor', 'moderate', 'elevated'];

/** Every sign-in that the policies can tell apart. */
export function everySignIn(
  policies: readonly Policy[],
  locations: Locations,
  options: JudgeOptions,
): readonly SignIn[] {
  const understood = policies.filter((policy) => policy.kind === 'understood');
  const named = (valuesOf: (policy: UnderstoodPolicy) => readonly string[]): readonly string[] =>
    understood.flatMap(valuesOf);
  const clientApps = toldApart(
    CLIENT_APPS,
    named((policy) => policy.clientAppTypes),
  );
  const platforms = toldApart(PLATFORMS, named(platformsOf));
  const places = everyPlace(locations);
  const signInRisks = toldApart(
    RISKS,
    named((policy) => policy.signInRiskLevels),
  );
  const userRisks = toldApart(
    RISKS,
    named((policy) => policy.userRiskLevels),
  );
  const insiderRisks = toldApart(
    INSIDER_RISKS,
    named((policy) => policy.insiderRiskLevels),
  );
  return everyResource(policies, options)
    .map((resource) => ({ resource }))
    .flatMap((some) => clientApps.map((clientApp) => ({ ...some, clientApp })))
    .flatMap((some) => platforms.map((platform) => ({ ...some, platform })))
    .flatMap((some) => places.map((place) => ({ ...some, place })))
    .flatMap((some) => signInRisks.map((signInRisk) => ({ ...some, signInRisk })))
    .flatMap((some) => userRisks.map((userRisk) => ({ ...some, userRisk })))
    .flatMap((some) => insiderRisks.map((insiderRisk) => ({ ...some, insiderRisk })));
}

function platformsOf({ platforms }: UnderstoodPolicy): readonly string[] {
  return platforms === 'notUnderstood' ? [] : [...platforms.include, ...platforms.exclude];
}

/** The values that some policy names, and the last of those that none does, which stands for all of them. */
function toldApart(values: readonly string[], named: readonly string[]): readonly string[] {
  const isNamed = (value: string): boolean => named.includes(value.toLowerCase());
  return [...values.filter(isNamed), ...values.filter((value) => !isNamed(value)).slice(-1)];
}
