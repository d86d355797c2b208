import type { Control } from './control.ts';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.2: block sign-ins from where nobody works. */
export const exclusionaryGeographicPolicy: Control = {
  key: 'exclusionary-geographic-policy',
  id: '2.2.2',
  title: 'An exclusionary geographic access policy is in force',
  level: 2,
  rationale:
    'Most attacks come from places where nobody of the organisation ever works. A block by place stops them before ' +
    'any other condition counts; the trusted locations stay outside of it, so that it locks nobody out of the office.',
  gapMeans: 'sign in from any untrusted place',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.2' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.2' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.2' },
    { source: 'CIS Microsoft 365 Foundations v7.0.0', id: '5.2.2.15' },
    { source: 'NIST SP 800-53', id: 'AC-2(1)' },
    { source: 'NIST SP 800-53', id: 'AC-3' },
  ],
  claim: { kind: 'someUntrustedPlaceBlocked' },
  criteria: [],
  remediation: {
    summary:
      'Define the trusted locations first, since the policy blocks every other place; or name the countries to block ' +
      'in includeLocations instead of All. Exclude the emergency access accounts, and look for a while at who would ' +
      'have been stopped before it is switched on.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Block sign-ins from outside the trusted locations',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
  },
};
