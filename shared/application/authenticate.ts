import { ForbiddenError, UnauthenticatedError } from '../core/errors.ts';
import type { AppRole } from './app-roles.ts';
import type { Caller } from './caller.ts';
import type { TokenValidator } from './ports/token-validator.ts';

/**
 * Who sends this `Authorization` header. Throws UnauthenticatedError without one, or with one that is no bearer token
 * (RFC 6750, 2.1) or whose token does not hold. No other header is looked at: a client could have written it.
 */
export async function authenticate(
  tokenValidator: TokenValidator,
  authorization: string | null,
): Promise<Caller> {
  if (authorization === null) {
    throw new UnauthenticatedError('Send an access token for this API: Authorization: Bearer <token>.');
  }
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) {
    throw new UnauthenticatedError('The Authorization header must be: Bearer <access token>.');
  }
  return tokenValidator.validate(token);
}

/** Throws ForbiddenError naming the app role that is missing. */
export function expectRole({ roles }: Caller, role: AppRole): void {
  if (roles.includes(role)) return;
  throw new ForbiddenError(`This needs the app role ${role}: ask an administrator to assign it to you.`);
}
