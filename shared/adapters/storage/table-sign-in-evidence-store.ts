import type { TenantId } from '../../application/identifiers.ts';
import type {
  CollectedSlice,
  Collection,
  Collector,
  SignInEvidenceStore,
} from '../../application/ports/sign-in-evidence-store.ts';
import type { Slice } from '../../application/sign-ins/slices.ts';
import { TransientError } from '../../core/errors.ts';
import type { DeviceCodeUse, PolicyResult, SignInCounts } from '../../core/sign-ins/sign-in-counts.ts';
import type { Documents } from './documents.ts';
import {
  collectedSliceSchema,
  collectionSchema,
  collectorSchema,
  packPolicyResults,
  signInRowKeys,
  unpackPolicyResults,
  usesSchema,
} from './sign-in-rows.ts';
import { type Row, replaceRow, type StorageTable } from './storage-table.ts';

const mostAttempts = 8;
/** More than are collected in forty years: the list begins with the oldest, and the newest must not be cut off. */
const mostSlices = 100_000;

/** Counts in Table Storage, long ones in Blob Storage. */
export class TableSignInEvidenceStore implements SignInEvidenceStore {
  readonly #table: StorageTable;
  readonly #documents: Documents;

  constructor(table: StorageTable, documents: Documents) {
    this.#table = table;
    this.#documents = documents;
  }

  async collection(tenantId: TenantId): Promise<Collection> {
    return collectionIn(await this.#table.get(tenantId, signInRowKeys.collection));
  }

  async begin(tenantId: TenantId, collector: Collector): Promise<boolean> {
    const row = await this.#table.get(tenantId, signInRowKeys.collection);
    const current = collectorIn(row);
    const isTaken = current !== undefined && current.messageId !== collector.messageId;
    if (isTaken && current.until > collector.at) return false;
    // Refused when another took it at the same moment.
    return this.#table.submit([collectionAction(tenantId, collectionIn(row), collector, row)]);
  }

  async end(tenantId: TenantId, collection: Collection): Promise<void> {
    await this.#untilWritten(async () => {
      const row = await this.#table.get(tenantId, signInRowKeys.collection);
      return this.#table.submit([collectionAction(tenantId, collection, undefined, row)]);
    });
  }

  async saveSlice(
    tenantId: TenantId,
    slice: CollectedSlice,
    { uses, policyResults }: Pick<SignInCounts, 'uses' | 'policyResults'>,
  ): Promise<void> {
    const folder = `${tenantId}/${slice.from.slice(0, 'YYYY-MM-DDTHH'.length)}`;
    const [usesColumns, resultsColumns] = await Promise.all([
      this.#documents.write(uses, folder),
      this.#documents.write(packPolicyResults(policyResults), folder),
    ]);
    const sliceKeys = { partitionKey: tenantId, rowKey: signInRowKeys.slice(slice.from) };
    const resultsKeys = { partitionKey: tenantId, rowKey: signInRowKeys.policyResults(slice.from) };
    await this.#untilWritten(async () => {
      const [row, resultsRow] = await Promise.all([
        this.#table.get(sliceKeys.partitionKey, sliceKeys.rowKey),
        this.#table.get(resultsKeys.partitionKey, resultsKeys.rowKey),
      ]);
      if (row !== undefined && sliceIn(row).readAt > slice.readAt) return true;
      return this.#table.submit([
        replaceRow(row, { ...sliceKeys, slice: JSON.stringify(slice), ...usesColumns }),
        replaceRow(resultsRow, { ...resultsKeys, ...resultsColumns }),
      ]);
    });
  }

  async slices(tenantId: TenantId, { from, to }: Slice): Promise<readonly CollectedSlice[]> {
    const { slice: keyOf, slicePrefix: prefix } = signInRowKeys;
    const after = justBefore(keyOf(from));
    const range = { partitionKey: tenantId, prefix, after, columns: ['slice'] };
    const rows = await this.#table.list(range, mostSlices);
    return rows.map(sliceIn).filter((slice) => slice.from < to);
  }

  async uses(tenantId: TenantId, { from }: Slice): Promise<readonly DeviceCodeUse[]> {
    const row = await this.#table.get(tenantId, signInRowKeys.slice(from));
    return row === undefined ? [] : usesSchema.parse(await this.#documents.read(row));
  }

  async policyResults(tenantId: TenantId, { from }: Slice): Promise<readonly PolicyResult[]> {
    const row = await this.#table.get(tenantId, signInRowKeys.policyResults(from));
    return row === undefined ? [] : unpackPolicyResults(await this.#documents.read(row));
  }

  /** Two writers of one row seldom meet; more often than this in a row is a fault. */
  async #untilWritten(write: () => Promise<boolean>): Promise<void> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      if (await write()) return;
    }
    throw new TransientError('Others kept writing the same sign-in counts. The collection is tried again.');
  }
}

/** A text that sorts before this key and after all keys before it, as lists begin after a key. */
function justBefore(rowKey: string): string {
  return rowKey.slice(0, -1);
}

function collectionAction(
  partitionKey: TenantId,
  collection: Collection,
  collector: Collector | undefined,
  current: Row | undefined,
) {
  return replaceRow(current, {
    partitionKey,
    rowKey: signInRowKeys.collection,
    collection: JSON.stringify(collection),
    collector: collector === undefined ? '' : JSON.stringify(collector),
  });
}

function collectionIn(row: Row | undefined): Collection {
  return row === undefined ? {} : collectionSchema.parse(JSON.parse(String(row['collection'])));
}

function collectorIn(row: Row | undefined): Collector | undefined {
  const collector = row?.['collector'];
  if (typeof collector !== 'string' || collector === '') return undefined;
  return collectorSchema.parse(JSON.parse(collector));
}

function sliceIn(row: Row): CollectedSlice {
  return collectedSliceSchema.parse(JSON.parse(String(row['slice'])));
}
