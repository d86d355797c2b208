import type { ConditionalAccessPolicy } from '../policy-types.ts';

/**
 * The policy as Graph sends it: with the annotations, and with the members beyond the published schema that it sends
 * as null. A reader has to live with both.
 */
export function policyOnTheWire(policy: ConditionalAccessPolicy, baseUrl: string): Record<string, unknown> {
  const { conditions, grantControls, sessionControls } = policy;
  const strengthContext = `${baseUrl}/$metadata#identity/conditionalAccess/policies('${policy.id}')/grantControls/authenticationStrength/$entity`;
  return {
    ...policy,
    partialEnablementStrategy: null,
    conditions: {
      ...conditions,
      clients: null,
      times: null,
      deviceStates: null,
      applications: { ...conditions.applications, networkAccess: null, globalSecureAccess: null },
    },
    grantControls:
      grantControls === null
        ? null
        : { ...grantControls, 'authenticationStrength@odata.context': strengthContext },
    sessionControls:
      sessionControls === null
        ? null
        : {
            disableResilienceDefaults: null,
            applicationEnforcedRestrictions: null,
            cloudAppSecurity: null,
            persistentBrowser: null,
            continuousAccessEvaluation: null,
            secureSignInSession: null,
            networkAccessSecurity: null,
            globalSecureAccessFilteringProfile: null,
            ...sessionControls,
          },
  };
}
