import { ManagedIdentityCredential, type TokenCredential } from '@azure/identity';

/** The credential of the app's own identity; `clientId` picks a user-assigned one, without it the system-assigned one is meant. */
export function createManagedIdentityCredential(clientId?: string): TokenCredential {
  return clientId === undefined
    ? new ManagedIdentityCredential()
    : new ManagedIdentityCredential({ clientId });
}
