import { includesApplication } from './application-criterion.ts';
import type { Control } from './control.ts';
import { includesAllApplications, includesAllUsers, includesOnlyGroups, isEnabled } from './criterion.ts';
import { asksForMfaAtAnyRisk, requiresMfa } from './mfa-criterion.ts';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.5: everybody signs in with MFA. */
export const mfaForAllUsers: Control = {
  key: 'mfa-for-all-users',
  id: '2.2.5',
  title: 'MFA is required of all users',
  level: 2,
  rationale:
    'A password alone is guessed, phished or bought. With a second factor for every user and every app, a stolen ' +
    'password is not enough anywhere.',
  gapMeans: 'sign in without MFA',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.5' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.4' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.4' },
    { source: 'NIST SP 800-53', id: 'IA-2(1)' },
    { source: 'NIST SP 800-53', id: 'IA-2(2)' },
    { source: 'NIST SP 800-53', id: 'AC-2(1)' },
    { source: 'NIST SP 800-53', id: 'AC-3' },
    { source: 'NIST SP 800-53', id: 'AC-19' },
  ],
  claim: {
    kind: 'everySignInMeets',
    users: 'all',
    requirement: 'mfaOrBlocked',
    scope: () => new Map(),
    securityDefaultsMayHelp: false,
  },
  criteria: [includesAllUsers, includesAllApplications, requiresMfa, isEnabled],
  // Also one that is being rolled out, to some groups or to the suite that everybody uses; not one for some roles,
  // for guests or for one app.
  isMeant: (policy) =>
    asksForMfaAtAnyRisk(policy) &&
    (includesAllUsers.isMet(policy) || includesOnlyGroups(policy)) &&
    (includesAllApplications.isMet(policy) || includesApplication(policy, 'Office365')),
  remediation: {
    summary:
      'Create the policy in report-only, exclude the emergency access accounts, let users register a second factor, ' +
      'and move accounts that no person uses to workload identities; then switch it on.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Require MFA of all users',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  },
};
