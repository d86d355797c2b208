import type { ConditionalAccessPolicy, GrantControls } from '../policy-types.ts';
import { strengthOnTheWire } from './authentication-strengths.ts';

/**
 * The policy as Graph sends it: with the annotations, and with the members beyond the published schema that it sends
 * as null. A reader has to live with both.
 */
export function policyOnTheWire(policy: ConditionalAccessPolicy, baseUrl: string): Record<string, unknown> {
  const { conditions, grantControls, sessionControls } = policy;
  const grantContext = `${baseUrl}/$metadata#identity/conditionalAccess/policies('${policy.id}')/grantControls`;
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
    grantControls: grantControls === null ? null : grantOnTheWire(grantControls, grantContext),
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

function grantOnTheWire(grant: GrantControls, context: string): Record<string, unknown> {
  const { authenticationStrength: strength } = grant;
  const strengthContext = `${context}/authenticationStrength`;
  return {
    ...grant,
    'authenticationStrength@odata.context': `${strengthContext}/$entity`,
    authenticationStrength: strength === null ? null : strengthOnTheWire(strength, strengthContext),
  };
}
