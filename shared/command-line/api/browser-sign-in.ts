import { AuthError, type AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import openInBrowser from 'open';
import { UnauthenticatedError } from '../../core/errors.ts';
import type { SignInSettings } from './api-settings.ts';

/** Tells the person at the terminal one line. */
export type Tell = (line: string) => void;
export type OpenBrowser = (address: string) => Promise<void>;

const earlierMilliseconds = 300_000;

/**
 * Access tokens for the API by authorization code with PKCE: the person signs in with the browser once, and again when
 * the token is about to end. Throws UnauthenticatedError with the words of Entra ID.
 */
export function browserSignIn(
  settings: SignInSettings,
  tell: Tell,
  openBrowser: OpenBrowser = openUsualBrowser,
): () => Promise<string> {
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
  let held: AuthenticationResult | undefined;
  return async () => {
    if (held === undefined || endsSoon(held)) {
      held = await client
        .acquireTokenInteractive({
          // The API is its own client: a resource that asks for itself is named by its bare id.
          scopes: [`${clientId}/.default`],
          openBrowser: async (address) => {
            tell(`Sign in with your browser. Where none opens, go to ${address}`);
            await openBrowser(address);
          },
        })
        .catch(refuse);
    }
    return held.accessToken;
  };
}

function endsSoon({ expiresOn }: AuthenticationResult): boolean {
  return expiresOn === null || expiresOn.getTime() - Date.now() < earlierMilliseconds;
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
