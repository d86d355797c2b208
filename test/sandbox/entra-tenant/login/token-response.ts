import type { SandboxResponse } from '../http/message.ts';
import type { IssuedToken } from '../tokens.ts';

/** The fields of a request for a token. */
export type Form = Readonly<Record<string, string | undefined>>;

/** The token as the token endpoint hands it out, with whatever comes beside it. */
export function tokenResponse(token: IssuedToken, more: Readonly<Record<string, string>>): SandboxResponse {
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      token_type: 'Bearer',
      ...more,
      expires_in: token.expiresInSeconds,
      ext_expires_in: token.expiresInSeconds,
      access_token: token.accessToken,
    },
  };
}
