/** The pages that advice rests on. */
export const advicePages = {
  errorCodes: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  authenticationFlows:
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-authentication-flows',
  blockFlows:
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
  grantControls:
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant',
  securityDefaults: 'https://learn.microsoft.com/entra/fundamentals/security-defaults',
  deviceCodeGrant: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code',
  teamsDevices:
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-teams-devices-device-code-flow',
  azureCliInteractive: 'https://learn.microsoft.com/cli/azure/authenticate-azure-cli-interactively',
  azureCliManagedIdentity: 'https://learn.microsoft.com/cli/azure/authenticate-azure-cli-managed-identity',
  azureCliServicePrincipal: 'https://learn.microsoft.com/cli/azure/authenticate-azure-cli-service-principal',
  azureCliLogin: 'https://learn.microsoft.com/cli/azure/reference-index#az-login',
  azPowerShellInteractive: 'https://learn.microsoft.com/powershell/azure/authenticate-interactive',
  azPowerShellConnect: 'https://learn.microsoft.com/powershell/module/az.accounts/connect-azaccount',
  graphPowerShell: 'https://learn.microsoft.com/powershell/microsoftgraph/authentication-commands',
  graphSdk: 'https://learn.microsoft.com/graph/sdks/choose-authentication-providers',
  visualStudioCode: 'https://code.visualstudio.com/updates/v1_105',
  githubActions: 'https://learn.microsoft.com/azure/developer/github/connect-from-azure-openid-connect',
  azurePipelines: 'https://learn.microsoft.com/azure/devops/pipelines/release/configure-workload-identity',
  workloadIdentityFederation: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation',
} as const;
