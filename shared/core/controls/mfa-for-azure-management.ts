import { labelled, windowsAzureServiceManagementApi } from '../conditional-access/sign-in-space.ts';
import { coversApplication, includesApplication } from './application-criterion.ts';
import type { Control } from './control.ts';
import { includesAllApplications, includesAllUsers, isEnabled } from './criterion.ts';
import { asksForMfaAtAnyRisk, requiresMfa } from './mfa-criterion.ts';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.7: Azure is managed with MFA only. */
export const mfaForAzureManagement: Control = {
  key: 'mfa-for-azure-management',
  id: '2.2.7',
  title: 'MFA is required for the Windows Azure Service Management API',
  level: 2,
  rationale:
    'The portal, the command lines and the deployment tools of Azure all go through one API. Whoever reaches it with ' +
    'a password alone can change what runs in the subscriptions.',
  gapMeans: 'manage Azure without MFA',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.7' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.6' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.6' },
    { source: 'NIST SP 800-53', id: 'IA-2(1)' },
  ],
  claim: {
    kind: 'everySignInMeets',
    users: 'all',
    requirement: 'mfaOrBlocked',
    scope: (space) =>
      new Map([[space.resource, labelled(space.resource, [windowsAzureServiceManagementApi])]]),
    securityDefaultsMayHelp: true,
  },
  criteria: [includesAllUsers, coversApplication(windowsAzureServiceManagementApi), requiresMfa, isEnabled],
  isMeant: (policy) =>
    asksForMfaAtAnyRisk(policy) &&
    (includesApplication(policy, windowsAzureServiceManagementApi) ||
      (includesAllUsers.isMet(policy) && includesAllApplications.isMet(policy))),
  remediation: {
    summary:
      'Create the policy in report-only, exclude the emergency access accounts, move deployments that sign in as a ' +
      'user to workload identities, and then switch it on. In Azure Government the app is another one.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Require MFA for Azure management',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: [windowsAzureServiceManagementApi] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  },
};
