import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import type { RemediationStatus } from '../../core/remediation/course/remediation.ts';

/** One event in the life of a remediation. Written with the state that it leads to, and never again. */
export interface JournalEntry {
  readonly version: 1;
  readonly tenantId: string;
  readonly remediationId: string;
  /** From 0, without a gap. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly at: string;
  /** The state before; null for the first entry. */
  readonly from: RemediationStatus | null;
  readonly to: RemediationStatus;
  readonly event: RemediationEvent;
  /** Of the entry before; null for the first. */
  readonly previousHash: string | null;
  /** Of all the above: `sha256:` and 64 hexadecimal digits. */
  readonly hash: string;
}

/** The newest entry, as far as the next one needs it. */
export type JournalHead = Pick<JournalEntry, 'sequence' | 'hash'>;
