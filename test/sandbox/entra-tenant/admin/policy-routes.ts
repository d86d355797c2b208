import { z } from 'zod';
import { type Handler, jsonOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import type { Routes } from '../http/routes.ts';
import { sandboxItself } from '../policies/actor.ts';
import { type Administrator, administrator, userActor } from '../policies/administrator.ts';
import type { DirectoryAuditLog } from '../policies/directory-audit-log.ts';
import type { Policies } from '../policies/policies.ts';
import { readLagSchema } from '../policies/policy-replica.ts';
import type { SandboxState } from '../sandbox-state.ts';

export interface PolicyKnobs {
  readonly state: SandboxState;
  readonly policies: Policies;
  readonly audits: DirectoryAuditLog;
}

const done: SandboxResponse = { status: 204 };

/**
 * What administrators do to policies. `x-sandbox-actor` names who does it, by object id or user principal name;
 * without it the audit log names the sandbox.
 */
export function addPolicyRoutes(routes: Routes<Handler>, { state, policies, audits }: PolicyKnobs): void {
  const actor = ({ headers }: SandboxRequest): Administrator => {
    const named = headers['x-sandbox-actor'];
    return administrator(policies, named === undefined ? sandboxItself : userActor(state, named));
  };
  routes
    .on('POST', '/policies', (request) => {
      const { id } = actor(request).addPolicy(jsonOf(request));
      return { status: 201, body: { id } };
    })
    .on('PATCH', '/policies/:id', (request, { id = '' }) => {
      actor(request).changePolicy(id, jsonOf(request));
      return done;
    })
    .on('DELETE', '/policies/:id', (request, { id = '' }) => {
      actor(request).deletePolicy(id);
      return done;
    })
    .on('PUT', '/policy-reads', (request) => {
      policies.setReadLag(readLagSchema.parse(jsonOf(request)));
      return done;
    })
    .on('DELETE', '/policy-reads', () => {
      policies.setReadLag(undefined);
      return done;
    })
    .on('PUT', '/audit-delay', (request) => {
      const { milliseconds } = z.strictObject({ milliseconds: z.int().nonnegative() }).parse(jsonOf(request));
      audits.setDelay(milliseconds);
      return done;
    });
}
