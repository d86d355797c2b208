import type { Caller } from '../caller.ts';

/** Checks bearer tokens: signature, issuer, audience, lifetime. */
export interface TokenValidator {
  /**
   * Throws UnauthenticatedError for a token that does not hold, saying what is wrong with it and never repeating it;
   * TransientError where the keys of its issuer cannot be read.
   */
  validate(token: string): Promise<Caller>;
}
