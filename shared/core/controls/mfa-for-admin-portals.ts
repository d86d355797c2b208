import { labelled } from '../conditional-access/sign-in-space.ts';
import { coversApplication, includesApplication } from './application-criterion.ts';
import type { Control } from './control.ts';
import { includesAllApplications, includesAllUsers, isEnabled } from './criterion.ts';
import { asksForMfaAtAnyRisk, requiresMfa } from './mfa-criterion.ts';

const adminPortals = 'MicrosoftAdminPortals';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.8: the admin portals open with MFA only. */
export const mfaForAdminPortals: Control = {
  key: 'mfa-for-admin-portals',
  id: '2.2.8',
  title: 'MFA is required for the Microsoft admin portals',
  level: 2,
  rationale:
    'The portals of Azure, Entra, Exchange, Microsoft 365 and Purview show an intruder the whole tenant and let an ' +
    'administrator change it. Nobody should enter them with a password alone.',
  gapMeans: 'use the Microsoft admin portals without MFA',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.8' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.7' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.7' },
    { source: 'NIST SP 800-53', id: 'IA-2(1)' },
  ],
  claim: {
    kind: 'everySignInMeets',
    users: 'all',
    requirement: 'mfaOrBlocked',
    scope: (space) => new Map([[space.resource, labelled(space.resource, [adminPortals])]]),
    securityDefaultsMayHelp: true,
  },
  criteria: [includesAllUsers, coversApplication(adminPortals), requiresMfa, isEnabled],
  isMeant: (policy) =>
    asksForMfaAtAnyRisk(policy) &&
    (includesApplication(policy, adminPortals) ||
      (includesAllUsers.isMet(policy) && includesAllApplications.isMet(policy))),
  remediation: {
    summary:
      'Create the policy in report-only, exclude the emergency access accounts, and then switch it on. It covers ' +
      'sign-ins to the portals only: the APIs behind them need a policy of their own.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Require MFA for the Microsoft admin portals',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: [adminPortals] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  },
};
