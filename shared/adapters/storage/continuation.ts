import { InputError } from '../../core/errors.ts';

/** Opaque to callers: the key of the last row that they saw. */
export function continuationAfter(rowKey: string): string {
  return Buffer.from(rowKey).toString('base64url');
}

/** Throws InputError for a continuation that was not given out for the list with this prefix. */
export function rowKeyOf(continuation: string | undefined, prefix: string): string | undefined {
  if (continuation === undefined) return undefined;
  const rowKey = Buffer.from(continuation, 'base64url').toString();
  const isOurs =
    rowKey.startsWith(prefix) && /^[\w|.%~-]+$/.test(rowKey) && continuationAfter(rowKey) === continuation;
  if (isOurs && rowKey.length <= 512) return rowKey;
  throw new InputError([
    { member: 'continuation', message: 'is not one that this list gave out: start again without it' },
  ]);
}
