import type { Control } from './control.ts';

/** CIS Microsoft Azure Foundations v3.0.0, 2.2.1: name the networks that are trusted, and no more than those. */
export const trustedLocationsDefined: Control = {
  key: 'trusted-locations-defined',
  id: '2.2.1',
  title: 'Trusted locations are defined',
  level: 2,
  rationale:
    'Policies that treat sign-ins from the own networks in another way than all others can only do so where these ' +
    'networks are named. A trusted range that is too wide vouches for addresses of strangers, and a private one for ' +
    'none at all, since Microsoft sees the public address of a sign-in.',
  gapMeans: 'sign in as if from a trusted place',
  crosswalk: [
    { source: 'CIS Microsoft Azure Foundations v3.0.0', id: '2.2.1' },
    { source: 'CIS Microsoft Azure Foundations v4.0.0', id: '6.2.1' },
    { source: 'CIS Microsoft Azure Foundations v5.0.0', id: '5.2.1' },
    { source: 'CIS Microsoft 365 Foundations v7.0.0', id: '5.2.2.14' },
    { source: 'NIST SP 800-53', id: 'AC-2(1)' },
    { source: 'NIST SP 800-53', id: 'AC-3' },
  ],
  claim: { kind: 'trustedLocationsDefined' },
  criteria: [],
  isMeant: () => false,
  remediation: {
    summary:
      'Replace the example range by the public addresses that the own networks show to the internet, as narrowly as ' +
      'they are known, and mark no range as trusted that others use too.',
    resource: '/identity/conditionalAccess/namedLocations',
    body: {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      displayName: 'Trusted networks',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
    },
  },
};
