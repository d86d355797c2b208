import { labelled } from '../conditional-access/sign-in-space.ts';
import type { Control } from './control.ts';
import { type Criterion, includesAllApplications, includesAllUsers, isEnabled, textOf } from './criterion.ts';
import { asksForMfa, requiresMfa } from './mfa-criterion.ts';

const appliesAtRisk: Criterion = {
  name: 'conditions.signInRiskLevels contains medium and high',
  needs: 'medium, high',
  has: ({ signInRiskLevels }) => textOf(signInRiskLevels),
  isMet: ({ signInRiskLevels }) => {
    const levels = new Set(signInRiskLevels.map((level) => level.toLowerCase()));
    return levels.has('medium') && levels.has('high');
  },
};

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.6: a sign-in that looks risky needs MFA. */
export const mfaForRiskySignIns: Control = {
  key: 'mfa-for-risky-sign-ins',
  id: '2.2.6',
  title: 'MFA is required for risky sign-ins',
  level: 2,
  rationale:
    'Entra ID Protection tells when a sign-in does not look like the user: an unusual place, an anonymous address, a ' +
    'password known to be leaked. At such a moment a second factor has to be asked for anew.',
  gapMeans: 'sign in at medium or high risk without MFA',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.6' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.5' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.5' },
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
    scope: (space) => new Map([[space.signInRisk, labelled(space.signInRisk, ['medium', 'high'])]]),
    servicePlan: 'AAD_PREMIUM_P2',
    securityDefaultsMayHelp: false,
  },
  criteria: [includesAllUsers, includesAllApplications, appliesAtRisk, requiresMfa, isEnabled],
  isMeant: (policy) => asksForMfa(policy) && policy.signInRiskLevels.length > 0,
  remediation: {
    summary:
      'Needs Entra ID P2. Create the policy in report-only, exclude the emergency access accounts, let users register ' +
      'a second factor first, since a user without one is blocked at risk, and then switch it on.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Require MFA for risky sign-ins',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
        signInRiskLevels: ['high', 'medium'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      sessionControls: {
        signInFrequency: {
          isEnabled: true,
          authenticationType: 'primaryAndSecondaryAuthentication',
          frequencyInterval: 'everyTime',
        },
      },
    },
  },
};
