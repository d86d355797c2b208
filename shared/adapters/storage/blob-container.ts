import type { ContainerClient } from '@azure/storage-blob';
import { creatingIfMissing } from './creating-if-missing.ts';
import { retriesAsTries, type StorageConnection } from './storage-connection.ts';
import { reachingStorage, storageStatus } from './storage-errors.ts';

/** The SDK is loaded with the first use, not with the program. */
export async function openBlobContainer(connection: StorageConnection, name: string): Promise<BlobContainer> {
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const options = { retryOptions: retriesAsTries };
  const service =
    connection.kind === 'connectionString'
      ? BlobServiceClient.fromConnectionString(connection.connectionString, options)
      : new BlobServiceClient(connection.blobServiceUri, await connection.credential(), options);
  return new BlobContainer(service.getContainerClient(name));
}

/** Gzip-compressed JSON documents, each written once under a name of its own. */
export class BlobContainer {
  readonly #client: ContainerClient;

  constructor(client: ContainerClient) {
    this.#client = client;
  }

  async upload(name: string, gzippedJson: Uint8Array): Promise<void> {
    // No Content-Encoding: clients on the way would unpack, and the bytes would not be those that were hashed.
    const blobHTTPHeaders = { blobContentType: 'application/gzip' };
    const write = () => this.#client.getBlockBlobClient(name).uploadData(gzippedJson, { blobHTTPHeaders });
    const create = () => this.#client.createIfNotExists();
    await reachingStorage(`writing blob ${name}`, () => creatingIfMissing(create, write));
  }

  async download(name: string): Promise<Uint8Array | undefined> {
    return reachingStorage(`reading blob ${name}`, async () => {
      try {
        return await this.#client.getBlobClient(name).downloadToBuffer();
      } catch (error) {
        if (storageStatus(error) === 'notFound') return undefined;
        throw error;
      }
    });
  }
}
