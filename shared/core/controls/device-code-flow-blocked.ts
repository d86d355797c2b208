import { labelled } from '../conditional-access/sign-in-space.ts';
import type { Control } from './control.ts';
import { blocks, includesAllApplications, includesAllUsers, isEnabled, textOf } from './criterion.ts';
import { graphName } from './graph-names.ts';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.3: block the OAuth device code flow but for approved exceptions. */
export const deviceCodeFlowBlocked: Control = {
  key: 'device-code-flow-blocked',
  id: '2.2.3',
  title: 'An exclusionary device code flow policy is in force',
  level: 2,
  rationale:
    'With the device code flow, whoever starts a sign-in is not the one who completes it: an attacker sends a code, ' +
    'the victim enters it on the genuine page, MFA included, and the attacker gets the tokens. ' +
    'Only principals whose duties need it, approved one by one, may use it.',
  gapMeans: 'use the device code flow',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.3' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.3' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.3' },
    { source: 'CIS Microsoft 365 Foundations v5.0.0', id: '5.2.2.12' },
    { source: 'CIS Microsoft 365 Foundations v6.0.0', id: '5.2.2.12' },
    { source: 'CIS Microsoft 365 Foundations v7.0.0', id: '5.2.2.12' },
    { source: 'CISA SCuBA', id: 'MS.AAD.3.9v1' },
    { source: 'Microsoft Zero Trust Assessment', id: '21808' },
    { source: 'NIST SP 800-53', id: 'CM-7' },
    { source: 'NIST SP 800-53', id: 'AC-1' },
    { source: 'NIST SP 800-53', id: 'AC-2' },
    { source: 'NIST SP 800-53', id: 'AC-2(1)' },
    { source: 'NIST SP 800-53', id: 'IA-4' },
    { source: 'NIST SP 800-53', id: 'IA-5' },
  ],
  claim: {
    kind: 'everySignInMeets',
    users: 'all',
    requirement: 'blocked',
    scope: (space) => new Map([[space.flow, labelled(space.flow, ['deviceCodeFlow'])]]),
    securityDefaultsMayHelp: true,
  },
  // The wording that a machine can decide is that of CIS Microsoft 365 Foundations v7.0.0, 5.2.2.12; the Azure
  // benchmark asks that the same be "considered". Exclusions do not break the literal reading.
  criteria: [
    includesAllUsers,
    includesAllApplications,
    {
      name: 'conditions.authenticationFlows.transferMethods contains deviceCodeFlow',
      needs: 'deviceCodeFlow',
      has: ({ transferMethods }) => textOf(transferMethods.map(graphName)),
      isMet: ({ transferMethods }) => transferMethods.includes('devicecodeflow'),
    },
    blocks,
    isEnabled,
  ],
  isMeant: ({ transferMethods }) => transferMethods.length > 0,
  remediation: {
    summary:
      'Create the policy in report-only, exclude the emergency access accounts, look for a while at who would have ' +
      'been stopped, approve the exceptions that are needed, and only then switch it on.',
    resource: '/identity/conditionalAccess/policies',
    body: {
      displayName: 'Block device code flow',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
  },
};
