import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import { EVERY_APP } from '../wire-policy.ts';
import { mfaPolicy } from './mfa-policy.ts';
import { type Case, casesOf, EXCHANGE, everyUserBut, MANAGEMENT } from './tenant-case.ts';

const PORTALS = 'MicrosoftAdminPortals';
const inManagement = casesOf('mfa-for-azure-management');
const inPortals = casesOf('mfa-for-admin-portals');

const including = (...ids: readonly string[]) => [mfaPolicy({ applications: { includeApplications: ids } })];
const allBut = (...ids: readonly string[]) => [
  mfaPolicy({ applications: { ...EVERY_APP, excludeApplications: ids } }),
];

const withException = (name: string, verdict: Verdict, resources: readonly string[]): Case => {
  const exception: ControlException = {
    principalId: 'ann',
    kind: 'user',
    controls: ['mfa-for-azure-management'],
    resources,
    reason: 'meeting room',
    owner: 'owner',
    ticket: 'T-1',
    expiresOn: '2026-11-22',
  };
  const annExcluded = mfaPolicy({ users: everyUserBut({ excludeUsers: ['ann'] }) });
  return inManagement(name, verdict, [annExcluded], {}, { exceptions: [exception] });
};

/** The two resources that administration goes through: Azure's API, and the portals as a point of their own. */
export const mfaForAdministration: readonly Case[] = [
  inManagement('MFA for the API', 'pass', including(MANAGEMENT)),
  inManagement('MFA for every app', 'pass', including('All')),
  inManagement('MFA for every app but the API', 'fail', allBut(MANAGEMENT)),
  inManagement('MFA for every app but another', 'pass', allBut(EXCHANGE)),
  inManagement('the API lies in no suite', 'fail', including(PORTALS, 'Office365')),
  inManagement('a filter that may leave out the API', 'inconclusive', [
    mfaPolicy({
      applications: {
        ...EVERY_APP,
        applicationFilter: { mode: 'exclude', rule: 'CustomSecurityAttribute.set_name -eq "x"' },
      },
    }),
  ]),
  withException('excepted for the API', 'pass', [MANAGEMENT]),
  withException('excepted for another app', 'fail', [EXCHANGE]),
  inManagement('security defaults that are on', 'inconclusive', [], {
    securityDefaults: { isEnabled: true },
  }),
  inPortals('MFA for the portals', 'pass', including(PORTALS)),
  inPortals('the portals blocked', 'pass', [
    mfaPolicy({
      applications: { includeApplications: [PORTALS] },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    }),
  ]),
  inPortals('MFA for every app', 'pass', including('All')),
  inPortals('MFA for every app but the portals', 'fail', allBut(PORTALS)),
  inPortals('MFA for every app but the API, which is no portal', 'pass', allBut(MANAGEMENT)),
  inPortals('MFA for the API alone', 'fail', including(MANAGEMENT)),
  inPortals('baseline scopes are another resource', 'pass', allBut(EXCHANGE), {
    baselineScopes: 'notEnforced',
  }),
  inPortals('security defaults that were not read', 'inconclusive', [], {
    unread: [{ kind: 'securityDefaults' }],
  }),
];
