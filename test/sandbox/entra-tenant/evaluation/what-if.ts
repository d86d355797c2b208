import type { ConditionalAccessPolicy, PolicyConditions } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';
import { matchesApplications } from './conditions.ts';
import {
  type AnalysisReason,
  type ConditionCheck,
  type KnownConditions,
  signInChecks,
} from './known-conditions.ts';
import { matchesUsers, type Principal } from './principal.ts';

/** Who signs in: a user, a guest without an object, or a service principal by its object id. */
export type WhatIfIdentity =
  | { readonly kind: 'user'; readonly principal: Principal }
  | { readonly kind: 'servicePrincipal'; readonly id: string };

/** What the sign-in is for, by Graph's three kinds of context. */
export type WhatIfContext =
  | { readonly kind: 'applications'; readonly appIds: readonly string[] }
  | { readonly kind: 'userAction'; readonly userAction: string }
  | { readonly kind: 'authenticationContext'; readonly reference: string };

export interface WhatIfQuestion {
  readonly identity: WhatIfIdentity;
  readonly context: WhatIfContext;
  readonly conditions: KnownConditions;
}

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
  const checks: readonly ConditionCheck[] = [
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
