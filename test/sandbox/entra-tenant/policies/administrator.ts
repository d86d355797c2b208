import { findUser } from '../graph/directory.ts';
import type { ConditionalAccessPolicy } from '../policy-types.ts';
import { type SandboxState, UnknownObject } from '../sandbox-state.ts';
import { type Actor, userAsActor } from './actor.ts';
import type { Policies } from './policies.ts';

/** What a person does in the admin centre. Every method throws PolicyRefused and UnknownObject. */
export interface Administrator {
  /** `body` as of a POST. */
  addPolicy(body: unknown): ConditionalAccessPolicy;
  /** `change` as of a PATCH. */
  changePolicy(policyId: string, change: unknown): ConditionalAccessPolicy;
  deletePolicy(policyId: string): void;
  /** Out of the deleted ones. */
  restorePolicy(policyId: string): ConditionalAccessPolicy;
}

export function administrator(policies: Policies, actor: Actor): Administrator {
  return {
    addPolicy: (body) => policies.add(actor, body),
    changePolicy: (id, change) => policies.change(actor, id, change),
    deletePolicy: (id) => policies.delete(actor, id),
    restorePolicy: (id) => policies.restore(actor, id),
  };
}

/** The user of that object id or user principal name. Throws UnknownObject. */
export function userActor(state: SandboxState, idOrName: string): Actor {
  const user = findUser(state.tenant, idOrName);
  if (user === undefined) throw new UnknownObject('user', idOrName);
  return userAsActor(user);
}
