import type { ControlRecord, ControlSummary } from '../control-record.ts';
import type { ScanId, TenantId } from '../identifiers.ts';
import type { FinishedScan, Scan, Succeeded } from '../scan.ts';

/** A queue message that no scan could be made of. */
export interface RejectedMessage {
  readonly messageId: string;
  readonly queue: string;
  readonly rejectedAt: string;
  readonly reason: string;
  /** The first 1,000 characters. */
  readonly text: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque; absent on the last page. */
  readonly continuation?: string;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly size: number;
  readonly continuation?: string | undefined;
}

/**
 * Holds the latest result per control, the history newest first, every scan, and rejected messages.
 * Methods that take a PageRequest throw InputError on a continuation that they did not give out for that list.
 */
export interface ResultStore {
  /**
   * All or nothing for the rows of one scan. A scan that has succeeded is final: saving it again changes nothing.
   * An older scan (by `requestedAt`) that finishes late enters the history but does not replace the latest.
   */
  saveScan(scan: FinishedScan, controls: readonly ControlRecord[]): Promise<void>;
  /** Every tenant that a scan finished for, by id. */
  tenants(page: PageRequest): Promise<Page<TenantId>>;
  latest(tenantId: TenantId): Promise<readonly ControlSummary[]>;
  latestOf(tenantId: TenantId, control: string): Promise<ControlRecord | undefined>;
  history(tenantId: TenantId, control: string, page: PageRequest): Promise<Page<ControlSummary>>;
  /** Finished scans, newest first. */
  scans(tenantId: TenantId, page: PageRequest): Promise<Page<FinishedScan>>;
  /** A scan in whatever state; undefined for one that was never requested. */
  scan(tenantId: TenantId, scanId: ScanId): Promise<Scan | undefined>;
  newestSucceededScan(tenantId: TenantId): Promise<Scan<Succeeded> | undefined>;
  /** True for a message seen for the first time; the same message again changes nothing. */
  saveRejectedMessage(message: RejectedMessage): Promise<boolean>;
  /** Newest first. */
  rejectedMessages(page: PageRequest): Promise<Page<RejectedMessage>>;
}
