import { InputError } from '../../core/errors.ts';
import type { ApiSettings } from './api-settings.ts';
import type { Tell } from './browser-client.ts';

export interface Person {
  /** Whether somebody sits there who can sign in. */
  readonly isPresent: boolean;
  readonly tell: Tell;
}

/** Gives access tokens for the API: the one of the environment, else one for which the person signs in. */
export function accessToken(settings: ApiSettings, person: Person): () => Promise<string> {
  if ('GATEPROOF_ACCESS_TOKEN' in settings) return async () => settings.GATEPROOF_ACCESS_TOKEN;
  if (!person.isPresent) {
    const message = 'is missing, and nobody is at a terminal to sign in';
    throw new InputError([{ member: 'GATEPROOF_ACCESS_TOKEN', message }]);
  }
  let signIn: (() => Promise<string>) | undefined;
  return async () => {
    // The library is large: it is loaded for whoever needs it.
    const { browserSignIn } = await import('./browser-sign-in.ts');
    signIn ??= browserSignIn(settings, person.tell);
    return signIn();
  };
}
