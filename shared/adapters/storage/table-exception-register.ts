import * as z from 'zod/mini';
import { contentHashOf } from '../../application/exceptions/content-hash.ts';
import { type ExceptionSummary, summarizeException } from '../../application/exceptions/exception-summary.ts';
import {
  exceptionStepSchema,
  exceptionSummarySchema,
  registeredExceptionSchema,
} from '../../application/exceptions/registered-exception-schema.ts';
import type { ExceptionId, TenantId } from '../../application/identifiers.ts';
import type {
  ExceptionChange,
  ExceptionFilter,
  ExceptionRegister,
  KeptException,
} from '../../application/ports/exception-register.ts';
import type { Page, PageRequest } from '../../application/ports/result-store.ts';
import { settleInBatches } from '../../application/settle-in-batches.ts';
import { type ExceptionStep, lastStep } from '../../core/exceptions/exception-history.ts';
import type { Proposed, RegisteredException } from '../../core/exceptions/registered-exception.ts';
import { continuationAfter, rowKeyOf } from './continuation.ts';
import type { Documents } from './documents.ts';
import { exceptionRowKeys } from './row-keys.ts';
import { type Action, putRow, type Row, replaceRow, type StorageTable } from './storage-table.ts';

export const exceptionsTableName = 'exceptions';
export const exceptionsContainerName = 'exceptions';

const all = Number.MAX_SAFE_INTEGER;

/**
 * A partition for each tenant. Every step writes, in one transaction under the ETag of the state row: the state row,
 * the row of the list, and a row of the history that is never written again. Long lists of members lie in blobs.
 */
export class TableExceptionRegister implements ExceptionRegister {
  readonly #table: StorageTable;
  readonly #documents: Documents;

  constructor(table: StorageTable, documents: Documents) {
    this.#table = table;
    this.#documents = documents;
  }

  async create(entry: RegisteredException<Proposed>): Promise<boolean> {
    return this.#table.submit(await this.#actions(entry, undefined));
  }

  async find(tenantId: TenantId, id: ExceptionId): Promise<KeptException | undefined> {
    const row = await this.#table.get(tenantId, exceptionRowKeys.state(id));
    return row === undefined ? undefined : this.#kept(row);
  }

  async change(changes: readonly ExceptionChange[]): Promise<boolean> {
    const actions = await Promise.all(
      changes.map(({ found, changed }) => this.#actions(changed, found.version)),
    );
    return this.#table.submit(actions.flat());
  }

  async list(
    tenantId: TenantId,
    filter: ExceptionFilter,
    { size, continuation }: PageRequest,
  ): Promise<Page<ExceptionSummary>> {
    const prefix = exceptionRowKeys.listPrefix;
    const where = conditionOf(filter);
    const rows = await this.#table.list(
      {
        partitionKey: tenantId,
        prefix,
        after: rowKeyOf(continuation, prefix),
        columns: ['summary'],
        ...(where !== undefined && { where }),
      },
      size + 1,
    );
    const items = rows.slice(0, size).map((row) => parsed(exceptionSummarySchema, row, 'summary'));
    const last = rows.length > size ? rows[size - 1] : undefined;
    return last === undefined ? { items } : { items, continuation: continuationAfter(last.rowKey) };
  }

  async openOrExpiredSince(tenantId: TenantId, day: string): Promise<readonly KeptException[]> {
    const where = `status ne 'ended' or (ending eq 'expired' and expiresOn ge '${z.iso.date().parse(day)}')`;
    const range = { partitionKey: tenantId, prefix: exceptionRowKeys.statePrefix, where };
    return settleInBatches(await this.#table.list(range, all), (row) => this.#kept(row));
  }

  async history(tenantId: TenantId, id: ExceptionId): Promise<readonly ExceptionStep[]> {
    const range = { partitionKey: tenantId, prefix: exceptionRowKeys.historyPrefix(id) };
    return (await this.#table.list(range, all)).map((row) => parsed(exceptionStepSchema, row, 'step'));
  }

  /** Throws where the content is not what its hash says, or stands elsewhere: somebody wrote it past the register. */
  async #kept(row: Row): Promise<KeptException> {
    const entry = registeredExceptionSchema.parse(await this.#documents.read(row));
    if (contentHashOf(entry) !== entry.contentHash) {
      throw new Error(
        `The exception ${entry.id} is not what was proposed: its content does not fit its hash.`,
      );
    }
    if (entry.tenantId !== row.partitionKey || exceptionRowKeys.state(entry.id) !== row.rowKey) {
      throw new Error(
        `The row ${row.partitionKey} ${row.rowKey} holds an exception that does not belong there.`,
      );
    }
    return { entry, version: row.etag };
  }

  async #actions(entry: RegisteredException, etag: string | undefined): Promise<readonly Action[]> {
    const { tenantId: partitionKey, id, exception, state, proposed } = entry;
    const columns = {
      status: state.status,
      ending: state.status === 'ended' ? state.ending.kind : '',
      expiresOn: exception.expiresOn,
    };
    const documentColumns = await this.#documents.write(entry, `${partitionKey}/${id}`);
    const stateKey = { partitionKey, rowKey: exceptionRowKeys.state(id) };
    const step = lastStep(entry);
    return [
      replaceRow(etag === undefined ? undefined : { ...stateKey, etag }, {
        ...stateKey,
        ...columns,
        ...documentColumns,
      }),
      putRow({
        partitionKey,
        rowKey: exceptionRowKeys.list(proposed.at, id),
        ...columns,
        summary: JSON.stringify(summarizeException(entry)),
      }),
      replaceRow(undefined, {
        partitionKey,
        rowKey: exceptionRowKeys.history(id, state.status),
        step: JSON.stringify(step),
      }),
    ];
  }
}

/** What has passed its last day counts as ended, whether or not that was recorded. Built of constants and a date. */
function conditionOf({ status, today }: ExceptionFilter): string | undefined {
  if (status === undefined) return undefined;
  const day = z.iso.date().parse(today);
  return status === 'ended'
    ? `status eq 'ended' or expiresOn lt '${day}'`
    : `status eq '${status}' and expiresOn ge '${day}'`;
}

function parsed<Value>(schema: z.ZodMiniType<Value>, row: Row, column: string): Value {
  return schema.parse(JSON.parse(String(row[column])));
}
