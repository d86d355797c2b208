import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { Control } from './control.ts';
import {
  blocks,
  type Criterion,
  containsAll,
  includesAllApplications,
  includesAllUsers,
  isEnabled,
  isNotUnderstood,
  notUnderstood,
  sidesText,
} from './criterion.ts';

/** Some places and not all: those to block, or all but the trusted ones. */
const namesPlaces: Criterion = {
  name: 'conditions.locations names places to block',
  needs: 'the places to block, or All with the trusted locations excluded',
  has: ({ locations }) =>
    locations.kind === 'understood' ? sidesText(locations.include, locations.exclude) : notUnderstood,
  isMet: ({ locations }) =>
    locations.kind === 'understood' &&
    (locations.include.length === 0 || containsAll(locations.include)
      ? locations.exclude.length > 0
      : locations.include.some((id) => id.toLowerCase() !== 'alltrusted')),
  isUnread: ({ locations }) => isNotUnderstood(locations),
};

function hasLocations({ locations }: UnderstoodPolicy): boolean {
  return locations.kind === 'unintelligible' || locations.include.length + locations.exclude.length > 0;
}

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.2: block sign-ins from where nobody works. */
export const exclusionaryGeographicPolicy: Control = {
  key: 'exclusionary-geographic-policy',
  id: '2.2.2',
  title: 'An exclusionary geographic access policy is in force',
  level: 2,
  rationale:
    'Most attacks come from places where nobody of the organisation ever works. A block by place stops them before ' +
    'any other condition counts; the trusted locations stay outside of it, so that it locks nobody out of the office.',
  gapMeans: 'sign in outside the trusted locations',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.2' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.2' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.2' },
    { source: 'CIS Microsoft 365 Foundations v7.0.0', id: '5.2.2.15' },
    { source: 'NIST SP 800-53', id: 'AC-2(1)' },
    { source: 'NIST SP 800-53', id: 'AC-3' },
  ],
  claim: { kind: 'someUntrustedPlaceBlocked' },
  // A policy for some flows or client apps only meets the letter too: the benchmark looks at nothing else.
  criteria: [includesAllUsers, includesAllApplications, namesPlaces, blocks, isEnabled],
  isMeant: (policy) => hasLocations(policy) && blocks.isMet(policy),
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
