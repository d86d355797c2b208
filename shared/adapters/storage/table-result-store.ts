import type * as z from 'zod/mini';
import type { ControlRecord, ControlSummary } from '../../application/control-record.ts';
import { type ScanId, type TenantId, tenantIdSchema } from '../../application/identifiers.ts';
import type {
  Page,
  PageRequest,
  RejectedMessage,
  ResultStore,
} from '../../application/ports/result-store.ts';
import type { FinishedScan, Scan, Succeeded } from '../../application/scan.ts';
import { TransientError } from '../../core/errors.ts';
import { continuationAfter, rowKeyOf } from './continuation.ts';
import type { Documents } from './documents.ts';
import {
  rejectedMessageKey,
  rejectedMessagePrefix,
  rejectedMessagesPartition,
  rowKeys,
  tenantPrefix,
  tenantsPartition,
} from './row-keys.ts';
import { type CurrentRows, type PlacedScan, scanActions } from './scan-rows.ts';
import type { Row, StorageTable } from './storage-table.ts';
import {
  controlRecordSchema,
  controlSummarySchema,
  finishedScanSchema,
  rejectedMessageSchema,
  scanSchema,
  succeededScanSchema,
} from './stored-shapes.ts';

export const resultsTableName = 'results';

/** Two scans of one tenant seldom end at the same moment; more often than this in a row is a fault. */
const mostAttempts = 8;
const mostControls = 100;

/** Results in Table Storage, long documents in Blob Storage. */
export class TableResultStore implements ResultStore {
  readonly #table: StorageTable;
  readonly #documents: Documents;

  constructor(table: StorageTable, documents: Documents) {
    this.#table = table;
    this.#documents = documents;
  }

  async saveScan(scan: FinishedScan, controls: readonly ControlRecord[]): Promise<void> {
    const placed = await this.#place(scan, controls);
    await this.#listTenant(scan.tenantId);
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const current = await this.#currentRows(scan);
      if (current.get(rowKeys.scan(scan.scanId))?.['status'] === 'succeeded') return;
      if (await this.#table.submit(scanActions(placed, current))) return;
    }
    throw new TransientError(
      'Other scans of the tenant kept ending at the same moment. The scan is tried again.',
    );
  }

  async tenants(page: PageRequest): Promise<Page<TenantId>> {
    return this.#page(tenantsPartition, tenantPrefix, page, (row) =>
      tenantIdSchema.parse(row.rowKey.slice(tenantPrefix.length)),
    );
  }

  async latest(tenantId: TenantId): Promise<readonly ControlSummary[]> {
    const range = { partitionKey: tenantId, prefix: rowKeys.latestPrefix, columns: ['summary'] };
    return (await this.#table.list(range, mostControls)).map(summaryOf);
  }

  async latestOf(tenantId: TenantId, control: string): Promise<ControlRecord | undefined> {
    return this.#document(tenantId, rowKeys.latest(control), controlRecordSchema);
  }

  async history(tenantId: TenantId, control: string, page: PageRequest): Promise<Page<ControlSummary>> {
    return this.#page(tenantId, rowKeys.historyPrefix(control), page, summaryOf);
  }

  async scans(tenantId: TenantId, page: PageRequest): Promise<Page<FinishedScan>> {
    return this.#page(tenantId, rowKeys.finishedPrefix, page, async (row) =>
      finishedScanSchema.parse(await this.#documents.read(row)),
    );
  }

  async scan(tenantId: TenantId, scanId: ScanId): Promise<Scan | undefined> {
    return this.#document(tenantId, rowKeys.scan(scanId), scanSchema);
  }

  async newestSucceededScan(tenantId: TenantId): Promise<Scan<Succeeded> | undefined> {
    return this.#document(tenantId, rowKeys.newestSucceeded, succeededScanSchema);
  }

  async saveRejectedMessage(message: RejectedMessage): Promise<boolean> {
    const rowKey = rejectedMessageKey(message.rejectedAt, message.messageId);
    return this.#table.submit([
      ['create', { partitionKey: rejectedMessagesPartition, rowKey, message: JSON.stringify(message) }],
    ]);
  }

  async rejectedMessages(page: PageRequest): Promise<Page<RejectedMessage>> {
    return this.#page(rejectedMessagesPartition, rejectedMessagePrefix, page, (row) =>
      rejectedMessageSchema.parse(JSON.parse(String(row['message']))),
    );
  }

  async #place(scan: FinishedScan, controls: readonly ControlRecord[]): Promise<PlacedScan> {
    const folder = `${scan.tenantId}/${scan.scanId}`;
    return {
      scan,
      scanColumns: await this.#documents.write(scan, folder),
      controls: await Promise.all(
        controls.map(async (record) => ({ record, columns: await this.#documents.write(record, folder) })),
      ),
    };
  }

  /** Before its first results rather than after: a tenant listed with none is harmless, one not listed is lost. */
  async #listTenant(tenantId: TenantId): Promise<void> {
    await this.#table.submit([
      ['upsert', { partitionKey: tenantsPartition, rowKey: `${tenantPrefix}${tenantId}` }, 'Merge'],
    ]);
  }

  async #currentRows({ tenantId, scanId }: FinishedScan): Promise<CurrentRows> {
    const range = { partitionKey: tenantId, prefix: rowKeys.latestPrefix, columns: ['requestedAt'] };
    const rows = await Promise.all([
      this.#table.get(tenantId, rowKeys.scan(scanId)),
      this.#table.get(tenantId, rowKeys.newestSucceeded),
      this.#table.list(range, mostControls),
    ]);
    return new Map(rows.flat().flatMap((row) => (row === undefined ? [] : [[row.rowKey, row]])));
  }

  async #document<Value>(
    partitionKey: string,
    rowKey: string,
    schema: z.ZodMiniType<Value>,
  ): Promise<Value | undefined> {
    const row = await this.#table.get(partitionKey, rowKey);
    return row === undefined ? undefined : schema.parse(await this.#documents.read(row));
  }

  /** One row more than asked for tells whether there is a next page. */
  async #page<Item>(
    partitionKey: string,
    prefix: string,
    { size, continuation }: PageRequest,
    toItem: (row: Row) => Item | Promise<Item>,
  ): Promise<Page<Item>> {
    const range = { partitionKey, prefix, after: rowKeyOf(continuation, prefix) };
    const rows = await this.#table.list(range, size + 1);
    const items = await Promise.all(rows.slice(0, size).map(toItem));
    const last = rows.length > size ? rows[size - 1] : undefined;
    return last === undefined ? { items } : { items, continuation: continuationAfter(last.rowKey) };
  }
}

function summaryOf(row: Row): ControlSummary {
  return controlSummarySchema.parse(JSON.parse(String(row['summary'])));
}
