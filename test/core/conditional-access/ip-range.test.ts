import { describe, expect, test } from 'vitest';
import {
  formatAddress,
  parseAddress,
  parseCidr,
  rangeBetween,
} from '../../../shared/core/conditional-access/ip-range.ts';
import { fc } from '../../seeded-fast-check.ts';
import { runs } from '../prover/enumeration.ts';

/** First and last address of a range as text. */
function ends(range: ReturnType<typeof parseCidr>): string | undefined {
  return range && `${formatAddress(range.first)} - ${formatAddress(range.last)}`;
}

describe('A range in CIDR notation', () => {
  test.each([
    ['203.0.113.0/24', '203.0.113.0 - 203.0.113.255'],
    ['203.0.113.77/24', '203.0.113.0 - 203.0.113.255'],
    ['203.0.113.7/32', '203.0.113.7 - 203.0.113.7'],
    ['0.0.0.0/0', '0.0.0.0 - 255.255.255.255'],
    [' 10.0.0.0/8 ', '10.0.0.0 - 10.255.255.255'],
    ['2001:db8::/32', '2001:db8:: - 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:DB8::1/128', '2001:db8::1 - 2001:db8::1'],
    ['::/0', ':: - ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::ffff:192.0.2.0/120', '::ffff:c000:200 - ::ffff:c000:2ff'],
  ])('%s is %s', (text, expected) => {
    expect(ends(parseCidr(text))).toBe(expected);
  });

  test.each([
    '',
    '203.0.113.0',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/-1',
    '203.0.113.0/24/8',
    '203.0.113/24',
    '203.0.113.256/24',
    '203.0.113.0.1/24',
    'office/24',
    '2001:db8::/129',
    '2001:db8::1::/64',
    '2001:db8:1:2:3:4:5/64',
    '2001:db8:1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7::8:9/64',
    '2001:dg8::/32',
    '20010:db8::/32',
    '192.0.2.1::/64',
    '::192.0.2.1:5/64',
    ':::/64',
  ])('%j is no range', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('A range between two addresses', () => {
  test.each([
    ['203.0.113.5', '203.0.113.9', '203.0.113.5 - 203.0.113.9'],
    ['203.0.113.5', '203.0.113.5', '203.0.113.5 - 203.0.113.5'],
    ['2001:db8::1', '2001:db8::ff', '2001:db8::1 - 2001:db8::ff'],
  ])('from %s to %s holds both ends', (lower, upper, expected) => {
    expect(ends(rangeBetween(lower, upper))).toBe(expected);
  });

  test.each([
    ['203.0.113.9', '203.0.113.5'],
    ['203.0.113.9', '2001:db8::1'],
    ['2001:db8::1', '203.0.113.9'],
    ['somewhere', '203.0.113.9'],
  ])('from %s to %s is none', (lower, upper) => {
    expect(rangeBetween(lower, upper)).toBeUndefined();
  });
});

describe('An address', () => {
  test('written and read again is the same, in IPv4', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(formatAddress(parseAddress(text) ?? -1n)).toBe(text);
      }),
      runs,
    );
  });

  test('written and read again is the same, in every way to write IPv6', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const address = parseAddress(text);
        expect(address).toBeDefined();
        expect(parseAddress(formatAddress(address ?? -1n))).toBe(address);
      }),
      runs,
    );
  });
});
