import { administrativeRoles } from './administrative-roles.ts';
import {
  excludesNoAdministrativeRole,
  includesAdministrators,
  includesAnAdministrativeRole,
} from './administrators-criterion.ts';
import type { Control } from './control.ts';
import { includesAllApplications, includesAllUsers, isEnabled } from './criterion.ts';
import { asksForMfaAtAnyRisk, requiresMfa } from './mfa-criterion.ts';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.4: whoever holds an administrative role signs in with MFA. */
export const mfaForAdministrators: Control = {
  key: 'mfa-for-administrators',
  id: '2.2.4',
  title: 'MFA is required of administrators',
  level: 2,
  rationale:
    'An administrator whose password is known to somebody else gives away the tenant. A second factor has to be asked ' +
    'for at every sign-in of whoever holds an administrative role, whatever the app.',
  gapMeans: 'sign in with an administrative role without MFA',
  // Later versions of the Azure benchmark have no item of its own for administrators.
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.4' },
    { source: 'NIST SP 800-53', id: 'IA-2(1)' },
    { source: 'NIST SP 800-53', id: 'IA-2(2)' },
    { source: 'NIST SP 800-53', id: 'AC-2(1)' },
    { source: 'NIST SP 800-53', id: 'AC-3' },
    { source: 'NIST SP 800-53', id: 'AC-19' },
  ],
  claim: {
    kind: 'everySignInMeets',
    users: 'administrators',
    requirement: 'mfaOrBlocked',
    scope: () => new Map(),
    securityDefaultsMayHelp: true,
  },
  criteria: [
    includesAdministrators,
    excludesNoAdministrativeRole,
    includesAllApplications,
    requiresMfa,
    isEnabled,
  ],
  isMeant: (policy) =>
    asksForMfaAtAnyRisk(policy) &&
    (includesAnAdministrativeRole(policy) ||
      (includesAllUsers.isMet(policy) && includesAllApplications.isMet(policy))),
  remediation: {
    summary:
      'Create the policy in report-only, exclude the emergency access accounts, see that every administrator has ' +
      'registered a second factor, and then switch it on. Roles held through an administrative unit and custom roles ' +
      'are reached by no role condition: include their holders by a group.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Require MFA of administrators',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeRoles: administrativeRoles.roles.map(({ templateId }) => templateId) },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  },
};
