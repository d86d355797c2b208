import { mfaPolicy } from './mfa-policy.ts';
import { type Case, casesOf } from './tenant-case.ts';

const inTenant = casesOf('mfa-for-risky-sign-ins');

const atRisk = (signInRiskLevels: readonly string[]) => mfaPolicy({ conditions: { signInRiskLevels } });

/** Which levels of sign-in risk are met by MFA, and whether there are any. */
export const mfaForRiskySignIns: readonly Case[] = [
  inTenant('MFA at medium and high risk', 'pass', [atRisk(['high', 'medium'])]),
  inTenant('MFA at any risk', 'pass', [mfaPolicy()]),
  inTenant('MFA at high risk alone', 'fail', [atRisk(['high'])]),
  inTenant('two policies, a level each', 'pass', [
    atRisk(['high']),
    mfaPolicy({ id: 'policy-2', conditions: { signInRiskLevels: ['medium'] } }),
  ]),
  inTenant('a level that nobody knows', 'inconclusive', [atRisk(['high', 'somethingNew'])]),
  inTenant('user risk is another risk', 'fail', [
    mfaPolicy({ conditions: { userRiskLevels: ['medium', 'high'] } }),
  ]),
  inTenant('no policy, with the licence', 'fail', [], { licences: ['AAD_PREMIUM_P2'] }),
  inTenant('no policy, and no sign-in risk without the licence', 'notApplicable', [], {
    licences: ['AAD_PREMIUM'],
  }),
  inTenant('security defaults are nothing to it', 'fail', [], { securityDefaults: { isEnabled: true } }),
];
