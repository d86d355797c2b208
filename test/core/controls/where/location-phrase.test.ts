import { describe, expect, test } from 'vitest';
import { readNamedLocation } from '../../../../shared/core/conditional-access/named-location.ts';
import { SignInSpace } from '../../../../shared/core/conditional-access/sign-in-space.ts';
import { GapInScope } from '../../../../shared/core/controls/where/gap-in-scope.ts';
import { locationPhrase, locationsPhrase } from '../../../../shared/core/controls/where/location-phrase.ts';
import { allLocationTexts, locationTexts } from '../../../../shared/core/controls/where/location-texts.ts';
import { everywhere, hull, intersect, type Region, subtract } from '../../../../shared/core/prover/cube.ts';
import { countryLocation, ipLocation } from '../../example-tenant.ts';

const wire = [
  ipLocation('office', ['203.0.113.0/24']),
  ipLocation('desk', ['203.0.113.8/32']),
  ipLocation('shop', ['192.0.2.0/24']),
  ipLocation('depot', ['192.0.2.0/25', '198.51.100.0/24']),
  countryLocation('home', ['CH']),
  { '@odata.type': '#microsoft.graph.compliantNetworkNamedLocation', id: 'network' },
];
const space = new SignInSpace({
  applications: [],
  locations: wire.flatMap((location) => readNamedLocation(location) ?? []),
  guestTenants: [],
  deviceRules: [],
});
const inside = (...ids: readonly string[]): Region => ids.flatMap((id) => space.inNamedLocation(id) ?? []);
const outside = (...ids: readonly string[]): Region => subtract(everywhere, inside(...ids));

/** A gap in all of these regions, where the scope is everything. */
function gapIn(...regions: readonly Region[]): GapInScope {
  return new GapInScope(hull(intersect(everywhere, ...regions)) ?? new Map(), new Map());
}

describe('Where a gap lies', () => {
  test.each([
    ['anywhere', [], 'from anywhere'],
    ['in one location', [inside('office')], 'from Location office'],
    ['in either of two', [inside('office', 'shop')], 'from Location office or Location shop'],
    ['outside one, and another within it', [outside('office')], 'from outside Location office'],
    ['outside two', [outside('office', 'shop')], 'from outside Location office and Location shop'],
    [
      'in one, but not where it overlaps with another',
      [inside('office'), outside('desk')],
      'from Location office, but outside Location desk',
    ],
    [
      'outside all of many',
      [outside('office', 'shop', 'depot')],
      'from outside Location office, Location shop and Location depot',
    ],
    [
      'by address and by country',
      [outside('office'), inside('home')],
      'from outside Location office and in Location home',
    ],
    [
      'where two overlap, which is no union of them',
      [inside('shop'), inside('depot')],
      'from the overlap of Location shop and Location depot',
    ],
    ['outside the compliant network', [outside('network')], 'from outside the compliant network'],
  ])('is told in names: %s', (_, regions, phrase) => {
    expect(locationPhrase(gapIn(...regions), space)).toBe(phrase);
  });

  test('is told place by place to programs', () => {
    expect(locationTexts(gapIn(outside('office')), space)).toEqual([
      'outside all named IP ranges',
      'the overlap of Location shop and Location depot',
      'Location shop',
      'Location depot',
    ]);
  });

  test('is told to programs in one text where the address and the country matter, since both must hold', () => {
    expect(locationTexts(gapIn(inside('depot'), inside('home')), space)).toEqual([
      '(the overlap of Location shop and Location depot or Location depot) and (Location home)',
    ]);
  });

  test.each([
    [
      'the names of all locations together',
      [gapIn(inside('office')), gapIn(inside('home'))],
      'from Location office or Location home',
      ['Location office', 'Location desk', 'Location home'],
    ],
    [
      'a phrase for each place',
      [gapIn(inside('home')), gapIn(outside('shop'), outside('depot'))],
      'from Location home or from outside Location shop and Location depot',
      ['Location home', 'outside all named IP ranges', 'Location office', 'Location desk'],
    ],
    [
      'anywhere, where one of them is everywhere',
      [gapIn(inside('home')), gapIn()],
      'from anywhere',
      undefined,
    ],
  ])('is told of several places by %s', (_, gaps, phrase, texts) => {
    expect(locationsPhrase(gaps, space)).toBe(phrase);
    expect(allLocationTexts(gaps, space)).toEqual(texts);
  });
});
