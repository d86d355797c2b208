/**
 * The policy against the device code flow that Microsoft makes in tenants by itself, in report-only, as the body of a
 * POST. Administrators may change its state and its exclusions, and nothing else.
 */
export const microsoftManagedDeviceCodePolicy = {
  displayName: 'Microsoft-managed: Block device code flow',
  templateId: '8d5a9a0c-4a6f-4f6f-8d59-2f3c1e7b6a90',
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    clientAppTypes: ['all'],
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'] },
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
} as const;
