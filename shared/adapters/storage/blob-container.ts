import type { Readable } from 'node:stream';
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

// No Content-Encoding: clients on the way would unpack, and the bytes would not be those that were hashed.
const blobHTTPHeaders = { blobContentType: 'application/gzip' };

const blockBytes = 4 * 1024 * 1024;
const blocksAtOnce = 2;

/** JSON documents, gzip-compressed as a rule, each written once under a name of its own. */
export class BlobContainer {
  readonly #client: ContainerClient;

  constructor(client: ContainerClient) {
    this.#client = client;
  }

  async upload(name: string, gzippedJson: Uint8Array): Promise<void> {
    const write = () => this.#client.getBlockBlobClient(name).uploadData(gzippedJson, { blobHTTPHeaders });
    await reachingStorage(`writing blob ${name}`, () => creatingIfMissing(this.#create, write));
  }

  /** Block by block, as the stream gives them; the blob is there when all are. A second try asks for a second stream. */
  async uploadStream(name: string, gzippedJson: () => Readable): Promise<void> {
    const blob = this.#client.getBlockBlobClient(name);
    const write = () => blob.uploadStream(gzippedJson(), blockBytes, blocksAtOnce, { blobHTTPHeaders });
    await reachingStorage(`writing blob ${name}`, () => creatingIfMissing(this.#create, write));
  }

  /** False where the name is taken; then nothing was written, and what stands there stays. */
  async createOnce(name: string, bytes: Uint8Array, blobContentType: string): Promise<boolean> {
    const options = { conditions: { ifNoneMatch: '*' }, blobHTTPHeaders: { blobContentType } };
    const write = () => this.#client.getBlockBlobClient(name).uploadData(bytes, options);
    return reachingStorage(`writing blob ${name}`, async () => {
      try {
        await creatingIfMissing(this.#create, write);
        return true;
      } catch (error) {
        if (storageStatus(error) === 'conflict') return false;
        throw error;
      }
    });
  }

  /** All that start so, in their order. */
  async names(prefix: string): Promise<string[]> {
    return this.#listing(prefix, async (names) => {
      for await (const { name } of this.#client.listBlobsFlat({ prefix })) names.push(name);
    });
  }

  /** What stands before the next `/` in the names that start so, each once, with the `/`. */
  async folders(prefix: string): Promise<string[]> {
    return this.#listing(prefix, async (folders) => {
      for await (const item of this.#client.listBlobsByHierarchy('/', { prefix })) {
        if (item.kind === 'prefix') folders.push(item.name);
      }
    });
  }

  /** Nothing where the container is not made yet. */
  async #listing(prefix: string, list: (found: string[]) => Promise<void>): Promise<string[]> {
    return reachingStorage(`listing blobs ${prefix}`, async () => {
      const found: string[] = [];
      try {
        await list(found);
      } catch (error) {
        if (storageStatus(error) !== 'notFound') throw error;
      }
      return found;
    });
  }

  async exists(name: string): Promise<boolean> {
    return reachingStorage(`looking for blob ${name}`, () => this.#client.getBlobClient(name).exists());
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

  /** The same piece by piece: what the stream does not give in time is waited for by whoever reads it. */
  async downloadStream(name: string): Promise<NodeJS.ReadableStream | undefined> {
    return reachingStorage(`reading blob ${name}`, async () => {
      try {
        return (await this.#client.getBlobClient(name).download()).readableStreamBody;
      } catch (error) {
        if (storageStatus(error) === 'notFound') return undefined;
        throw error;
      }
    });
  }

  readonly #create = () => this.#client.createIfNotExists();
}
