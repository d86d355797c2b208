import type { TableClient, TransactionAction } from '@azure/data-tables';
import { creatingIfMissing } from './creating-if-missing.ts';
import { retries, type StorageConnection, speaksPlainHttp } from './storage-connection.ts';
import { reachingStorage, storageStatus } from './storage-errors.ts';

/** The SDK is loaded with the first use, not with the program. */
export async function openTable(connection: StorageConnection, name: string): Promise<StorageTable> {
  const { TableClient } = await import('@azure/data-tables');
  if (connection.kind === 'connectionString') {
    const options = {
      retryOptions: retries,
      allowInsecureConnection: speaksPlainHttp(connection.connectionString),
    };
    const client = TableClient.fromConnectionString(connection.connectionString, name, options);
    return new StorageTable(client);
  }
  const credential = await connection.credential();
  return new StorageTable(
    new TableClient(connection.tableServiceUri, name, credential, { retryOptions: retries }),
  );
}

/** A row as it is read: what else it holds is for the caller's schema to say. */
export interface Row {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly etag: string;
  readonly [column: string]: unknown;
}

export interface RowRange {
  readonly partitionKey: string;
  /** Row keys that start so. */
  readonly prefix: string;
  /** Only row keys after this one. */
  readonly after?: string | undefined;
  readonly columns?: readonly string[];
  /** A condition on columns, in OData; made of constants and checked values only. */
  readonly where?: string;
}

export type Action = TransactionAction;

/** Table Storage answers no more rows at once. */
const mostRowsInPage = 1_000;

interface Entity {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [column: string]: unknown;
}

/** Writes the whole row; the transaction fails when it is no longer as it was read, or exists where it did not. */
export function replaceRow(current: Row | undefined, entity: Entity): Action {
  return current === undefined ? ['create', entity] : ['update', entity, 'Replace', { etag: current.etag }];
}

/** Writes the whole row, whatever stands there. */
export function putRow(entity: Entity): Action {
  return ['upsert', entity, 'Replace'];
}

/** A table, made with the first write; until then every read finds nothing. */
export class StorageTable {
  readonly #client: TableClient;

  constructor(client: TableClient) {
    this.#client = client;
  }

  async get(partitionKey: string, rowKey: string): Promise<Row | undefined> {
    return reachingStorage(`reading ${rowKey}`, async () => {
      try {
        return asRow(await this.#client.getEntity(partitionKey, rowKey));
      } catch (error) {
        if (storageStatus(error) === 'notFound') return undefined;
        throw error;
      }
    });
  }

  /** The first rows of the range, in the order of their keys. */
  async list({ partitionKey, prefix, after, columns, where }: RowRange, most: number): Promise<Row[]> {
    return reachingStorage(`listing ${prefix}`, async () => {
      const { odata } = await import('@azure/data-tables');
      const lower = after ?? prefix;
      const upper = `${prefix}~`;
      const keys = odata`PartitionKey eq ${partitionKey} and RowKey gt ${lower} and RowKey lt ${upper}`;
      const filter = where === undefined ? keys : `${keys} and (${where})`;
      const queryOptions = { filter, ...(columns && { select: ['PartitionKey', 'RowKey', ...columns] }) };
      const rows: Row[] = [];
      try {
        for await (const page of this.#client
          .listEntities({ queryOptions })
          .byPage({ maxPageSize: Math.min(most, mostRowsInPage) })) {
          rows.push(...page.map(asRow));
          if (rows.length >= most) break;
        }
      } catch (error) {
        if (storageStatus(error) !== 'notFound') throw error;
      }
      return rows.slice(0, most);
    });
  }

  /** All or nothing. False when a row was not as its ETag said, existed already, or was gone. */
  async submit(actions: readonly Action[]): Promise<boolean> {
    return reachingStorage('writing rows', async () => {
      try {
        const create = () => this.#client.createTable();
        await creatingIfMissing(create, () => this.#client.submitTransaction([...actions]));
        return true;
      } catch (error) {
        if (storageStatus(error) === 'other') throw error;
        return false;
      }
    });
  }
}

function asRow(entity: Record<string, unknown>): Row {
  const { partitionKey, rowKey, etag } = entity;
  if (typeof partitionKey !== 'string' || typeof rowKey !== 'string' || typeof etag !== 'string') {
    throw new Error('Table Storage returned a row without its keys or its ETag.');
  }
  return { ...entity, partitionKey, rowKey, etag };
}
