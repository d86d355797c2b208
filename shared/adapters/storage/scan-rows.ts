import { type ControlRecord, summarize } from '../../application/control-record.ts';
import type { FinishedScan } from '../../application/scan.ts';
import type { DocumentColumns } from './documents.ts';
import { rowKeys } from './row-keys.ts';
import { type Action, putRow, type Row, replaceRow } from './storage-table.ts';

/** One scan with its documents placed, ready to become rows. */
export interface PlacedScan {
  readonly scan: FinishedScan;
  readonly scanColumns: DocumentColumns;
  readonly controls: readonly { readonly record: ControlRecord; readonly columns: DocumentColumns }[];
}

/** The rows of the tenant that a new scan may replace, by row key. */
export type CurrentRows = ReadonlyMap<string, Row>;

/** One transaction: it fails as a whole when any row that it replaces is no longer the one in `current`. */
export function scanActions({ scan, scanColumns, controls }: PlacedScan, current: CurrentRows): Action[] {
  const { tenantId: partitionKey, scanId, requestedAt, state } = scan;
  const order = { scanId, requestedAt };
  const scanRow = { partitionKey, ...order, status: state.status, ...scanColumns };

  const replaceOlder = (rowKey: string, columns: object): Action[] => {
    const row = current.get(rowKey);
    return isYounger(row, requestedAt) ? [] : [replaceRow(row, { partitionKey, rowKey, ...columns })];
  };

  return [
    replaceRow(current.get(rowKeys.scan(scanId)), { ...scanRow, rowKey: rowKeys.scan(scanId) }),
    putRow({ ...scanRow, rowKey: rowKeys.finished(requestedAt, scanId) }),
    ...(state.status === 'succeeded' ? replaceOlder(rowKeys.newestSucceeded, scanRow) : []),
    ...controls.flatMap(({ record, columns }) => {
      const { control } = record.result;
      const summary = JSON.stringify(summarize(record));
      return [
        putRow({ partitionKey, rowKey: rowKeys.history(control, requestedAt, scanId), ...order, summary }),
        ...replaceOlder(rowKeys.latest(control), { ...order, summary, ...columns }),
      ];
    }),
  ];
}

function isYounger(row: Row | undefined, requestedAt: string): boolean {
  return typeof row?.['requestedAt'] === 'string' && row['requestedAt'] > requestedAt;
}
