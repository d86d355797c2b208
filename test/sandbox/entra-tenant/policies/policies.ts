import { changePolicy, createPolicy } from '../graph/policy-schema.ts';
import type { ConditionalAccessPolicy } from '../policy-types.ts';
import { type SandboxState, UnknownObject } from '../sandbox-state.ts';
import type { Actor } from './actor.ts';
import type { DirectoryAuditLog } from './directory-audit-log.ts';
import type { PolicyReplica, ReadLag } from './policy-replica.ts';
import { refusalToDelete, refusalToWrite } from './policy-rules.ts';

/** The service does not take the change; the message is Graph's. */
export class PolicyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyRefused';
  }
}

const retentionMilliseconds = 30 * 86_400_000;

/**
 * The Conditional Access policies as people and applications change them: by the service's rules, on record, and seen
 * by readers when the replica shows it. Methods that change throw PolicyRefused and UnknownObject.
 */
export class Policies {
  readonly #state: SandboxState;
  readonly #audits: DirectoryAuditLog;
  readonly #replica: PolicyReplica;
  #deleted: readonly ConditionalAccessPolicy[] = [];

  constructor(state: SandboxState, audits: DirectoryAuditLog, replica: PolicyReplica) {
    this.#state = state;
    this.#audits = audits;
    this.#replica = replica;
  }

  /** What a reader of Graph sees. */
  readable(): readonly ConditionalAccessPolicy[] {
    return this.#replica.list(this.#state.tenant.policies);
  }

  readableOne(id: string): ConditionalAccessPolicy | undefined {
    return this.#replica.one(
      id,
      this.#state.tenant.policies.find((policy) => policy.id === id),
    );
  }

  /** For changes from now on; undefined: readers see them at once. */
  setReadLag(lag: ReadLag | undefined): void {
    this.#replica.setLag(lag);
  }

  /** Soft-deleted ones, for thirty days. */
  get deleted(): readonly ConditionalAccessPolicy[] {
    const oldest = new Date(this.#state.now().getTime() - retentionMilliseconds).toISOString();
    return this.#deleted.filter(({ deletedDateTime }) => (deletedDateTime ?? '') >= oldest);
  }

  /** `body` as of a POST. */
  add(actor: Actor, body: unknown): ConditionalAccessPolicy {
    const { policy, problem } = createPolicy(body, this.#state.now().toISOString());
    if (policy === undefined) throw new PolicyRefused(problem);
    this.#check(undefined, policy);
    return this.#enter(actor, policy, 'Add');
  }

  /** `body` as of a PATCH. */
  change(actor: Actor, id: string, body: unknown): ConditionalAccessPolicy {
    const before = this.#state.policy(id);
    const { policy, problem } = changePolicy(before, body);
    if (policy === undefined) throw new PolicyRefused(problem);
    this.#check(before, policy);
    this.#state.replacePolicy(policy);
    const after = this.#state.policy(id);
    this.#replica.changed(id, before);
    this.#audits.record({ at: this.#state.now(), operation: 'Update', actor, before, policy: after });
    return after;
  }

  delete(actor: Actor, id: string): void {
    const before = this.#state.policy(id);
    const refusal = refusalToDelete(before);
    if (refusal !== undefined) throw new PolicyRefused(refusal);
    this.#state.removePolicy(id);
    const at = this.#state.now();
    this.#deleted = [...this.#deleted, { ...before, deletedDateTime: at.toISOString() }];
    this.#replica.changed(id, before);
    this.#audits.record({ at, operation: 'Delete', actor, policy: before });
  }

  /** It comes back in the state that it had. */
  restore(actor: Actor, id: string): ConditionalAccessPolicy {
    const restored = { ...this.deletedOne(id), deletedDateTime: null, modifiedDateTime: null };
    this.#check(undefined, restored);
    this.#deleted = this.#deleted.filter((policy) => policy.id !== id);
    return this.#enter(actor, restored, 'Restore');
  }

  deleteForGood(id: string): void {
    this.deletedOne(id);
    this.#deleted = this.#deleted.filter((policy) => policy.id !== id);
  }

  deletedOne(id: string): ConditionalAccessPolicy {
    const found = this.deleted.find((policy) => policy.id === id);
    if (found === undefined) throw new UnknownObject('policy', id);
    return found;
  }

  #enter(
    actor: Actor,
    policy: ConditionalAccessPolicy,
    operation: 'Add' | 'Restore',
  ): ConditionalAccessPolicy {
    const after = this.#state.addPolicy(policy);
    this.#replica.changed(after.id, undefined);
    this.#audits.record({ at: this.#state.now(), operation, actor, policy: after });
    return after;
  }

  #check(before: ConditionalAccessPolicy | undefined, after: ConditionalAccessPolicy): void {
    const refusal = refusalToWrite(this.#state.tenant, before, after);
    if (refusal !== undefined) throw new PolicyRefused(refusal);
  }
}
