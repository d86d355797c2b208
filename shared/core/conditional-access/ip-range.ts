/** IPv4 and IPv6 ranges as intervals on one line: IPv4 from 0, IPv6 from `ipv6Origin`, both ends included. */
export interface IpRange {
  readonly first: bigint;
  readonly last: bigint;
}

const ipv6Origin = 1n << 40n;

export const allAddresses: readonly IpRange[] = [
  { first: 0n, last: (1n << 32n) - 1n },
  { first: ipv6Origin, last: ipv6Origin + (1n << 128n) - 1n },
];

/** `203.0.113.0/24` or `2001:db8::/32`; undefined where the text is no CIDR range. */
export function parseCidr(text: string): IpRange | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text.trim());
  const address = match?.[1] === undefined ? undefined : parseAddress(match[1]);
  if (address === undefined) return undefined;
  const bits = address < ipv6Origin ? 32 : 128;
  const prefix = Number(match?.[2]);
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const origin = bits === 32 ? 0n : ipv6Origin;
  const first = origin + ((address - origin) / size) * size;
  return { first, last: first + size - 1n };
}

/** The range from one address to another of the same family. */
export function rangeBetween(lower: string, upper: string): IpRange | undefined {
  const first = parseAddress(lower);
  const last = parseAddress(upper);
  if (first === undefined || last === undefined || first > last) return undefined;
  return first < ipv6Origin === last < ipv6Origin ? { first, last } : undefined;
}

export function parseAddress(text: string): bigint | undefined {
  return text.includes(':') ? parseIpv6(text.trim()) : parseIpv4(text.trim());
}

export function formatAddress(address: bigint): string {
  if (address < ipv6Origin) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const value = address - ipv6Origin;
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = inGroups(text).split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (head === undefined) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return ipv6Origin + groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

/** The last 32 bits may be written as IPv4. */
function inGroups(text: string): string {
  const end = text.lastIndexOf(':') + 1;
  const embedded = parseIpv4(text.slice(end));
  return embedded === undefined
    ? text
    : `${text.slice(0, end)}${(embedded >> 16n).toString(16)}:${(embedded & 0xffffn).toString(16)}`;
}
