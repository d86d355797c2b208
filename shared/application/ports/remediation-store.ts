import type { Impact } from '../../core/remediation/course/impact.ts';
import type { Proposed, Remediation, RemediationStatus } from '../../core/remediation/course/remediation.ts';
import type { RemediationId, TenantId } from '../identifiers.ts';
import type { JournalEntry, JournalHead } from '../remediation/journal-entry.ts';
import type { RemediationSummary } from '../remediation/remediation-summary.ts';
import type { Page, PageRequest } from './result-store.ts';

/** Keeps every remediation and its journal. A state and the entry that led to it are written together or not at all. */
export interface RemediationStore {
  /** False where the id is taken; then nothing was written. */
  create(remediation: Remediation<Proposed>, entry: JournalEntry): Promise<boolean>;
  find(tenantId: TenantId, remediationId: RemediationId): Promise<KeptRemediation | undefined>;
  /** False where it is no longer as it was found, or the entry's place is taken; then nothing was written. */
  advance(found: KeptRemediation, changed: Remediation, entry: JournalEntry): Promise<boolean>;
  /** The latest proposals first. Throws InputError on a continuation that it did not give out. */
  list(tenantId: TenantId, filter: RemediationFilter, page: PageRequest): Promise<Page<RemediationSummary>>;
  /** Those that something may still happen to by itself: all but `rejected`, `expired`, `superseded`, `failed`, `rolledBack`. */
  standing(tenantId: TenantId): Promise<readonly KeptRemediation[]>;
  /** In their order; empty for one that is not kept. */
  journal(tenantId: TenantId, remediationId: RemediationId): Promise<readonly JournalEntry[]>;
  /** Replaces an earlier measurement; one that was measured later stays. No entry of the journal. */
  saveImpact(impact: Impact): Promise<void>;
  impact(tenantId: TenantId, remediationId: RemediationId): Promise<Impact | undefined>;
}

/** A remediation as it was found: `version` tells whether it has changed since. */
export interface KeptRemediation {
  readonly remediation: Remediation;
  readonly head: JournalHead;
  readonly version: string;
}

export interface RemediationFilter {
  /** Absent: every state. */
  readonly status?: RemediationStatus | undefined;
}
