import { formatAddress, type IpRange, parseCidr } from '../conditional-access/ip-range.ts';

/** The widest that a trusted range may be: a /8, or a /32 of IPv6. */
export function isTooWide(range: IpRange): boolean {
  return sizeOf(range) > (isIpv4(range) ? 1n << 24n : 1n << 96n);
}

/** RFC 1918 and 6598, loopback, link-local, unique local: no sign-in is seen to come from there. */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
].flatMap((cidr) => parseCidr(cidr) ?? []);

/** All of it. */
export function isPrivate({ first, last }: IpRange): boolean {
  return privateRanges.some((range) => range.first <= first && last <= range.last);
}

/** `203.0.113.0/24`, or `203.0.113.1-203.0.113.9` where no prefix says it. */
export function rangeText(range: IpRange): string {
  const hostBits = sizeOf(range).toString(2).length - 1;
  const start = formatAddress(range.first);
  const cidr = `${start}/${(isIpv4(range) ? 32 : 128) - hostBits}`;
  const same = parseCidr(cidr);
  return same?.first === range.first && same.last === range.last
    ? cidr
    : `${start}-${formatAddress(range.last)}`;
}

function sizeOf({ first, last }: IpRange): bigint {
  return last - first + 1n;
}

function isIpv4({ last }: IpRange): boolean {
  return last < 1n << 32n;
}
