import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ApiRegistration } from '../api/api-registration.ts';
import { usersWhoCanUseDeviceCode } from '../evaluation/device-code-users.ts';
import { type Faults, faultSchema } from '../http/faults.ts';
import { type Handler, jsonOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { Routes } from '../http/routes.ts';
import { PolicyRefused } from '../policies/policies.ts';
import { UnknownObject } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';
import type { SigningKeys } from '../signing-keys.ts';
import { tenantExport } from '../tenant-export.ts';
import { addPolicyRoutes, type PolicyKnobs } from './policy-routes.ts';
import { addSignInRoutes } from './sign-in-routes.ts';

export interface AdminContext extends PolicyKnobs {
  readonly adminKey: string;
  readonly signIns: SignInLog;
  readonly faults: Faults;
  readonly keys: SigningKeys;
  readonly api: ApiRegistration;
}

const prefix = '/sandbox';

const clockSchema = z.strictObject({ aheadMilliseconds: z.int().nonnegative() });

const references = z.array(
  z.strictObject({
    '@odata.type': z.enum([
      '#microsoft.graph.user',
      '#microsoft.graph.group',
      '#microsoft.graph.device',
      '#microsoft.graph.servicePrincipal',
    ]),
    id: z.string(),
  }),
);

/**
 * Turns the tenant's knobs over HTTP, for tests and for the terminal; undefined for paths that are not its own.
 * Every request needs the key that the sandbox made at its start, in `x-sandbox-key`.
 */
export function createAdmin(
  context: AdminContext,
): (request: SandboxRequest) => Promise<SandboxResponse | undefined> {
  const routes = adminRoutes(context);
  return async (request) => {
    const path = request.url.pathname;
    if (!path.startsWith(`${prefix}/`)) return undefined;
    if (!holdsKey(request, context.adminKey)) {
      return problem(401, 'The header x-sandbox-key is missing or wrong.');
    }
    const found = routes.find(request.method, path.slice(prefix.length));
    if (found === undefined) return problem(404, `There is nothing at ${request.method} ${path}.`);
    try {
      return await found.target(request, found.params);
    } catch (error) {
      return problemOf(error);
    }
  };
}

function adminRoutes(context: AdminContext): Routes<Handler> {
  const { state, faults, keys, api } = context;
  const routes = new Routes<Handler>();
  addPolicyRoutes(routes, context);
  addSignInRoutes(routes, context);
  return routes
    .on('POST', '/groups/:id/unreadable', (_, { id = '' }) => {
      state.setGroupReadable(id, false);
      return done;
    })
    .on('DELETE', '/groups/:id/unreadable', (_, { id = '' }) => {
      state.setGroupReadable(id, true);
      return done;
    })
    .on('POST', '/groups/:id/hidden-membership', (_, { id = '' }) => {
      state.setGroupVisibility(id, 'HiddenMembership');
      return done;
    })
    .on('DELETE', '/groups/:id', (_, { id = '' }) => {
      state.deleteGroup(id);
      return done;
    })
    .on('PUT', '/groups/:id/members', (request, { id = '' }) => {
      state.setGroupMembers(id, references.parse(jsonOf(request)));
      return done;
    })
    .on('PUT', '/users/:id/account-enabled', (request, { id = '' }) => {
      state.setAccountEnabled(id, z.boolean().parse(jsonOf(request)));
      return done;
    })
    .on('PUT', '/security-defaults', (request) => {
      state.setSecurityDefaults(z.strictObject({ isEnabled: z.boolean() }).parse(jsonOf(request)).isEnabled);
      return done;
    })
    .on('PUT', '/clock', (request) => {
      const { aheadMilliseconds } = clockSchema.parse(jsonOf(request));
      state.setClockAhead(aheadMilliseconds);
      return { status: 200, body: { now: state.now().toISOString() } };
    })
    .on('POST', '/faults', (request) => {
      faults.add(faultSchema.parse(jsonOf(request)));
      return done;
    })
    .on('DELETE', '/faults', () => {
      faults.clear();
      return done;
    })
    .on('POST', '/signing-keys', async () => {
      await keys.rotate();
      return done;
    })
    .on('DELETE', '/signing-keys/older', () => {
      keys.withdrawOlder();
      return done;
    })
    .on('GET', '/personas', () => ({
      status: 200,
      body: api.personas.map(({ name, user, roles }) => ({
        name,
        userId: user.id,
        userPrincipalName: user.userPrincipalName,
        roles,
      })),
    }))
    .on('GET', '/snapshot', () => ({ status: 200, body: tenantExport(state.tenant) }))
    .on('GET', '/users-who-can-use-device-code', () => ({
      status: 200,
      body: usersWhoCanUseDeviceCode(state.tenant),
    }));
}

const done: SandboxResponse = { status: 204 };

/** Throws what is nobody's wrong input. */
function problemOf(error: unknown): SandboxResponse {
  if (error instanceof UnknownObject) return problem(404, error.message);
  if (error instanceof PolicyRefused) return problem(400, error.message);
  if (error instanceof z.ZodError) return problem(400, z.prettifyError(error));
  throw error;
}

function problem(status: number, detail: string): SandboxResponse {
  return { status, headers: { 'content-type': 'application/problem+json' }, body: { status, detail } };
}

function holdsKey({ headers }: SandboxRequest, adminKey: string): boolean {
  const given = Buffer.from(headers['x-sandbox-key'] ?? '');
  const wanted = Buffer.from(adminKey);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
