import { EVERY_APP, wirePolicy } from '../wire-policy.ts';
import { type Case, DEVICE_REGISTRATION, EXCHANGE, inTenant } from './tenant-case.ts';

const apps = (name: string, verdict: Case['verdict'], condition: object, rest = {}): Case =>
  inTenant(name, verdict, [wirePolicy({ applications: condition })], rest);
const allButExchange = { ...EVERY_APP, excludeApplications: [EXCHANGE] };
const exchangeOnly = wirePolicy({ id: 'policy-2', applications: { includeApplications: [EXCHANGE] } });

/** Apps, suites, baseline scopes, and what only looks like a resource. */
export const resources: readonly Case[] = [
  apps('user actions cover nothing', 'fail', { includeUserActions: ['urn:user:registerdevice'] }),
  apps('None is no app', 'fail', { includeApplications: ['None'] }),
  apps('an unknown member makes the whole condition unknown', 'inconclusive', {
    ...EVERY_APP,
    networkAccess: ['x'],
  }),
  apps('a filter on apps is unknown', 'inconclusive', {
    ...EVERY_APP,
    applicationFilter: { mode: 'exclude', rule: 'CustomSecurityAttribute.set_name -eq "x"' },
  }),
  apps('no filter on apps matches baseline scopes', 'fail', {
    applicationFilter: { mode: 'include', rule: 'CustomSecurityAttribute.set_name -eq "x"' },
  }),
  apps('without the Device Registration Service', 'fail', {
    ...EVERY_APP,
    excludeApplications: [DEVICE_REGISTRATION],
  }),
  inTenant('an excluded app, blocked elsewhere, is no gap where baseline scopes are enforced', 'pass', [
    wirePolicy({ applications: allButExchange }),
    exchangeOnly,
  ]),
  inTenant(
    'an excluded app leaves baseline scopes open where these are not enforced',
    'fail',
    [wirePolicy({ applications: allButExchange }), exchangeOnly],
    { baselineScopes: 'notEnforced' },
  ),
  inTenant('a suite excluded here and included there', 'pass', [
    wirePolicy({ applications: { ...EVERY_APP, excludeApplications: ['Office365'] } }),
    wirePolicy({ id: 'policy-2', applications: { includeApplications: ['Office365'] } }),
  ]),
  inTenant('one app of an excluded suite does not cover the suite', 'fail', [
    wirePolicy({ applications: { ...EVERY_APP, excludeApplications: ['Office365'] } }),
    exchangeOnly,
  ]),
];
