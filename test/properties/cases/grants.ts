import { wirePolicy } from '../wire-policy.ts';
import { type Case, DEVICE_REGISTRATION, inTenant } from './tenant-case.ts';

const withGrant = (
  name: string,
  verdict: Case['verdict'],
  controls: object,
  rest: readonly unknown[] = [],
): Case => inTenant(name, verdict, [wirePolicy({ grantControls: controls }), ...rest]);
const registrationOnly = wirePolicy({
  id: 'policy-2',
  applications: { includeApplications: [DEVICE_REGISTRATION] },
});

/** Which grants block the device code flow. */
export const grants: readonly Case[] = [
  withGrant('a compliant device cannot be shown, but for device registration', 'fail', {
    operator: 'OR',
    builtInControls: ['compliantDevice'],
  }),
  withGrant(
    'a compliant device blocks where device registration is blocked too',
    'pass',
    { operator: 'or', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    [registrationOnly],
  ),
  withGrant(
    'MFA and a compliant device blocks',
    'pass',
    { operator: 'and', builtInControls: ['mfa', 'compliantDevice'] },
    [registrationOnly],
  ),
  withGrant('terms of use block nobody', 'fail', {
    operator: 'AND',
    builtInControls: [],
    termsOfUse: ['terms'],
  }),
  withGrant('an authentication strength blocks nobody', 'fail', {
    operator: 'OR',
    builtInControls: [],
    authenticationStrength: { id: 's', allowedCombinations: ['fido2'] },
  }),
  withGrant('an unknown control is unknown', 'inconclusive', {
    operator: 'OR',
    builtInControls: ['riskRemediation'],
  }),
  withGrant('an unknown control or MFA lets MFA through', 'fail', {
    operator: 'OR',
    builtInControls: ['new', 'mfa'],
  }),
  withGrant('session controls alone block nobody', 'fail', { operator: 'OR', builtInControls: [] }),
];
