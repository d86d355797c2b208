import * as z from 'zod';
import { parseInput } from '../../application/input-problems.ts';
import { InputError } from '../../core/errors.ts';
import type { Person } from './access-token.ts';
import { readSignInSettings } from './api-settings.ts';

export interface WhatToSign {
  /** What the signature is over: `sha256:` and 64 hexadecimal digits. */
  readonly hash: string;
  /** The claims request (OpenID Connect Core, 5.5), as JSON, where more than a sign-in is wanted. */
  readonly claims: string | null;
}

/** Gives the ID token that signs. Throws UnauthenticatedError. */
export type ApprovalSigner = (what: WhatToSign) => Promise<string>;

const idToken = z.object({
  GATEPROOF_ID_TOKEN: z
    .string()
    .trim()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be an ID token'),
});

/**
 * The ID token of the environment, else the person signs in for one: where, is the environment's word alone, so that no
 * answer of the API leads anybody to another sign-in page. Throws InputError.
 */
export function approvalSigner(
  environment: Readonly<Record<string, string | undefined>>,
  person: Person,
): ApprovalSigner {
  if (environment['GATEPROOF_ID_TOKEN']?.trim()) {
    const { GATEPROOF_ID_TOKEN: given } = parseInput(idToken, environment);
    return async () => given;
  }
  if (!person.isPresent) {
    const message = 'is missing, and nobody is at a terminal to sign in';
    throw new InputError([{ member: 'GATEPROOF_ID_TOKEN', message }]);
  }
  const settings = readSignInSettings(environment);
  return async (what) => {
    // The library is large: it is loaded for whoever needs it.
    const { browserSignature } = await import('./browser-signature.ts');
    return browserSignature(what, settings, person.tell);
  };
}
