import {
  type ControlRecord,
  type ControlSummary,
  summarize,
} from '../../../shared/application/control-record.ts';
import type { ScanId, TenantId } from '../../../shared/application/identifiers.ts';
import type {
  Page,
  PageRequest,
  RejectedMessage,
  ResultStore,
} from '../../../shared/application/ports/result-store.ts';
import type { FinishedScan, Scan, Succeeded } from '../../../shared/application/scan.ts';
import { pageOf } from './page-of.ts';

/** Holds the contract of the result store in plain arrays. */
export class InMemoryResultStore implements ResultStore {
  readonly knownScans = new Map<ScanId, Scan>();
  readonly #controls: ControlRecord[] = [];
  readonly #rejected: RejectedMessage[] = [];

  async saveScan(scan: FinishedScan, controls: readonly ControlRecord[]): Promise<void> {
    if (this.knownScans.get(scan.scanId)?.state.status === 'succeeded') return;
    this.knownScans.set(scan.scanId, scan);
    this.#controls.push(...controls);
  }

  async tenants(page: PageRequest): Promise<Page<TenantId>> {
    return pageOf('tenants', [...new Set(this.#finished().map((scan) => scan.tenantId))].sort(), page);
  }

  async latest(tenantId: TenantId): Promise<readonly ControlSummary[]> {
    const controls = new Set(this.#newestControls(tenantId).map(({ result }) => result.control));
    return [...controls].sort().flatMap((control) => {
      const record = this.#newestControls(tenantId).find(({ result }) => result.control === control);
      return record ? [summarize(record)] : [];
    });
  }

  async latestOf(tenantId: TenantId, control: string): Promise<ControlRecord | undefined> {
    return this.#newestControls(tenantId).find(({ result }) => result.control === control);
  }

  async history(tenantId: TenantId, control: string, page: PageRequest): Promise<Page<ControlSummary>> {
    const records = this.#newestControls(tenantId).filter(({ result }) => result.control === control);
    return pageOf(`history ${control}`, records.map(summarize), page);
  }

  async scans(tenantId: TenantId, page: PageRequest): Promise<Page<FinishedScan>> {
    return pageOf('scans', this.#finishedOf(tenantId), page);
  }

  async scan(tenantId: TenantId, scanId: ScanId): Promise<Scan | undefined> {
    const scan = this.knownScans.get(scanId);
    return scan?.tenantId === tenantId ? scan : undefined;
  }

  async newestSucceededScan(tenantId: TenantId): Promise<Scan<Succeeded> | undefined> {
    return this.#finishedOf(tenantId).find(isSucceeded);
  }

  async saveRejectedMessage(message: RejectedMessage): Promise<boolean> {
    if (this.#rejected.some(({ messageId }) => messageId === message.messageId)) return false;
    this.#rejected.push(message);
    return true;
  }

  async rejectedMessages(page: PageRequest): Promise<Page<RejectedMessage>> {
    return pageOf(
      'rejected',
      this.#rejected.toSorted((a, b) => compare(b.rejectedAt, a.rejectedAt)),
      page,
    );
  }

  #newestControls(tenantId: TenantId): ControlRecord[] {
    return this.#controls.filter((record) => record.tenantId === tenantId).toSorted(newestFirst);
  }

  #finished(): FinishedScan[] {
    return [...this.knownScans.values()].filter(isFinished);
  }

  #finishedOf(tenantId: TenantId): FinishedScan[] {
    return this.#finished()
      .filter((scan) => scan.tenantId === tenantId)
      .toSorted(newestFirst);
  }
}

function newestFirst(a: { readonly requestedAt: string }, b: { readonly requestedAt: string }): number {
  return compare(b.requestedAt, a.requestedAt);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isSucceeded(scan: Scan): scan is Scan<Succeeded> {
  return scan.state.status === 'succeeded';
}

function isFinished(scan: Scan): scan is FinishedScan {
  return scan.state.status === 'succeeded' || scan.state.status === 'failed';
}
