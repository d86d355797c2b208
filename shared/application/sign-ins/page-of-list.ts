import { InputError } from '../../core/errors.ts';
import type { Page, PageRequest } from '../ports/result-store.ts';

/**
 * The page of a list that is computed anew for every page. Items are sorted by key, and the continuation is the key of
 * the last one seen: one that came or went meanwhile moves no other from its page. Throws InputError.
 */
export function pageOfList<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { size, continuation }: PageRequest,
): Page<Item> {
  const after = continuation === undefined ? undefined : keyIn(continuation);
  const keyed = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const page = keyed.slice(0, size);
  const last = keyed.length > size ? page.at(-1) : undefined;
  const found = { items: page.map(({ item }) => item) };
  return last === undefined ? found : { ...found, continuation: Buffer.from(last.key).toString('base64url') };
}

function keyIn(continuation: string): string {
  const key = Buffer.from(continuation, 'base64url').toString();
  if (key !== '' && Buffer.from(key).toString('base64url') === continuation) return key;
  throw new InputError([
    { member: 'continuation', message: 'is not one that this list gave out: start again without it' },
  ]);
}
