import { type PolicyParts, wirePolicy } from '../wire-policy.ts';

/** An enabled policy that demands MFA of every user, for every app and flow, but for `parts`. */
export function mfaPolicy(parts: PolicyParts = {}): Readonly<Record<string, unknown>> {
  return wirePolicy({
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    ...parts,
    conditions: { authenticationFlows: null, ...parts.conditions },
  });
}
