import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import { type IpRange, readRange } from './ip-ranges.ts';
import type { Locations } from './named-locations.ts';

/** Decides whether trusted locations are defined, and none too wide. */
export function trustedLocationsVerdict({ trustedRanges, unread, listUnread }: Locations): Verdict {
  if (trustedRanges.some(isTooWide)) return 'fail';
  if (unread.length > 0 || listUnread) return 'inconclusive';
  return trustedRanges.some((range) => !isPrivate(range)) ? 'pass' : 'fail';
}

/** The widest that a trusted range may be: a /8, or a /32 of IPv6. */
const WIDEST = { 4: 1n << 24n, 6: 1n << 96n } as const;

function isTooWide({ version, first, last }: IpRange): boolean {
  return last - first + 1n > WIDEST[version];
}

/** RFC 1918 and 6598, loopback, link-local, unique local. */
const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
]
  .map(readRange)
  .filter((range) => range !== null);

function isPrivate(range: IpRange): boolean {
  return PRIVATE.some(
    ({ version, first, last }) => version === range.version && first <= range.first && range.last <= last,
  );
}
