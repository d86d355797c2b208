import { errors, type JWTPayload } from 'jose';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { type Actor, applicationAsActor, userAsActor } from '../policies/actor.ts';
import { microsoftGraph } from '../resources.ts';
import type { Tenant } from '../tenant.ts';
import type { TokenIssuer } from '../tokens.ts';
import { graphError } from './errors.ts';

/** Whose token a request carries, and what it may do. */
export interface Caller {
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
}

const audiences = ['https://graph.microsoft.com', 'https://graph.microsoft.com/', microsoftGraph];

/** The caller behind the bearer token, or the refusal. */
export async function callerOf(
  request: SandboxRequest,
  tokens: TokenIssuer,
  tenant: Tenant,
): Promise<Caller | SandboxResponse> {
  const [, token] = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  if (token === undefined) return unauthenticated('Access token is empty.');
  try {
    const claims = await tokens.verify(token, audiences);
    const actor = actorIn(claims, tenant);
    if (actor === undefined) return unauthenticated('The user of the token does not exist.');
    return { actor, permissions: permissionsIn(claims) };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return unauthenticated('Lifetime validation failed, the token is expired.');
    }
    if (error instanceof errors.JOSEError) {
      return unauthenticated(`Access token validation failure. ${error.message}.`);
    }
    throw error;
  }
}

function permissionsIn({ roles, scp }: JWTPayload): ReadonlySet<string> {
  const delegated = typeof scp === 'string' ? scp.split(' ') : [];
  const granted = Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  return new Set([...granted, ...delegated]);
}

function actorIn(claims: JWTPayload, { users }: Tenant): Actor | undefined {
  const text = (name: string) => String(claims[name] ?? '');
  if (claims['idtyp'] === 'app') {
    const displayName = text('app_displayname');
    return applicationAsActor({ clientId: text('appid'), objectId: text('oid'), displayName });
  }
  const user = users.find(({ id }) => id === claims['oid']);
  return user && userAsActor(user);
}

function unauthenticated(message: string): SandboxResponse {
  const refusal = graphError(401, 'InvalidAuthenticationToken', message);
  return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': 'Bearer' } };
}
