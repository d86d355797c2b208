import type { QueueClient } from '@azure/storage-queue';
import { creatingIfMissing } from './creating-if-missing.ts';
import { retriesAsTries, type StorageConnection } from './storage-connection.ts';
import { reachingStorage } from './storage-errors.ts';

/** The SDK is loaded with the first use, not with the program. */
export async function openQueue(connection: StorageConnection, name: string): Promise<StorageQueue> {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const options = { retryOptions: retriesAsTries };
  const service =
    connection.kind === 'connectionString'
      ? QueueServiceClient.fromConnectionString(connection.connectionString, options)
      : new QueueServiceClient(connection.queueServiceUri, await connection.credential(), options);
  return new StorageQueue(service.getQueueClient(name));
}

/** Sends messages as plain JSON text: `messageEncoding` is `none` in host.json. Made with the first message. */
export class StorageQueue {
  readonly #client: QueueClient;

  constructor(client: QueueClient) {
    this.#client = client;
  }

  /** The message is delivered after the delay at the earliest. */
  async send(message: unknown, delaySeconds = 0): Promise<void> {
    const send = () => this.#client.sendMessage(JSON.stringify(message), { visibilityTimeout: delaySeconds });
    const create = () => this.#client.createIfNotExists();
    await reachingStorage(`sending to queue ${this.#client.name}`, () => creatingIfMissing(create, send));
  }
}
