import { type Channel, everyChannel } from './channels.ts';
import { RISKS } from './claims.ts';
import { everyPlace, type Place } from './places.ts';
import type { UnderstoodPolicy } from './policy.ts';
import { everyResource, type Resource } from './resources.ts';
import type { Tenant } from './tenant.ts';

/** One sign-in, apart from who signs in. */
export interface SignIn extends Channel {
  readonly resource: Resource;
  readonly platform: string;
  readonly place: Place;
  readonly signInRisk: string;
  readonly userRisk: string;
  readonly insiderRisk: string;
}

export const NO_PLATFORM = 'none of these';
const PLATFORMS = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', NO_PLATFORM];
const INSIDER_RISKS = ['none', 'minor', 'moderate', 'elevated'];

/** Every sign-in in the scope of the claim, users apart, that the policies can tell apart. */
export function everySignIn(tenant: Tenant, places = everyPlace(tenant.locations)): readonly SignIn[] {
  const { claim, policies, options } = tenant;
  const understood = policies.filter((policy) => policy.kind === 'understood');
  const named = (valuesOf: (policy: UnderstoodPolicy) => readonly string[]): readonly string[] =>
    understood.flatMap(valuesOf);
  const channels = everyChannel(claim.flows, understood);
  const resources = claim.resource === null ? everyResource(policies, options) : [claim.resource];
  const platforms = toldApart(PLATFORMS, named(platformsOf));
  const signInRisks = toldApart(
    claim.signInRisks,
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
  return resources
    .map((resource) => ({ resource }))
    .flatMap((some) => channels.map((channel) => ({ ...some, ...channel })))
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
