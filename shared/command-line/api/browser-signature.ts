import type { SignInSettings } from './api-settings.ts';
import type { WhatToSign } from './approval-signer.ts';
import { browserClient, type OpenBrowser, type Tell } from './browser-client.ts';

/**
 * An ID token whose nonce is the hash: the person's signature. They authenticate anew for it, whoever is signed in
 * already, so that no approval comes of an open browser alone. Throws UnauthenticatedError.
 */
export async function browserSignature(
  { hash, claims }: WhatToSign,
  settings: SignInSettings,
  tell: Tell,
  openBrowser?: OpenBrowser,
): Promise<string> {
  const signIn = browserClient(settings, openBrowser);
  const { idToken } = await signIn(
    { scopes: ['openid', 'profile'], nonce: hash, prompt: 'login', ...(claims !== null && { claims }) },
    (address) => tell(`Sign with your browser, by signing in once more. Where none opens, go to ${address}`),
  );
  return idToken;
}
