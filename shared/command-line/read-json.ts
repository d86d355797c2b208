import { constants } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { InputError } from '../core/errors.ts';

/** Bytes of a file or of one line, and the JSON in them. */
export interface ReadJson {
  readonly bytes: Uint8Array;
  readonly json: unknown;
}

/** Throws InputError naming the file where it cannot be read or is not JSON. */
export async function readJsonFile(path: string): Promise<ReadJson> {
  const bytes = await readFileBytes(path);
  return inFile(path, () => ({ bytes, json: parseJson(decode(bytes)) }));
}

/** Throws InputError naming the file where it cannot be read. */
export async function readFileBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error) => unreadable(path, error));
}

/** Throws what the operating system said of a path as an InputError that names it. */
export function unreadable(path: string, cause: NodeJS.ErrnoException): never {
  const message = whyUnreadable[cause.code ?? ''] ?? `cannot be read: ${cause.message}`;
  throw new InputError([{ member: path, message }], { cause });
}

const whyUnreadable: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read: permission denied',
  EISDIR: 'is a folder where a file is expected',
};

/** Puts the name of the file before the member in whatever is wrong with its content. */
export function inFile<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    return namingFile(path, error);
  }
}

/** Throws the error again, an InputError with the name of the file before its members. */
export function namingFile(path: string, error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  const problems = error.problems.map(({ member, message }) => ({
    member: member === '' ? path : `${path}: ${member}`,
    message,
  }));
  throw new InputError(problems, { cause: error });
}

export const tooLong = `is longer than ${Math.floor(constants.MAX_STRING_LENGTH / 1_000_000)} MB: split it`;

/**
 * Text of JSON in UTF-8, with or without a byte order mark, or in UTF-16 with one: that is what Windows PowerShell
 * writes by default. Throws InputError on anything else.
 */
export function decode(bytes: Uint8Array): string {
  if (bytes.length > constants.MAX_STRING_LENGTH) throw new InputError([{ member: '', message: tooLong }]);
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError([{ member: '', message: 'is not text in UTF-8' }], { cause });
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError([{ member: '', message: `is not JSON: ${why}` }], { cause });
  }
}
