import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBlobContainer } from '../../../shared/adapters/storage/blob-container.ts';
import { Documents } from '../../../shared/adapters/storage/documents.ts';
import type { StorageConnection } from '../../../shared/adapters/storage/storage-connection.ts';
import { openScanQueue } from '../../../shared/adapters/storage/storage-scan-queue.ts';
import { openTable } from '../../../shared/adapters/storage/storage-table.ts';
import {
  exceptionsContainerName,
  exceptionsTableName,
  TableExceptionRegister,
} from '../../../shared/adapters/storage/table-exception-register.ts';
import { resultsTableName, TableResultStore } from '../../../shared/adapters/storage/table-result-store.ts';
import { exceptionIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { TransientError } from '../../../shared/core/errors.ts';
import { controlRecord, scanId, scanRequest, succeededScan, tenantId } from '../../application/examples.ts';
import { proposedEntry } from '../../core/exceptions/register-examples.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';

let azurite: Azurite;
let connection: StorageConnection;

beforeAll(async () => {
  azurite = await startAzurite();
  connection = { kind: 'connectionString', connectionString: azurite.connectionString };
});
afterAll(() => azurite.stop());

describe('the scan queue', () => {
  it('makes the queue and sends the request as plain JSON, not seen before its delay', async () => {
    const scanQueue = await openScanQueue(connection, 'scans');

    await scanQueue.put(scanRequest(1), { delaySeconds: 0 });
    await scanQueue.put(scanRequest(2), { delaySeconds: 60 });

    const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('scans');
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 10 });
    expect(receivedMessageItems.map(({ messageText }) => JSON.parse(messageText))).toEqual([scanRequest(1)]);
  });
});

describe('the rows of a scan', () => {
  it('stay within the limits of Table Storage, however long a result is', async () => {
    const table = await openTable(connection, resultsTableName);
    const documents = new Documents(() => openBlobContainer(connection, 'results'));
    const longText = 'ü'.repeat(1_000_000);
    const record = controlRecord(1, 'fail', { result: { reasons: [longText], title: 'A title' } });
    const scan = succeededScan(1);
    const assumptions = Array.from({ length: 1_000 }, () => 'An assumption that is rather long.');

    await new TableResultStore(table, documents).saveScan(
      { ...scan, state: { ...scan.state, assumptions } },
      [record],
    );

    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(azurite.connectionString, 'results', options);
    for await (const row of client.listEntities()) {
      const texts = Object.values(row).filter((value) => typeof value === 'string');
      expect(Math.max(...texts.map((text) => text.length * 2))).toBeLessThanOrEqual(65_536);
      expect(row.rowKey).toMatch(/^[^/\\#?]{1,512}$/);
    }
  });
});

describe('the register of exceptions', () => {
  const options = { allowInsecureConnection: true };
  const client = () =>
    TableClient.fromConnectionString(azurite.connectionString, exceptionsTableName, options);
  const openRegister = async () =>
    new TableExceptionRegister(
      await openTable(connection, exceptionsTableName),
      new Documents(() => openBlobContainer(connection, exceptionsContainerName)),
    );
  const entry = proposedEntry();
  const [tenant, id] = [tenantIdSchema.parse(entry.tenantId), exceptionIdSchema.parse(entry.id)];

  it('believes no row that was written past it', async () => {
    const register = await openRegister();
    await register.create(entry);
    const rowKey = `exception|${id}`;
    const { document } = await client().getEntity<{ document: string }>(tenant, rowKey);

    const forged = document.replace(entry.exception.expiresOn, '2099-12-31');
    await client().updateEntity({ partitionKey: tenant, rowKey, document: forged }, 'Merge');

    await expect(register.find(tenant, id)).rejects.toThrow('its content does not fit its hash');
  });

  it('lets no exception hold in another tenant than the one that it was confirmed for', async () => {
    const register = await openRegister();
    const own = proposedEntry({ number: 2 });
    await register.create(own);
    const rowKey = `exception|${own.id}`;
    const other = tenantIdSchema.parse('0a000000-0000-4000-8000-000000000002');

    const { document, documentBlob, status } = await client().getEntity<Record<string, string>>(
      tenant,
      rowKey,
    );
    await client().createEntity({ partitionKey: other, rowKey, document, documentBlob, status });

    await expect(register.openOrExpiredSince(other, '2026-11-02')).rejects.toThrow('does not belong there');
  });
});

describe('storage that fails', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A table service that answers every request with this status. */
  async function tableAnswering(status: number) {
    server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    return connectionTo(`http://127.0.0.1:${port}/account`);
  }

  function connectionTo(tableEndpoint: string): StorageConnection {
    const parts = [
      'DefaultEndpointsProtocol=http',
      'AccountName=account',
      `AccountKey=${Buffer.from('made up').toString('base64')}`,
      `TableEndpoint=${tableEndpoint}`,
    ];
    return { kind: 'connectionString', connectionString: parts.join(';') };
  }

  it.each([
    [403, /needs Storage Table/],
    [503, /answered 503/],
    [429, /answered 429/],
  ])('is a passing trouble that says what to do: %s', async (status, advice) => {
    const table = await openTable(await tableAnswering(status), resultsTableName);

    const read = table.get('partition', 'row');

    await expect(read).rejects.toThrow(TransientError);
    await expect(read).rejects.toThrow(advice);
    await expect(read).rejects.toHaveProperty('cause');
  });

  it('is a passing trouble when it cannot be reached', async () => {
    const table = await openTable(connectionTo('http://127.0.0.1:1/account'), resultsTableName);

    await expect(table.get('partition', 'row')).rejects.toThrow(/could not be reached/);
  });

  it('is a bug when the request itself was wrong', async () => {
    const table = await openTable(await tableAnswering(400), resultsTableName);

    await expect(table.get('partition', 'row')).rejects.not.toThrow(TransientError);
  });

  it('writes nothing of a scan when a long part of it could not be kept', async () => {
    const table = await openTable(connection, resultsTableName);
    const failing = new Documents(() => Promise.reject(new TransientError('No blobs now.')));
    const store = new TableResultStore(table, failing);
    const long = controlRecord(7, 'fail', {
      tenant: tenantId(7),
      result: { reasons: ['x'.repeat(40_000)] },
    });

    await expect(store.saveScan(succeededScan(7, tenantId(7)), [long])).rejects.toThrow(TransientError);

    expect(await store.scan(tenantId(7), scanId(7))).toBeUndefined();
    expect((await store.tenants({ size: 100 })).items).not.toContain(tenantId(7));
  });
});
