import { describe, expect, test } from 'vitest';
import { allAddresses, parseAddress, parseCidr } from '../../../shared/core/conditional-access/ip-range.ts';
import {
  countryPoints,
  ipPoints,
  type LocationPoint,
} from '../../../shared/core/conditional-access/location-points.ts';

function ipSet(id: string, ...cidrs: readonly string[]) {
  return { id, ranges: cidrs.flatMap((cidr) => parseCidr(cidr) ?? []) };
}

function countrySet(id: string, countries: readonly string[], includeUnknown = false) {
  return { id, countries, includeUnknown };
}

/** The sets of each point, sorted, as text. */
function membersOf(points: readonly LocationPoint[]): readonly string[] {
  return points.map(({ members }) => [...members].join('+') || 'none').toSorted();
}

function sampleOf(points: readonly LocationPoint[], members: string): string | null | undefined {
  return points.find((point) => [...point.members].join('+') === members)?.sample;
}

describe('Points of the address line', () => {
  test('are one, of all addresses, where nothing is named', () => {
    expect(membersOf(ipPoints([]))).toEqual(['none']);
  });

  test('tell overlapping ranges apart: in the one, in the other, in both, in none', () => {
    const points = ipPoints([
      ipSet('a', '10.0.0.0/24', '10.0.2.0/24'),
      ipSet('b', '10.0.0.128/25', '10.0.3.0/24'),
    ]);

    expect(membersOf(points)).toEqual(['a', 'a+b', 'b', 'none']);
  });

  test('show an address of their own', () => {
    const points = ipPoints([ipSet('outer', '10.0.0.0/8'), ipSet('inner', '10.1.2.0/24')]);

    expect(sampleOf(points, 'outer')).toBe('10.0.0.0');
    expect(sampleOf(points, 'inner+outer')).toBe('10.1.2.0');
  });

  test('show a documentation address where they hold one', () => {
    const points = ipPoints([ipSet('office', '203.0.113.0/24')]);

    expect(sampleOf(points, 'office')).toBe('203.0.113.7');
    expect(sampleOf(points, '')).toBe('198.51.100.7');
  });

  test('have IPv6 outside every IPv4 range', () => {
    const points = ipPoints([ipSet('all of IPv4', '0.0.0.0/0')]);

    expect(membersOf(points)).toEqual(['all of IPv4', 'none']);
    expect(sampleOf(points, '')).toBe('2001:db8::7');
  });

  test('leave nothing outside where all addresses of both families are named', () => {
    const points = ipPoints([{ id: 'everywhere', ranges: allAddresses }]);

    expect(membersOf(points)).toEqual(['everywhere']);
  });

  test('do not count a set twice where its own ranges overlap', () => {
    const points = ipPoints([ipSet('office', '10.0.0.0/8', '10.0.0.0/8', '10.5.0.0/16')]);

    expect(membersOf(points)).toEqual(['none', 'office']);
  });

  test('join ranges that touch', () => {
    const points = ipPoints([ipSet('low', '0.0.0.0/1'), ipSet('high', '128.0.0.0/1')]);
    const ipv4 = points.filter(({ sample }) => sample !== null && (parseAddress(sample) ?? 0n) < 1n << 32n);

    expect(membersOf(ipv4)).toEqual(['high', 'low']);
  });
});

describe('Points of the countries', () => {
  test('are one where nothing is named', () => {
    expect(membersOf(countryPoints([]))).toEqual(['none']);
  });

  test('tell named countries, any other one and no country apart', () => {
    const points = countryPoints([countrySet('alps', ['CH', 'AT'], true), countrySet('home', ['CH'])]);

    expect(membersOf(points)).toEqual(['alps', 'alps+home', 'none']);
    expect(sampleOf(points, 'alps+home')).toBe('CH');
    expect(sampleOf(points, 'alps')).toBe('AT');
    expect(sampleOf(points, '')).toBe('NO');
  });

  test('have no country inside the sets that include unknown ones, and outside the others', () => {
    const unknownInside = countryPoints([countrySet('unknown only', [], true)]);
    const unknownOutside = countryPoints([countrySet('home', ['CH'])]);

    expect(sampleOf(unknownInside, 'unknown only')).toBeNull();
    expect(membersOf(unknownOutside)).toEqual(['home', 'none']);
  });
});
