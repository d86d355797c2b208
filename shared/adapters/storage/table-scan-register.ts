import { reliedOnForMilliseconds, type ScanRegister } from '../../application/ports/scan-register.ts';
import type { Scan, Waiting } from '../../application/scan.ts';
import { parseScanRequest, type ScanRequest } from '../../application/scan-request.ts';
import { TransientError } from '../../core/errors.ts';
import { rowKeys } from './row-keys.ts';
import { type Action, type Row, replaceRow, type StorageTable } from './storage-table.ts';

const mostAttempts = 8;

/** The waiting scan of a tenant is one row of its partition: of several writers, the first wins. */
export class TableScanRegister implements ScanRegister {
  readonly #table: StorageTable;

  constructor(table: StorageTable) {
    this.#table = table;
  }

  async register(request: ScanRequest): Promise<ScanRequest> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const row = await this.#table.get(request.tenantId, rowKeys.waiting);
      const waiting = requestIn(row);
      if (waiting && isReliedOn(waiting, request)) return waiting;
      const actions = [waitingAction(request, request, row), scanAction(request, 'queued', undefined)];
      if (await this.#table.submit(actions)) return request;
    }
    throw new TransientError(
      'Too many requests for scans of this tenant at the same moment. Request it again.',
    );
  }

  async withdraw(request: ScanRequest): Promise<void> {
    const row = await this.#table.get(request.tenantId, rowKeys.waiting);
    if (requestIn(row)?.scanId !== request.scanId) return;
    const { tenantId: partitionKey, scanId } = request;
    // Refused when the scan was taken over meanwhile; then there is nothing left to withdraw.
    await this.#table.submit([
      waitingAction(request, undefined, row),
      ['delete', { partitionKey, rowKey: rowKeys.scan(scanId) }],
    ]);
  }

  async begin(request: ScanRequest): Promise<void> {
    const { tenantId, scanId } = request;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const [waitingRow, scanRow] = await Promise.all([
        this.#table.get(tenantId, rowKeys.waiting),
        this.#table.get(tenantId, rowKeys.scan(scanId)),
      ]);
      const isWaiting = requestIn(waitingRow)?.scanId === scanId;
      const actions = [
        ...(isWaiting ? [waitingAction(request, undefined, waitingRow)] : []),
        ...(scanRow?.['status'] === 'succeeded' ? [] : [scanAction(request, 'running', scanRow)]),
      ];
      if (actions.length === 0 || (await this.#table.submit(actions))) return;
    }
    throw new TransientError('The start of the scan could not be recorded. The scan is tried again.');
  }
}

function waitingAction(
  { tenantId: partitionKey }: ScanRequest,
  waiting: ScanRequest | undefined,
  current: Row | undefined,
): Action {
  const request = waiting === undefined ? '' : JSON.stringify(waiting);
  return replaceRow(current, { partitionKey, rowKey: rowKeys.waiting, request });
}

function scanAction(request: ScanRequest, status: Waiting['status'], current: Row | undefined): Action {
  const { version: _, ...requested } = request;
  const { tenantId: partitionKey, scanId, requestedAt } = request;
  const scan: Scan<Waiting> = { ...requested, state: { status } };
  const columns = { scanId, requestedAt, status, document: JSON.stringify(scan), documentBlob: '' };
  return replaceRow(current, { partitionKey, rowKey: rowKeys.scan(scanId), ...columns });
}

function requestIn(row: Row | undefined): ScanRequest | undefined {
  const request = row?.['request'];
  return typeof request === 'string' && request !== '' ? parseScanRequest(JSON.parse(request)) : undefined;
}

function isReliedOn(waiting: ScanRequest, request: ScanRequest): boolean {
  return Date.parse(request.requestedAt) - Date.parse(waiting.requestedAt) < reliedOnForMilliseconds;
}
