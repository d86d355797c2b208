import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Caller } from '../../application/caller.ts';
import type { TokenValidator } from '../../application/ports/token-validator.ts';
import { UnauthenticatedError } from '../../core/errors.ts';
import { callerOf } from './caller-of.ts';
import { type PublishedKeys, publishedKeys } from './published-keys.ts';

export interface EntraTokenValidatorOptions {
  /** Of the sign-in service, without a slash at the end. */
  readonly authorityHost: string;
  /** The tenant that the API is registered in: no other one's tokens hold. */
  readonly tenantId: string;
  /** Client id of the API's app registration, which tokens of version 2.0 name as their audience. */
  readonly clientId: string;
  readonly clock: () => Date;
}

/** Clocks differ a little. */
const clockToleranceSeconds = 60;

/** Checks access tokens of Entra ID, version 2.0, against the keys that their tenant publishes now. */
export class EntraTokenValidator implements TokenValidator {
  readonly #options: EntraTokenValidatorOptions;
  readonly #keys: PublishedKeys;

  constructor(options: EntraTokenValidatorOptions) {
    this.#options = options;
    const { authorityHost, tenantId } = options;
    this.#keys = publishedKeys(new URL(`${authorityHost}/${tenantId}/discovery/v2.0/keys`));
  }

  async validate(token: string): Promise<Caller> {
    return callerOf(await this.#verifiedClaims(token), this.#options.tenantId);
  }

  async #verifiedClaims(token: string): Promise<JWTPayload> {
    const { authorityHost, tenantId, clientId, clock } = this.#options;
    try {
      const { payload } = await jwtVerify(token, this.#keys.keyOf, {
        algorithms: ['RS256'],
        issuer: `${authorityHost}/${tenantId}/v2.0`,
        audience: clientId,
        requiredClaims: ['exp', 'nbf', 'oid', 'tid'],
        clockTolerance: clockToleranceSeconds,
        currentDate: clock(),
      });
      return payload;
    } catch (cause) {
      throw refusal(cause);
    }
  }
}

function refusal(cause: unknown): unknown {
  if (!(cause instanceof errors.JOSEError)) return cause;
  if (cause instanceof errors.JWTExpired) {
    return new UnauthenticatedError('The access token has expired: get a new one.', { cause });
  }
  if (cause instanceof errors.JWTClaimValidationFailed) {
    const message = `The access token is not for this API, or not of its tenant or of now: see its claim ${cause.claim}.`;
    return new UnauthenticatedError(message, { cause });
  }
  return new UnauthenticatedError('The access token is not signed by the tenant of this API.', { cause });
}
