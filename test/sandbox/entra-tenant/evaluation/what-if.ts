import type { ConditionalAccessPolicy, PlatformsCondition, PolicyConditions } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';
import {
  flagsOf,
  matchesApplications,
  matchesClientApps,
  matchesFlow,
  matchesLevels,
  matchesPlatforms,
} from './conditions.ts';
import { matchesDevices } from './device-filter.ts';
import { type PartlyKnown, whetherLocationsMatch } from './partly-known-location.ts';
import { matchesUsers, type Principal } from './principal.ts';
import type { SignIn } from './sign-in.ts';

/** Who signs in: a user, a guest without an object, or a service principal by its object id. */
export type WhatIfIdentity =
  | { readonly kind: 'user'; readonly principal: Principal }
  | { readonly kind: 'servicePrincipal'; readonly id: string };

/** What the sign-in is for, by Graph's three kinds of context. */
export type WhatIfContext =
  | { readonly kind: 'applications'; readonly appIds: readonly string[] }
  | { readonly kind: 'userAction'; readonly userAction: string }
  | { readonly kind: 'authenticationContext'; readonly reference: string };

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

export interface WhatIfQuestion {
  readonly identity: WhatIfIdentity;
  readonly context: WhatIfContext;
  readonly conditions: KnownConditions;
}

/** Graph's `whatIfAnalysisReasons`, as far as the sandbox gives them. */
type AnalysisReason =
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

export interface WhatIfAnswer {
  readonly policyApplies: boolean;
  /** Comma-joined flags; `notSet` where the policy applies. */
  readonly analysisReasons: string;
}

/** Whether one policy applies to the sign-in, a report-only one as well, and if not, every condition that says no. */
export function whatIf(
  policy: ConditionalAccessPolicy,
  tenant: Tenant,
  { identity, context, conditions: known }: WhatIfQuestion,
): WhatIfAnswer {
  if (policy.state === 'disabled') return refusedBy(['policyNotEnabled']);
  const { conditions } = policy;
  const checks: readonly (readonly [AnalysisReason, boolean | undefined])[] = [
    whetherIdentityMatches(conditions, identity),
    whetherContextMatches(conditions, tenant, context),
    ...signInChecks(conditions, tenant, known),
  ];
  const unmet = checks.filter(([, met]) => met === false).map(([reason]) => reason);
  if (unmet.length > 0) return refusedBy(unmet);
  if (checks.some(([, met]) => met === undefined)) return refusedBy(['notEnoughInformation']);
  return { policyApplies: true, analysisReasons: 'notSet' };
}

function refusedBy(reasons: readonly AnalysisReason[]): WhatIfAnswer {
  return { policyApplies: false, analysisReasons: reasons.join(',') };
}

/** A policy is either about users or about workload identities. */
function whetherIdentityMatches(
  { users, clientApplications }: PolicyConditions,
  identity: WhatIfIdentity,
): readonly [AnalysisReason, boolean] {
  if (identity.kind === 'user') return ['users', matchesUsers(users, identity.principal)];
  const names = (list: readonly string[] = []): boolean =>
    list.includes(identity.id) || list.includes('ServicePrincipalsInMyTenant');
  const included = names(clientApplications?.includeServicePrincipals);
  const excluded = names(clientApplications?.excludeServicePrincipals);
  return ['workloadIdentities', included && !excluded];
}

const userActionNames: Readonly<Record<string, string>> = {
  registerSecurityInformation: 'urn:user:registersecurityinfo',
  registerOrJoinDevices: 'urn:user:registerdevice',
};

function whetherContextMatches(
  { applications }: PolicyConditions,
  tenant: Tenant,
  context: WhatIfContext,
): readonly [AnalysisReason, boolean] {
  switch (context.kind) {
    case 'applications':
      return [
        'application',
        context.appIds.some((appId) => matchesApplications(applications, tenant, appId)),
      ];
    case 'userAction': {
      const name = userActionNames[context.userAction] ?? context.userAction;
      return ['userActions', applications.includeUserActions.includes(name)];
    }
    case 'authenticationContext': {
      const references = applications.includeAuthenticationContextClassReferences;
      return ['authenticationContext', references.includes(context.reference)];
    }
  }
}

/** Each condition on the sign-in itself; undefined where the answer needs what was left out. */
function signInChecks(
  conditions: PolicyConditions,
  tenant: Tenant,
  known: KnownConditions,
): (readonly [AnalysisReason, boolean | undefined])[] {
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
