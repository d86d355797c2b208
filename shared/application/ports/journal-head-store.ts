import type { RemediationId, TenantId } from '../identifiers.ts';

/**
 * Where the writer keeps the hash of every journal entry, each written once. The app that faces HTTP has no right to
 * write here: whoever changes the journal in its table is found out.
 */
export interface JournalHeadStore {
  /** Writes what is not there yet. Throws ConflictError where another hash stands under that number. */
  keep(head: KeptHead): Promise<void>;
  /** In the order of their numbers. */
  heads(tenantId: TenantId, remediationId: RemediationId): Promise<readonly KeptHead[]>;
  /** Of whose remediations heads are kept. */
  tenants(): Promise<readonly TenantId[]>;
  /** Of which remediations heads are kept. */
  remediations(tenantId: TenantId): Promise<readonly RemediationId[]>;
}

export interface KeptHead {
  readonly tenantId: TenantId;
  readonly remediationId: RemediationId;
  readonly sequence: number;
  readonly hash: string;
  /** ISO 8601. */
  readonly keptAt: string;
  /**
   * The writer itself recorded the entry, and kept this right after: not one that it found, which others may have
   * written. Absent in heads of before this was kept: that counts as no.
   */
  readonly recordedByWriter?: boolean;
}
