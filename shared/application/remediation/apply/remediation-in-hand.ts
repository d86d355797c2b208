import { ConflictError } from '../../../core/errors.ts';
import type { RemediationEvent } from '../../../core/remediation/course/events.ts';
import type { Remediation } from '../../../core/remediation/course/remediation.ts';
import { type RemediationId, remediationIdSchema, type TenantId, tenantIdSchema } from '../../identifiers.ts';
import type { KeptHead } from '../../ports/journal-head-store.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import type { JournalEntry } from '../journal-entry.ts';
import { recordEvent } from '../record-event.ts';
import type { ApplyDependencies } from './apply-dependencies.ts';
import { keepHead } from './keep-head.ts';
import { MovedOnError } from './moved-on-error.ts';
import { tellOfProgress } from './tell-of-progress.ts';

/** What a piece of the course leads to: the next piece, or the end of this delivery. */
export type Outcome = 'goesOn' | 'ends';

/** A remediation that was found genuine, as it is kept now, and the one way to move it on. */
export class RemediationInHand {
  readonly dependencies: ApplyDependencies;
  /** As it was found, without what was recorded since. */
  readonly journal: readonly JournalEntry[];
  /** Those that earlier deliveries kept. */
  readonly heads: readonly KeptHead[];
  #kept: KeptRemediation;

  constructor(
    dependencies: ApplyDependencies,
    kept: KeptRemediation,
    journal: readonly JournalEntry[],
    heads: readonly KeptHead[],
  ) {
    this.dependencies = dependencies;
    this.journal = journal;
    this.heads = heads;
    this.#kept = kept;
  }

  get remediation(): Remediation {
    return this.#kept.remediation;
  }

  get tenantId(): TenantId {
    return tenantIdSchema.parse(this.remediation.proposal.tenantId);
  }

  get remediationId(): RemediationId {
    return remediationIdSchema.parse(this.remediation.proposal.remediationId);
  }

  /** ISO 8601. */
  now(): string {
    return this.dependencies.clock().toISOString();
  }

  /**
   * Writes the event, keeps its head, and tells of it. Throws MovedOnError where somebody else was quicker.
   */
  async record(event: RemediationEvent): Promise<void> {
    const from = this.remediation.state.status;
    this.#kept = await this.#recorded(event);
    const { sequence, hash } = this.#kept.head;
    const { tenantId, remediationId } = this;
    const head = { tenantId, remediationId, sequence, hash, recordedByWriter: true };
    await keepHead(this.dependencies, head);
    await tellOfProgress(this.dependencies, this.remediation, from);
  }

  /** Has the queue deliver this remediation again then. */
  async lookAgain(delaySeconds: number): Promise<Outcome> {
    const { tenantId, remediationId } = this;
    await this.dependencies.remediationQueue.put({ version: 1, tenantId, remediationId }, { delaySeconds });
    return 'ends';
  }

  async #recorded(event: RemediationEvent): Promise<KeptRemediation> {
    try {
      return await recordEvent(this.dependencies, this.#kept, event);
    } catch (cause) {
      if (!(cause instanceof ConflictError)) throw cause;
      throw new MovedOnError({ cause });
    }
  }
}
