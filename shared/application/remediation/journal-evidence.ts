import type { KeptHead } from '../ports/journal-head-store.ts';
import type { KeptRemediation } from '../ports/remediation-store.ts';
import type { JournalEntry } from './journal-entry.ts';

/** All that is kept of one remediation. The heads are those that were there before the rest was read. */
export interface JournalEvidence {
  readonly tenantId: string;
  readonly remediationId: string;
  /** In their order. */
  readonly entries: readonly JournalEntry[];
  /** In their order. */
  readonly heads: readonly KeptHead[];
  /** Undefined where no state is kept. */
  readonly kept: Pick<KeptRemediation, 'remediation' | 'head'> | undefined;
}
