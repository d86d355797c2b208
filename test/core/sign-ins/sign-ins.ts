import type { SignIn } from '../../../shared/core/sign-ins/sign-in.ts';

/** Ann's ordinary sign-in, unless a test says otherwise. */
export function signIn(more: Partial<SignIn> = {}): SignIn {
  return {
    id: 's1',
    createdDateTime: '2026-11-02T06:00:00.000Z',
    userId: 'ann',
    userPrincipalName: 'ann@home.example',
    appId: 'cli',
    appDisplayName: 'Command line',
    resourceId: 'graph',
    resourceDisplayName: 'Microsoft Graph',
    resourceTenantId: null,
    errorCode: 0,
    authenticationProtocol: 'none',
    originalTransferMethod: 'none',
    appliedPolicies: [],
    ...more,
  };
}
