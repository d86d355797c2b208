import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import { type PolicyParts, wirePolicy } from '../wire-policy.ts';
import { type Case, casesOf, DEVICE_REGISTRATION, EXCHANGE, everyUserBut } from './tenant-case.ts';

const inTenant = casesOf('exclusionary-geographic-policy');

const at = (locations: object | null, parts: PolicyParts = {}) =>
  wirePolicy({ ...parts, conditions: { authenticationFlows: null, locations, ...parts.conditions } });
const HOME = { includeLocations: ['home-country'] };
const ELSEWHERE = { includeLocations: ['All'], excludeLocations: ['home-country'] };
const exception: ControlException = {
  principalId: 'ann',
  kind: 'user',
  controls: ['2.2.2'],
  reason: 'meeting room',
  owner: 'owner',
  ticket: 'T-1',
  expiresOn: '2026-11-22',
};
const everywhereTrusted = [
  {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: 'everywhere',
    isTrusted: true,
    ipRanges: [{ cidrAddress: '0.0.0.0/0' }, { cidrAddress: '::/0' }],
  },
];

/** Whether some untrusted place is closed to everybody. */
export const geographicPolicy: readonly Case[] = [
  inTenant('a country blocked', 'pass', [at(HOME)]),
  inTenant('every country but one blocked', 'pass', [at(ELSEWHERE)]),
  inTenant('everywhere but trusted locations', 'pass', [
    at({ includeLocations: ['All'], excludeLocations: ['AllTrusted'] }),
  ]),
  inTenant('everything blocked everywhere', 'pass', [at(null)]),
  inTenant('no policy', 'fail', []),
  inTenant('trusted locations alone', 'fail', [at({ includeLocations: ['AllTrusted'] })]),
  inTenant('MFA in a country', 'fail', [
    at(HOME, { grantControls: { operator: 'OR', builtInControls: ['mfa'] } }),
  ]),
  inTenant('a compliant device in a country', 'fail', [
    at(HOME, { grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] } }),
  ]),
  inTenant('a country blocked on one platform', 'fail', [
    at(HOME, { conditions: { platforms: { includePlatforms: ['linux'] } } }),
  ]),
  inTenant('a country blocked for one app', 'fail', [
    at(HOME, { applications: { includeApplications: [EXCHANGE] } }),
  ]),
  inTenant('a country blocked for one flow', 'fail', [
    at(HOME, { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } } }),
  ]),
  inTenant('a country blocked in report-only', 'fail', [
    at(HOME, { state: 'enabledForReportingButNotEnforced' }),
  ]),
  inTenant('a country blocked but for a user', 'fail', [
    at(HOME, { users: everyUserBut({ excludeUsers: ['ann'] }) }),
  ]),
  inTenant(
    'a country blocked but for an excepted user',
    'pass',
    [at(HOME, { users: everyUserBut({ excludeUsers: ['ann'] }) })],
    {},
    { exceptions: [exception] },
  ),
  inTenant('one place blocked for some, another for the others', 'fail', [
    at(HOME, { users: everyUserBut({ excludeGroups: ['crew'] }) }),
    at(ELSEWHERE, { id: 'policy-2', users: { includeGroups: ['crew'] } }),
  ]),
  inTenant('the same place blocked for some and for the others', 'pass', [
    at(HOME, { users: everyUserBut({ excludeGroups: ['lost'] }) }),
    at(HOME, { id: 'policy-2', users: { includeGroups: ['lost'] } }),
  ]),
  inTenant('a country blocked but for a group that was not read', 'inconclusive', [
    at(HOME, { users: everyUserBut({ excludeGroups: ['lost'] }) }),
  ]),
  inTenant('a country blocked but for device registration', 'fail', [
    at(HOME, { applications: { includeApplications: ['All'], excludeApplications: [DEVICE_REGISTRATION] } }),
  ]),
  inTenant('a location that was not read may be a place, and may be trusted', 'inconclusive', [
    at({ includeLocations: ['lost'] }),
  ]),
  inTenant('nothing blocked, whatever the named locations are', 'fail', [], {
    unread: [{ kind: 'namedLocations' }],
  }),
  inTenant('everything blocked, but every place may be trusted', 'inconclusive', [at(null)], {
    unread: [{ kind: 'namedLocations' }],
  }),
  inTenant('no place is untrusted', 'fail', [at(null)], { namedLocations: everywhereTrusted }),
  inTenant('security defaults are nothing to it', 'fail', [], { securityDefaults: { isEnabled: true } }),
];
