import { isIP } from 'node:net';

export interface IpAddress {
  readonly version: 4 | 6;
  readonly value: bigint;
}

export interface IpRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/** Null: not an address. */
export function readAddress(text: string): IpAddress | null {
  const version = isIP(text);
  if (version === 4) return { version, value: joined(text.split('.').map(Number), 8) };
  if (version !== 6) return null;
  const [head = '', tail] = text.split('::');
  const left = wordsOf(head);
  const right = wordsOf(tail ?? '');
  const zeros = new Array<number>(8 - left.length - right.length).fill(0);
  return { version, value: joined([...left, ...zeros, ...right], 16) };
}

/** The range of an address in CIDR notation; its host bits may be set. Null: not a range. */
export function readRange(cidr: string): IpRange | null {
  const [text = '', prefix = ''] = cidr.split('/');
  const address = readAddress(text);
  if (address === null || !/^\d{1,3}$/.test(prefix) || Number(prefix) > BITS[address.version]) return null;
  const size = 1n << BigInt(BITS[address.version] - Number(prefix));
  const first = address.value - (address.value % size);
  return { version: address.version, first, last: first + size - 1n };
}

export function contains(range: IpRange, address: IpAddress): boolean {
  return range.version === address.version && range.first <= address.value && address.value <= range.last;
}

/** Addresses that stand for all others: no range begins or ends between two of them. */
export function representatives(ranges: readonly IpRange[]): readonly IpAddress[] {
  return ([4, 6] as const).flatMap((version) => {
    const borders = ranges
      .filter((range) => range.version === version)
      .flatMap((range) => [range.first, range.last + 1n]);
    return [0n, ...borders]
      .filter((value) => value < 1n << BigInt(BITS[version]))
      .map((value) => ({ version, value }));
  });
}

function wordsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
}

function joined(parts: readonly number[], bits: number): bigint {
  return parts.reduce((value, part) => (value << BigInt(bits)) + BigInt(part), 0n);
}
