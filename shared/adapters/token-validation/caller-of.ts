import type { JWTPayload } from 'jose';
import * as z from 'zod/mini';
import { type AppRole, appRoles } from '../../application/app-roles.ts';
import type { Caller } from '../../application/caller.ts';
import { UnauthenticatedError } from '../../core/errors.ts';

const guid = z.guid().check(z.toLowerCase());

const claimsSchema = z.object({
  ver: z.literal('2.0'),
  oid: guid,
  tid: guid,
  sub: z.string(),
  /** The client that the token was issued to. */
  azp: guid,
  /** How that client proved who it is: `0` not at all, `1` by a secret, `2` by a certificate or a federated token. */
  azpacr: z.optional(z.string()),
  /** An optional claim. */
  idtyp: z.optional(z.string()),
  /** Of a token that was issued to a client on behalf of a person. */
  scp: z.optional(z.string()),
  roles: z._default(z.array(z.string()), []),
  name: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
});

type Claims = z.output<typeof claimsSchema>;

/**
 * The caller that verified claims speak of. Throws UnauthenticatedError where they are not those of an access token of
 * that tenant: an ID token may carry the same issuer, audience and roles, and says nothing of what its bearer may do.
 */
export function callerOf(claims: JWTPayload, tenantId: string): Caller {
  const parsed = claimsSchema.safeParse(claims);
  const kind = parsed.success ? kindOf(parsed.data) : undefined;
  if (!parsed.success || kind === undefined) {
    throw new UnauthenticatedError('This is no access token of version 2.0.', { cause: parsed.error });
  }
  const { oid, tid, roles, name, preferred_username: userPrincipalName, azp } = parsed.data;
  if (tid !== tenantId.toLowerCase()) {
    throw new UnauthenticatedError('The access token is of another tenant than this API: see its claim tid.');
  }
  return {
    kind,
    tenantId: tid,
    objectId: oid,
    name: kind === 'application' ? azp : (name ?? userPrincipalName ?? oid),
    roles: roles.filter(isAppRole),
  };
}

/** An application that asks for itself is the subject of its token, and has proved who it is. */
function kindOf({ scp, idtyp, sub, oid, azpacr }: Claims): Caller['kind'] | undefined {
  if (scp !== undefined) return idtyp === 'app' ? undefined : 'person';
  const provedItself = azpacr === '1' || azpacr === '2';
  return sub.toLowerCase() === oid && provedItself && idtyp !== 'user' ? 'application' : undefined;
}

/** Roles that this version does not know allow nothing. */
function isAppRole(role: string): role is AppRole {
  return appRoles.some((known) => known === role);
}
