import type { AuthenticationResult } from '@azure/msal-node';
import type { SignInSettings } from './api-settings.ts';
import { browserClient, type OpenBrowser, type Tell } from './browser-client.ts';

const earlierMilliseconds = 300_000;

/**
 * Access tokens for the API: the person signs in with the browser once, and again when the token is about to end. Throws
 * UnauthenticatedError.
 */
export function browserSignIn(
  settings: SignInSettings,
  tell: Tell,
  openBrowser?: OpenBrowser,
): () => Promise<string> {
  const signIn = browserClient(settings, openBrowser);
  // The API is its own client: a resource that asks for itself is named by its bare id.
  const request = { scopes: [`${settings.GATEPROOF_API_CLIENT_ID}/.default`] };
  let held: AuthenticationResult | undefined;
  return async () => {
    if (held === undefined || endsSoon(held)) {
      held = await signIn(request, (address) =>
        tell(`Sign in with your browser. Where none opens, go to ${address}`),
      );
    }
    return held.accessToken;
  };
}

function endsSoon({ expiresOn }: AuthenticationResult): boolean {
  return expiresOn === null || expiresOn.getTime() - Date.now() < earlierMilliseconds;
}
