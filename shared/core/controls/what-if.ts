import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { WhatIfRequest, Witness } from './control-result.ts';

/** Stands for "an app that no policy names" in Graph's question, which wants an id: Azure DevOps, then SharePoint, then Exchange. */
const ordinaryResources = [
  '499b84ac-1321-427f-aa17-267ca6975798',
  '00000003-0000-0ff1-ce00-000000000000',
  '00000002-0000-0ff1-ce00-000000000000',
];

/** Requests for baseline scopes are evaluated as this resource, Windows Azure Active Directory (Microsoft: "Conditional Access: Target resources"). */
const baselineResource = '00000002-0000-0000-c000-000000000000';

/** The body of `POST /identity/conditionalAccess/evaluate` for a witness; null where it has no user to ask about. */
export function whatIfRequest(
  witness: Witness,
  { resource: { labels } }: Pick<SignInSpace, 'resource'>,
): WhatIfRequest | null {
  const { user, location } = witness;
  if (user.id === null) return null;
  return {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: user.id },
    signInContext: {
      '@odata.type': '#microsoft.graph.applicationContext',
      includeApplications: [resourceId(witness.resource, labels)],
    },
    signInConditions: {
      ...(witness.platform === null ? {} : { devicePlatform: witness.platform }),
      clientAppType: witness.clientApp,
      signInRiskLevel: witness.signInRisk,
      userRiskLevel: witness.userRisk,
      insiderRiskLevel: witness.insiderRisk,
      ...(location.countryOrRegion === null ? {} : { country: location.countryOrRegion }),
      ...(location.ipAddress === null ? {} : { ipAddress: location.ipAddress }),
      ...(witness.device === null ? {} : { deviceInfo: witness.device }),
      authenticationFlow: { transferMethod: witness.flow },
    },
    appliedPoliciesOnly: false,
  };
}

function resourceId(resource: string | null, named: readonly (string | null)[]): string {
  if (resource === 'baselineScopes') return baselineResource;
  if (resource !== null) return resource;
  return ordinaryResources.find((id) => !named.includes(id)) ?? baselineResource;
}
