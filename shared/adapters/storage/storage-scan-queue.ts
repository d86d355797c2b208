import type { QueueClient } from '@azure/storage-queue';
import type { ScanQueue } from '../../application/ports/scan-queue.ts';
import type { ScanRequest } from '../../application/scan-request.ts';
import { creatingIfMissing } from './creating-if-missing.ts';
import { retriesAsTries, type StorageConnection } from './storage-connection.ts';
import { reachingStorage } from './storage-errors.ts';

/** The SDK is loaded with the first use, not with the program. */
export async function openScanQueue(connection: StorageConnection, name: string): Promise<ScanQueue> {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const options = { retryOptions: retriesAsTries };
  const service =
    connection.kind === 'connectionString'
      ? QueueServiceClient.fromConnectionString(connection.connectionString, options)
      : new QueueServiceClient(connection.queueServiceUri, await connection.credential(), options);
  return new StorageScanQueue(service.getQueueClient(name));
}

/** Sends the request as plain JSON text: `messageEncoding` is `none` in host.json. */
class StorageScanQueue implements ScanQueue {
  readonly #client: QueueClient;

  constructor(client: QueueClient) {
    this.#client = client;
  }

  async put(request: ScanRequest, { delaySeconds }: { readonly delaySeconds: number }): Promise<void> {
    const send = () => this.#client.sendMessage(JSON.stringify(request), { visibilityTimeout: delaySeconds });
    const create = () => this.#client.createIfNotExists();
    await reachingStorage('queueing a scan', () => creatingIfMissing(create, send));
  }
}
