import type { JWK, JWTPayload } from 'jose';
import * as z from 'zod/mini';
import type { VerifiedIdToken } from '../../application/ports/approval-verifier.ts';
import { UnauthenticatedError } from '../../core/errors.ts';

const guid = z.guid().check(z.toLowerCase());
const names = z._default(z.array(z.string()), []);

const claimsSchema = z.object({
  ver: z.literal('2.0'),
  oid: guid,
  tid: guid,
  sub: z.string(),
  nonce: z.string().check(z.minLength(1)),
  iat: z.int().check(z.positive()),
  exp: z.int().check(z.positive()),
  /** An optional claim. */
  idtyp: z.optional(z.literal('user')),
  /** Of access tokens only: how the client that asked for it proved who it is, and what it may ask for. */
  scp: z.optional(z.undefined()),
  azpacr: z.optional(z.undefined()),
  roles: names,
  acrs: z._default(
    z.union([
      z.array(z.string()),
      z.pipe(
        z.string(),
        z.transform((one) => [one]),
      ),
    ]),
    [],
  ),
  name: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
});

/**
 * What verified claims say. Throws UnauthenticatedError where they are not those of a person's ID token of that tenant:
 * an access token may carry the same issuer and audience, and no browser asked for it to sign anything.
 */
export function verifiedIdToken(claims: JWTPayload, tenantId: string, key: JWK): VerifiedIdToken {
  const parsed = claimsSchema.safeParse(claims);
  // An application is the subject of its token; a person's is made for the client.
  if (!parsed.success || parsed.data.sub.toLowerCase() === parsed.data.oid) {
    throw new UnauthenticatedError('This is no ID token of a person, of version 2.0.', {
      cause: parsed.error,
    });
  }
  const { oid, tid, nonce, iat, exp, roles, acrs, name, preferred_username: userPrincipalName } = parsed.data;
  if (tid !== tenantId.toLowerCase()) {
    throw new UnauthenticatedError('The ID token is of another tenant than this API: see its claim tid.');
  }
  return {
    objectId: oid,
    tenantId: tid,
    name: name ?? userPrincipalName ?? oid,
    nonce,
    issuedAt: new Date(iat * 1_000).toISOString(),
    expiresAt: new Date(exp * 1_000).toISOString(),
    roles,
    authenticationContexts: acrs,
    key: { ...key },
  };
}
