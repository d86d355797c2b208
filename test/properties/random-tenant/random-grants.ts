import fc from 'fast-check';
import { BLOCK } from '../wire-policy.ts';
import { MFA } from './canonical-policies.ts';

const strength = (wire: object): object => ({
  operator: 'OR',
  builtInControls: [],
  authenticationStrength: wire,
});

/** The built-in strength of MFA, read without its combinations. */
const BUILT_IN_MFA = '00000000-0000-0000-0000-000000000002';

/** Those of one kind or the other at a sign-in without a device, and those that nobody knows. */
export const grants: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(BLOCK) },
  { weight: 1, arbitrary: fc.constant(MFA) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { operator: 'OR', builtInControls: ['compliantDevice'] },
      { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
      { operator: 'AND', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
      { operator: 'and', builtInControls: ['mfa', 'compliantDevice'] },
      { operator: 'OR', builtInControls: ['riskRemediation'] },
      { operator: 'AND', builtInControls: ['riskRemediation', 'domainJoinedDevice'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] },
      { operator: 'OR', builtInControls: ['mfa', 'passwordChange'] },
      { operator: 'OR', builtInControls: ['mfa', 'riskRemediation'] },
      { operator: 'OR', builtInControls: ['riskRemediation', 'passwordChange'] },
      { operator: 'either', builtInControls: ['mfa', 'domainJoinedDevice'] },
      {
        operator: 'AND',
        builtInControls: ['approvedApplication', 'compliantApplication'],
        termsOfUse: ['terms-1'],
      },
      { operator: 'AND', builtInControls: ['mfa'], termsOfUse: ['terms-1'] },
      { operator: 'OR', builtInControls: [], customAuthenticationFactors: ['factor-1'] },
      null,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      strength({ id: BUILT_IN_MFA }),
      strength({ id: 'strength-1' }),
      strength({ id: 'strength-2', allowedCombinations: ['fido2', 'password,hardwareOath'] }),
      strength({ id: 'strength-3', allowedCombinations: ['fido2', 'password'] }),
      strength({ id: 'strength-4', allowedCombinations: ['fido2', 'somethingNew'] }),
    ),
  },
);
