import { constants } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { PrincipalNumbers } from '../core/conditional-access/principal-numbers.ts';
import { InputError } from '../core/errors.ts';
import type { LargeTenant, TenantSnapshot } from '../core/tenant-snapshot.ts';
import { FileWindow } from './export-bytes/file-window.ts';
import { readExportBytes, readExportWindow } from './export-bytes/read-export-bytes.ts';
import { exportPieces } from './export-pieces.ts';
import { type PolicyDocument, policyDocument, tenantDocument } from './policy-documents.ts';
import {
  decode,
  inFile,
  namingFile,
  parseJson,
  readFileBytes,
  readJsonFile,
  unreadable,
} from './read-json.ts';
import { readLargeExport } from './read-large-export.ts';

/** One tenant, and the hash of the bytes that it was read from. */
export interface TenantInput {
  readonly snapshot: TenantSnapshot | LargeTenant;
  /** `sha256:` and hexadecimal digits. */
  readonly inputHash: string;
}

export function hashOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Throws InputError where the path does not exist or may not be looked at. */
export async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error) => unreadable(path, error));
  return found.isDirectory();
}

/** The same pieces; what the operating system says against reading them becomes an InputError that names them. */
export async function* readPieces(
  name: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    if (isSystemError(error)) unreadable(name, error);
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/**
 * A file that one string cannot hold is read in pieces; it must be a tenant export. Its users and groups enter
 * `numbers`, which two tenants must share to be comparable.
 */
export async function readTenantFile(
  path: string,
  { longest = constants.MAX_STRING_LENGTH, ...reading }: ReadingOptions = {},
): Promise<TenantInput> {
  const { size } = await stat(path).catch((error) => unreadable(path, error));
  if (size > longest) return readLargeFile(path, reading);
  const bytes = await readFileBytes(path);
  return { snapshot: inFile(path, () => tenantIn(bytes, reading)), inputHash: hashOf(bytes) };
}

/** Of one document. Throws InputError where it is not JSON, or holds no policies. */
export function tenantIn(
  bytes: Uint8Array,
  { numbers, keeps }: Omit<ReadingOptions, 'longest'> = {},
): TenantSnapshot | LargeTenant {
  // Whoever wants more of users than verdicts need gets them as they came.
  const tenant = keeps === undefined ? readExportBytes(bytes, numbers) : undefined;
  return tenant ?? tenantDocument(parseJson(decode(bytes)));
}

export interface ReadingOptions {
  /** In bytes: a longer file is read in pieces. */
  readonly longest?: number;
  readonly numbers?: PrincipalNumbers;
  /** Of a longer file, what no verdict needs and is dropped otherwise. */
  readonly keeps?: 'userPrincipalNames';
}

async function readLargeFile(
  path: string,
  { numbers, keeps }: Omit<ReadingOptions, 'longest'>,
): Promise<TenantInput> {
  const input = keeps === undefined ? await readInWindow(path, numbers) : undefined;
  if (input !== undefined) return input;
  const hash = createHash('sha256');
  const hashed = hashing(readPieces(path, createReadStream(path)), hash);
  const snapshot = await readLargeExport(exportPieces(hashed), numbers, keeps).catch((error) =>
    namingFile(path, error),
  );
  return { snapshot, inputHash: `sha256:${hash.digest('hex')}` };
}

/** Undefined for what must be read in pieces to learn what it is. */
async function readInWindow(path: string, numbers?: PrincipalNumbers): Promise<TenantInput | undefined> {
  await using file = await open(path).catch((error) => unreadable(path, error));
  const window = new FileWindow(file.fd, windowLength);
  try {
    const snapshot = readExportWindow(window, numbers);
    return snapshot && { snapshot, inputHash: `sha256:${window.sha256()}` };
  } catch (error) {
    if (isSystemError(error)) unreadable(path, error);
    throw error;
  }
}

/** In bytes: four times what the longest part of an export takes that is not read element by element, its policies. */
const windowLength = 1 << 26;

/** The same pieces, which the hash goes over as they pass. */
async function* hashing(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    hash.update(bytes);
    yield bytes;
  }
}

/**
 * One tenant: the policies and named locations of all JSON files below the folder, in the order of their paths.
 * JSON of other kinds is passed over. The hash goes over path, length and bytes of each file that was taken.
 */
export async function readTenantFolder(folder: string): Promise<TenantInput> {
  const documents: PolicyDocument[] = [];
  const hash = createHash('sha256');
  for (const name of await jsonFilesIn(folder)) {
    const path = join(folder, name);
    const { bytes, json } = await readJsonFile(path);
    const document = inFile(path, () => policyDocument(json));
    if (document === undefined) continue;
    documents.push(document);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return { snapshot: inFile(folder, () => together(documents)), inputHash: `sha256:${hash.digest('hex')}` };
}

/** Paths below the folder with `/` between their parts, in an order that no file system decides. */
async function jsonFilesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) =>
    unreadable(folder, error),
  );
  return entries
    .filter((entry) => !entry.isDirectory() && /\.json$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

function together(documents: readonly PolicyDocument[]): TenantSnapshot {
  if (documents.length === 0) {
    throw new InputError([{ member: '', message: 'holds no JSON file with Conditional Access policies' }]);
  }
  const tenantIds = [...new Set(documents.flatMap(({ tenantId }) => tenantId ?? []))];
  const [tenantId, another] = tenantIds;
  if (another !== undefined) {
    throw new InputError([
      { member: 'tenantId', message: `holds more than one tenant: ${tenantId} and ${another}` },
    ]);
  }
  const namedLocations = documents.flatMap((document) => document.namedLocations ?? []);
  const unread = documents.flatMap((document) => document.unread ?? []);
  const passedOver = new Set(documents.flatMap((document) => document.passedOver ?? []));
  return {
    ...(tenantId !== undefined && { tenantId }),
    policies: documents.flatMap(({ policies }) => policies),
    ...(namedLocations.length > 0 && { namedLocations }),
    ...(unread.length > 0 && { unread }),
    ...(passedOver.size > 0 && { passedOver: [...passedOver] }),
  };
}
