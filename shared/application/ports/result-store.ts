import type { ControlResult } from '../../core/controls/control-result.ts';
import type { ScanId, TenantId } from '../identifiers.ts';

/** One finished scan as it is stored; the order of scans of a tenant is that of `requestedAt`. */
export interface ScanRecord {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly trigger: 'schedule' | 'request';
  readonly reason?: string;
  readonly requestedAt: string;
  readonly finishedAt: string;
  readonly outcome: ScanOutcome;
}

export type ScanOutcome =
  | {
      readonly status: 'succeeded';
      readonly engine: string;
      readonly inputHash: string;
      readonly assumptions: readonly string[];
      /** Name of the blob with the snapshot that was judged. */
      readonly evidence: string;
    }
  | { readonly status: 'failed'; readonly error: string };

/** What a control was decided to be, in one scan. */
export interface ControlRecord {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly requestedAt: string;
  readonly result: ControlResult;
}

/** A control's result without its long parts: what lists and history show. */
export interface ControlSummary {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly requestedAt: string;
  readonly control: string;
  readonly id: string;
  readonly title: string;
  readonly verdict: ControlResult['verdict'];
  readonly benchmarkVerdict: ControlResult['verdict'];
  readonly usersInGap: number | null;
  readonly reason: string;
}

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

/** Holds the latest result per control, the history newest first, one row per scan, and rejected messages. */
export interface ResultStore {
  /**
   * All or nothing for the rows of one scan; saving the same scan again changes nothing but `finishedAt`.
   * An older scan (by `requestedAt`) that finishes late enters the history but does not replace the latest.
   */
  saveScan(scan: ScanRecord, controls: readonly ControlRecord[]): Promise<void>;
  tenants(): Promise<readonly TenantId[]>;
  latest(tenantId: TenantId): Promise<readonly ControlSummary[]>;
  latestOf(tenantId: TenantId, control: string): Promise<ControlRecord | undefined>;
  history(tenantId: TenantId, control: string, page: PageRequest): Promise<Page<ControlSummary>>;
  scans(tenantId: TenantId, page: PageRequest): Promise<Page<ScanRecord>>;
  scan(tenantId: TenantId, scanId: ScanId): Promise<ScanRecord | undefined>;
  /** The newest finished and succeeded scan of the tenant, for `health`. */
  newestSucceededScan(tenantId: TenantId): Promise<ScanRecord | undefined>;
  saveRejectedMessage(message: RejectedMessage): Promise<void>;
  rejectedMessages(page: PageRequest): Promise<Page<RejectedMessage>>;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly size: number;
  readonly continuation?: string;
}
