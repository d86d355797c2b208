import { createHash, randomBytes } from 'node:crypto';

/** A sign-in that has succeeded, and whom its tokens are for. */
export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Base64url of the SHA-256 of the verifier that only the client knows (RFC 7636). */
  readonly codeChallenge: string;
  readonly nonce: string | undefined;
  /** Authentication contexts that the client asked for, and that the sign-in meets. */
  readonly authenticationContexts: readonly string[];
  readonly authenticatedAt: Date;
  readonly userId: string;
}

type Redeemed =
  | { readonly kind: 'redeemed'; readonly authorization: Authorization }
  | { readonly kind: 'refused'; readonly errorCode: number };

export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

const lifetimeMilliseconds = 10 * 60 * 1_000;

/** Codes that go through the browser: each is redeemed once, soon, and by the client that asked for it. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, { readonly authorization: Authorization; readonly expiresAt: number }>();
  readonly #redeemed = new Set<string>();

  issue(authorization: Authorization, now: Date): string {
    const code = randomBytes(32).toString('base64url');
    this.#codes.set(code, { authorization, expiresAt: now.getTime() + lifetimeMilliseconds });
    return code;
  }

  /** A code that was shown with a wrong client or verifier is gone, too. */
  redeem({ code, clientId, redirectUri, codeVerifier }: Redemption, now: Date): Redeemed {
    if (this.#redeemed.has(code)) return { kind: 'refused', errorCode: 54005 };
    const issued = this.#codes.get(code);
    if (issued === undefined) return { kind: 'refused', errorCode: 9002313 };
    this.#codes.delete(code);
    this.#redeemed.add(code);
    const { authorization, expiresAt } = issued;
    if (now.getTime() >= expiresAt) return { kind: 'refused', errorCode: 70008 };
    if (authorization.clientId !== clientId) return { kind: 'refused', errorCode: 700005 };
    if (authorization.redirectUri !== redirectUri) return { kind: 'refused', errorCode: 50011 };
    if (challengeOf(codeVerifier) !== authorization.codeChallenge) {
      return { kind: 'refused', errorCode: 501481 };
    }
    return { kind: 'redeemed', authorization };
  }
}

function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}
