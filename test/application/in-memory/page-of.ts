import type { Page, PageRequest } from '../../../shared/application/ports/result-store.ts';
import { InputError } from '../../../shared/core/errors.ts';

/** One page of a list that has a name. Throws InputError on a continuation of another list. */
export function pageOf<Item>(
  list: string,
  items: readonly Item[],
  { size, continuation }: PageRequest,
): Page<Item> {
  const prefix = `${list} after `;
  const token = continuation === undefined ? `${prefix}0` : Buffer.from(continuation, 'base64url').toString();
  const start = token.startsWith(prefix) ? Number(token.slice(prefix.length)) : Number.NaN;
  if (!Number.isInteger(start)) {
    throw new InputError([{ member: 'continuation', message: 'is not of this list' }]);
  }
  const end = start + size;
  const page = { items: items.slice(start, end) };
  if (end >= items.length) return page;
  return { ...page, continuation: Buffer.from(`${prefix}${end}`).toString('base64url') };
}
