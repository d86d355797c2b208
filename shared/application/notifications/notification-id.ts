import { createHash } from 'node:crypto';

/**
 * The same GUID for the same key, always: a notification that is sent twice carries it twice, and whoever receives it
 * can drop the second. Of version 8 (RFC 9562), whose content is the maker's own.
 */
export function notificationId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
