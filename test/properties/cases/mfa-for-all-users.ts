import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import { EVERY_APP } from '../wire-policy.ts';
import { mfaPolicy } from './mfa-policy.ts';
import { type Case, casesOf, DEVICE_REGISTRATION, EXCHANGE, everyUserBut } from './tenant-case.ts';

const inTenant = casesOf('mfa-for-all-users');

const withGrant = (
  name: string,
  verdict: Verdict,
  grantControls: object,
  rest: readonly unknown[] = [],
): Case => inTenant(name, verdict, [mfaPolicy({ grantControls }), ...rest]);

const withStrength = (name: string, verdict: Verdict, authenticationStrength: object): Case =>
  withGrant(name, verdict, { operator: 'OR', builtInControls: [], authenticationStrength });

const withCondition = (
  name: string,
  verdict: Verdict,
  conditions: Readonly<Record<string, unknown>>,
  rest: readonly unknown[] = [],
): Case => inTenant(name, verdict, [mfaPolicy({ conditions }), ...rest]);

const filter = (mode: 'include' | 'exclude', rule: string) => ({ devices: { deviceFilter: { mode, rule } } });
const anywhereElse = (conditions: Readonly<Record<string, unknown>>) =>
  mfaPolicy({ id: 'policy-2', conditions });
const deviceRegistration = mfaPolicy({
  id: 'policy-3',
  applications: { includeApplications: [DEVICE_REGISTRATION] },
});
const MFA_OR_COMPLIANT = { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] };
const MFA_OR_JOINED = { operator: 'OR', builtInControls: ['mfa', 'domainJoinedDevice'] };
const legacyClientsBlocked = (types: readonly string[]) =>
  mfaPolicy({
    id: 'policy-2',
    conditions: { clientAppTypes: types },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  });

/** What counts as MFA or stronger, and the devices, flows and client apps that get around it. */
export const mfaForAllUsers: readonly Case[] = [
  { ...inTenant('MFA for everyone and everything', 'pass', [mfaPolicy()]), usersSurelyInGap: [] },
  {
    ...inTenant('no policy', 'fail', []),
    usersSurelyInGap: ['ann', 'bob', 'guest', 'break-glass'],
  },
  {
    ...inTenant('a user excluded', 'fail', [mfaPolicy({ users: everyUserBut({ excludeUsers: ['ann'] }) })]),
    usersSurelyInGap: ['ann'],
  },
  inTenant('an app excluded', 'fail', [
    mfaPolicy({ applications: { ...EVERY_APP, excludeApplications: [EXCHANGE] } }),
  ]),
  inTenant('security defaults are nothing to it', 'fail', [], { securityDefaults: { isEnabled: true } }),
  withGrant('a block is as good', 'pass', { operator: 'OR', builtInControls: ['block'] }),
  withGrant('a compliant device shows no MFA', 'fail', {
    operator: 'OR',
    builtInControls: ['compliantDevice'],
  }),
  withGrant('a device both compliant and joined shows no MFA', 'fail', {
    operator: 'AND',
    builtInControls: ['compliantDevice', 'domainJoinedDevice'],
  }),
  withGrant('MFA or a compliant device', 'fail', MFA_OR_COMPLIANT),
  withGrant('MFA and a compliant device', 'pass', {
    operator: 'AND',
    builtInControls: ['mfa', 'compliantDevice'],
  }),
  withGrant(
    'MFA or a compliant device, and MFA on compliant devices, leaves device registration',
    'fail',
    MFA_OR_COMPLIANT,
    [anywhereElse(filter('include', 'device.isCompliant -eq True'))],
  ),
  withGrant(
    'MFA or a compliant device, MFA on compliant devices and MFA for device registration',
    'pass',
    MFA_OR_COMPLIANT,
    [anywhereElse(filter('include', 'device.isCompliant -eq True')), deviceRegistration],
  ),
  withGrant('MFA or a joined device, and MFA on compliant devices', 'fail', MFA_OR_JOINED, [
    anywhereElse(filter('include', 'device.isCompliant -eq True')),
    deviceRegistration,
  ]),
  withGrant('MFA or a joined device, and MFA on joined devices', 'pass', MFA_OR_JOINED, [
    anywhereElse(filter('include', 'device.trustType -eq "ServerAD"')),
    deviceRegistration,
  ]),
  withGrant('MFA or terms of use', 'fail', {
    operator: 'OR',
    builtInControls: ['mfa'],
    termsOfUse: ['terms'],
  }),
  withGrant('MFA and terms of use', 'pass', {
    operator: 'AND',
    builtInControls: ['mfa'],
    termsOfUse: ['terms'],
  }),
  withGrant('MFA or a change of password', 'fail', {
    operator: 'OR',
    builtInControls: ['mfa', 'passwordChange'],
  }),
  withGrant('MFA or an unknown control', 'inconclusive', {
    operator: 'OR',
    builtInControls: ['mfa', 'riskRemediation'],
  }),
  withGrant('MFA and an unknown control', 'pass', {
    operator: 'AND',
    builtInControls: ['mfa', 'riskRemediation'],
  }),
  withGrant('a change of password or an unknown control', 'fail', {
    operator: 'OR',
    builtInControls: ['passwordChange', 'riskRemediation'],
  }),
  withGrant('a custom factor is unknown', 'inconclusive', {
    operator: 'OR',
    builtInControls: [],
    customAuthenticationFactors: ['factor'],
  }),
  withGrant('MFA and terms of use under an operator that nobody knows', 'inconclusive', {
    operator: 'both',
    builtInControls: ['mfa'],
    termsOfUse: ['terms'],
  }),
  withStrength('a built-in strength is known by its id', 'pass', {
    id: '00000000-0000-0000-0000-000000000004',
  }),
  withStrength('a strength of multifactor combinations', 'pass', {
    id: 'strength',
    allowedCombinations: ['fido2', 'password,microsoftAuthenticatorPush'],
  }),
  withStrength('a combination is a set', 'pass', {
    id: 'strength',
    allowedCombinations: ['sms, password'],
  }),
  withStrength('one single factor among the combinations', 'fail', {
    id: 'strength',
    allowedCombinations: ['fido2', 'somethingNew', 'password'],
  }),
  withStrength('a combination that nobody knows', 'inconclusive', {
    id: 'strength',
    allowedCombinations: ['fido2', 'somethingNew'],
  }),
  withStrength('a strength whose combinations were not read', 'inconclusive', { id: 'strength' }),
  withCondition('MFA for the device code flow alone', 'fail', {
    authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
  }),
  withCondition('an unknown flow alone', 'inconclusive', {
    authenticationFlows: { transferMethods: 'somethingNew' },
  }),
  withCondition('an unknown flow beside a known one is not the plain sign-in', 'fail', {
    authenticationFlows: { transferMethods: 'deviceCodeFlow,somethingNew' },
  }),
  withCondition('browser and mobile apps leave legacy clients', 'fail', {
    clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
  }),
  withCondition(
    'browser and mobile apps, legacy clients blocked',
    'pass',
    { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] },
    [legacyClientsBlocked(['exchangeActiveSync', 'other'])],
  ),
  withCondition(
    'what easSupported holds of Exchange ActiveSync is unknown',
    'inconclusive',
    { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'other'] },
    [legacyClientsBlocked(['easSupported'])],
  ),
  withCondition('joined devices left out', 'fail', filter('exclude', 'device.trustType -eq "ServerAD"')),
  withCondition('unregistered devices left out', 'fail', filter('exclude', 'device.isCompliant -ne True')),
  withCondition('unregistered devices alone', 'fail', filter('include', 'device.isCompliant -ne True')),
  withCondition(
    'devices left out by one policy and taken in by another',
    'pass',
    filter('exclude', 'device.model -startsWith "a" -and device.model -endsWith "z"'),
    [anywhereElse(filter('include', 'device.model -startsWith "A"'))],
  ),
  withCondition(
    'devices left out by one policy and taken in by another in part',
    'fail',
    filter('exclude', 'device.model -startsWith "a" -or device.model -endsWith "z"'),
    [anywhereElse(filter('include', 'device.model -startsWith "a"'))],
  ),
  withCondition(
    'a filter that cannot be read, here and there',
    'pass',
    filter('exclude', 'device.model -like "a"'),
    [anywhereElse(filter('include', 'device.model -like "a"'))],
  ),
  withCondition('a filter that cannot be read', 'inconclusive', filter('include', 'device.model -like "a"')),
];
