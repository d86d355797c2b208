import type { JWTPayload } from 'jose';
import * as z from 'zod/mini';
import { type AppRole, appRoles } from '../../application/app-roles.ts';
import type { Caller } from '../../application/caller.ts';
import { UnauthenticatedError } from '../../core/errors.ts';

const guid = z.guid().check(z.toLowerCase());

const claimsSchema = z.object({
  oid: guid,
  tid: guid,
  sub: z.optional(z.string()),
  /** An optional claim; without it, a token without `scp` was issued to an application itself. */
  idtyp: z.optional(z.string()),
  scp: z.optional(z.string()),
  roles: z._default(z.array(z.string()), []),
  name: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
  azp: z.optional(z.string()),
});

/** The caller that verified claims speak of. Throws UnauthenticatedError where they name nobody. */
export function callerOf(claims: JWTPayload): Caller {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) {
    throw new UnauthenticatedError('The access token does not say who sends it.', { cause: parsed.error });
  }
  const { oid, tid, idtyp, scp, roles, name, preferred_username: userPrincipalName, azp } = parsed.data;
  const isApplication = idtyp === 'app' || scp === undefined;
  return {
    kind: isApplication ? 'application' : 'person',
    tenantId: tid,
    objectId: oid,
    name: isApplication ? (azp ?? oid) : (name ?? userPrincipalName ?? oid),
    roles: roles.filter(isAppRole),
  };
}

/** Roles that this version does not know allow nothing. */
function isAppRole(role: string): role is AppRole {
  return appRoles.some((known) => known === role);
}
