import { decodeJwt, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import type { ApprovalVerifier, VerifiedIdToken } from '../../application/ports/approval-verifier.ts';
import { TransientError, UnauthenticatedError } from '../../core/errors.ts';
import type { EntraTokenValidatorOptions } from './entra-token-validator.ts';
import { verifiedIdToken } from './id-token-claims.ts';
import { type PublishedKeys, publishedKeys } from './published-keys.ts';

type Options = Omit<EntraTokenValidatorOptions, 'clock'>;

/** Checks ID tokens of Entra ID, version 2.0, against the keys that their tenant publishes now. */
export class EntraApprovalVerifier implements ApprovalVerifier {
  readonly #options: Options;
  readonly #keys: PublishedKeys;

  constructor(options: Options) {
    this.#options = options;
    const { authorityHost, tenantId } = options;
    this.#keys = publishedKeys(new URL(`${authorityHost}/${tenantId}/discovery/v2.0/keys`));
  }

  async verify(idToken: string): Promise<VerifiedIdToken> {
    const { claims, key } = await this.#verified(idToken);
    return verifiedIdToken(claims, this.#options.tenantId, key);
  }

  async #verified(idToken: string): Promise<{ readonly claims: JWTPayload; readonly key: JWK }> {
    const { authorityHost, tenantId, clientId } = this.#options;
    try {
      const { payload, protectedHeader } = await jwtVerify(idToken, this.#keys.keyOf, {
        algorithms: ['RS256'],
        issuer: `${authorityHost}/${tenantId}/v2.0`,
        audience: clientId,
        requiredClaims: ['iat', 'exp', 'oid', 'tid', 'sub', 'nonce'],
        // It held when it was issued; whether that is long ago is for others to say.
        currentDate: new Date((decodeJwt(idToken).iat ?? 0) * 1_000),
      });
      const key = this.#keys.asPublished(protectedHeader);
      if (key !== undefined) return { claims: payload, key };
    } catch (cause) {
      throw refusal(cause);
    }
    throw new TransientError('The tenant changes its signing keys now: try again later.');
  }
}

function refusal(cause: unknown): unknown {
  if (!(cause instanceof errors.JOSEError)) return cause;
  if (cause instanceof errors.JWTClaimValidationFailed || cause instanceof errors.JWTExpired) {
    const message = `The ID token is not for this API, or not of its tenant: see its claim ${cause.claim}.`;
    return new UnauthenticatedError(message, { cause });
  }
  return new UnauthenticatedError('The ID token is not signed by the tenant of this API.', { cause });
}
