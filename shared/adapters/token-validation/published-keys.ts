import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWK,
  type JWTHeaderParameters,
  type JWTVerifyGetKey,
} from 'jose';
import { TransientError } from '../../core/errors.ts';

/** For how long the keys are not asked for again after they could not be read. */
const pauseMilliseconds = 10_000;

/** The keys that a tenant publishes. */
export interface PublishedKeys {
  /** The key that a token names. Throws TransientError where the keys cannot be read, and jose's errors where none fits. */
  readonly keyOf: JWTVerifyGetKey;
  /** That key as it was published when `keyOf` was asked last; undefined where it is not there. */
  readonly asPublished: (header: JWTHeaderParameters) => JWK | undefined;
}

/**
 * Keys are read at the first use and again when they are ten minutes old, so that a withdrawn key counts no longer.
 * Keys rotate: one that is not known makes them be read at once. Anybody can send a token that names such a key, so
 * that happens twice a minute at most, and after a failure there is a pause.
 */
export function publishedKeys(address: URL): PublishedKeys {
  let pausedUntil = 0;
  const keys = createRemoteJWKSet(address, {
    [customFetch]: async (url, options) => {
      if (Date.now() < pausedUntil) throw new Error('The keys could not be read a moment ago.');
      return fetch(url, options);
    },
  });
  return {
    async keyOf(header, token) {
      try {
        return await keys(header, token);
      } catch (cause) {
        if (speaksOfTheToken(cause)) throw cause;
        if (Date.now() >= pausedUntil) pausedUntil = Date.now() + pauseMilliseconds;
        const message = 'The signing keys of the tenant cannot be read now: try again later.';
        throw new TransientError(message, { cause });
      }
    },
    asPublished: ({ kid }) => keys.jwks()?.keys.find((key) => kid !== undefined && key.kid === kid),
  };
}

function speaksOfTheToken(cause: unknown): boolean {
  return cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys;
}
