import {
  AuthError,
  type AuthenticationResult,
  type InteractiveRequest,
  PublicClientApplication,
} from '@azure/msal-node';
import openInBrowser from 'open';
import { UnauthenticatedError } from '../../core/errors.ts';
import type { SignInSettings } from './api-settings.ts';

/** Tells the person at the terminal one line. */
export type Tell = (line: string) => void;
export type OpenBrowser = (address: string) => Promise<void>;

export type SignInRequest = Omit<InteractiveRequest, 'openBrowser'>;

/**
 * Signs the person at the terminal in with the browser, by authorization code with PKCE on a loopback address. Throws
 * UnauthenticatedError with the words of Entra ID.
 */
export function browserClient(
  settings: SignInSettings,
  openBrowser: OpenBrowser = openUsualBrowser,
): (request: SignInRequest, tell: (address: string) => void) => Promise<AuthenticationResult> {
  const { GATEPROOF_API_CLIENT_ID: clientId, GATEPROOF_TENANT_ID: tenantId } = settings;
  const authorityHost = new URL(settings.GATEPROOF_AUTHORITY_HOST);
  const client = new PublicClientApplication({
    auth: {
      clientId,
      authority: `${authorityHost.origin}/${tenantId}`,
      // The host is the caller's own word: nothing else is asked whether it is one of Microsoft's.
      knownAuthorities: [authorityHost.host],
    },
  });
  return (request, tell) =>
    client
      .acquireTokenInteractive({
        ...request,
        openBrowser: async (address) => {
          tell(address);
          await openBrowser(address);
        },
      })
      .catch(refuse);
}

function refuse(cause: unknown): never {
  if (!(cause instanceof AuthError)) throw cause;
  throw new UnauthenticatedError(`The sign-in failed: ${cause.errorMessage || cause.errorCode}`, { cause });
}

/** Where no browser can be started, the person has the address. */
async function openUsualBrowser(address: string): Promise<void> {
  const browser = await openInBrowser(address).catch(() => undefined);
  browser?.on('error', () => undefined);
}
