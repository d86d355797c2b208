import type { HttpRequest } from '@azure/functions';
import { ForbiddenError, type UnauthenticatedError } from '../../shared/core/errors.ts';

/** What `WWW-Authenticate` says (RFC 6750, 3): why the token did not do; nothing more to whoever sent none. */
export function bearerChallenge(
  { headers }: Pick<HttpRequest, 'headers'>,
  error: UnauthenticatedError | ForbiddenError,
): string {
  if (!/^Bearer\b/i.test(headers.get('authorization') ?? '')) return 'Bearer';
  const code = error instanceof ForbiddenError ? 'insufficient_scope' : 'invalid_token';
  return `Bearer error="${code}", error_description="${quotable(error.message)}"`;
}

/** The characters that a description may hold (RFC 6749, 5.2). */
function quotable(text: string): string {
  return text.replaceAll(/[^ !#-[\]-~]/g, '');
}
