import { randomUUID } from 'node:crypto';
import type { ConditionalAccessPolicy } from '../policy-types.ts';
import type { Actor } from './actor.ts';

/** One change of a policy. A new policy has no `before`, a deleted one no `after`. */
export interface DirectoryAudit {
  readonly id: string;
  readonly correlationId: string;
  readonly at: Date;
  /** From when on the log shows it. */
  readonly visibleAt: Date;
  readonly operation: 'Add' | 'Update' | 'Delete' | 'Restore';
  readonly actor: Actor;
  readonly policy: ConditionalAccessPolicy;
  readonly before: ConditionalAccessPolicy | undefined;
  readonly after: ConditionalAccessPolicy | undefined;
}

type NewAudit = Pick<DirectoryAudit, 'at' | 'operation' | 'actor' | 'policy'> &
  Partial<Pick<DirectoryAudit, 'before'>>;

/** Who changed which policy how, oldest first. Kept in memory only. */
export class DirectoryAuditLog {
  readonly #entries: DirectoryAudit[] = [];
  #delayMilliseconds = 0;

  get entries(): readonly DirectoryAudit[] {
    return this.#entries;
  }

  /** From now on the log shows what happens so much later. */
  setDelay(milliseconds: number): void {
    this.#delayMilliseconds = milliseconds;
  }

  /** `policy` is the one after the change, or the deleted one. */
  record({ before, policy, ...audit }: NewAudit): void {
    const isDeletion = audit.operation === 'Delete';
    this.#entries.push({
      ...audit,
      id: `Directory_${randomUUID()}`,
      correlationId: randomUUID(),
      visibleAt: new Date(audit.at.getTime() + this.#delayMilliseconds),
      policy,
      before: isDeletion ? policy : before,
      after: isDeletion ? undefined : policy,
    });
  }
}
