import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { BlobContainer } from './blob-container.ts';
import type { Row } from './storage-table.ts';

export const documentsContainerName = 'results';

/** Where a row's JSON stands: in the row, or, when it is long, in a blob that the row names. */
export type DocumentColumns =
  | { readonly document: string; readonly documentBlob: '' }
  | { readonly document: ''; readonly documentBlob: string };

/**
 * Table Storage holds 64 KiB of UTF-16 in a property and 4 MiB in a transaction: at this length, one scan of the
 * forty controls that a transaction has room for stays below both.
 */
const longestInRow = 15_000;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** JSON documents of any length for rows of bounded size. The container is opened only for a long one. */
export class Documents {
  readonly #openContainer: () => Promise<BlobContainer>;

  constructor(openContainer: () => Promise<BlobContainer>) {
    this.#openContainer = openContainer;
  }

  /** The blob's name starts with `folder` and carries the hash of what it holds. */
  async write(value: unknown, folder: string): Promise<DocumentColumns> {
    const document = JSON.stringify(value);
    if (document.length <= longestInRow) return { document, documentBlob: '' };
    const documentBlob = `${folder}/${createHash('sha256').update(document).digest('hex')}.json.gz`;
    const container = await this.#openContainer();
    await container.upload(documentBlob, await compress(document));
    return { document: '', documentBlob };
  }

  async read(row: Row): Promise<unknown> {
    const { document, documentBlob } = row;
    if (typeof document === 'string' && document !== '') return JSON.parse(document);
    if (typeof documentBlob !== 'string') throw new Error(`Row ${row.rowKey} holds no document.`);
    const container = await this.#openContainer();
    const bytes = await container.download(documentBlob);
    if (bytes === undefined) {
      throw new Error(`The blob ${documentBlob}, named by row ${row.rowKey}, is missing from the container.`);
    }
    return JSON.parse((await decompress(bytes)).toString());
  }
}
