import { describe, expect, test } from 'vitest';
import { formatAddress } from '../../../shared/core/conditional-access/ip-range.ts';
import { readNamedLocation } from '../../../shared/core/conditional-access/named-location.ts';
import { countryLocation, ipLocation } from '../example-tenant.ts';

describe('A location of IP ranges', () => {
  test('is read with its ranges, of both families and both notations, and whether it is trusted', () => {
    const wire = ipLocation('office', ['203.0.113.0/24', '2001:db8::/32']);
    const between = {
      '@odata.type': '#microsoft.graph.iPv4Range',
      lowerAddress: '10.0.0.1',
      upperAddress: '10.0.0.9',
    };
    const location = readNamedLocation({ ...wire, ipRanges: [...Object(wire).ipRanges, between] });

    expect(location).toMatchObject({
      id: 'office',
      displayName: 'Location office',
      kind: 'ip',
      isTrusted: true,
    });
    expect(location?.kind === 'ip' && location.ranges.map(({ first }) => formatAddress(first))).toEqual([
      '203.0.113.0',
      '2001:db8::',
      '10.0.0.1',
    ]);
  });

  test('is known by its ranges where the annotation was left out', () => {
    const { '@odata.type': _, ...wire } = Object(ipLocation('office', ['203.0.113.0/24']));

    expect(readNamedLocation(wire)).toMatchObject({ kind: 'ip' });
  });

  test.each([
    ['ISTRUSTED', true],
    ['isTrusted', true],
  ])('is trusted whatever the case of the member: %s', (name, value) => {
    const { isTrusted: _, ...wire } = Object(ipLocation('office', []));

    expect(readNamedLocation({ ...wire, [name]: value })).toMatchObject({ isTrusted: true });
  });

  test.each([[undefined], [null], [false]])('is not trusted where isTrusted is %j', (isTrusted) => {
    expect(readNamedLocation({ ...ipLocation('office', []), isTrusted })).toMatchObject({ isTrusted: false });
  });
});

describe('A location of countries', () => {
  test('is read with its countries in upper case', () => {
    expect(
      readNamedLocation(countryLocation('home', ['ch', 'AT'], { includeUnknownCountriesAndRegions: true })),
    ).toMatchObject({
      kind: 'country',
      countries: ['CH', 'AT'],
      includeUnknown: true,
      lookup: 'clientIpAddress',
    });
  });

  test.each([
    [undefined, 'clientIpAddress'],
    [null, 'clientIpAddress'],
    ['clientIpAddress', 'clientIpAddress'],
    ['authenticatorAppGps', 'authenticatorAppGps'],
  ])('looked up by %j is in the country of %s', (countryLookupMethod, lookup) => {
    expect(readNamedLocation(countryLocation('home', ['CH'], { countryLookupMethod }))).toMatchObject({
      lookup,
    });
  });
});

test('The compliant network is a location of its own kind', () => {
  const wire = {
    '@odata.type': '#microsoft.graph.compliantNetworkNamedLocation',
    id: 'network',
    isTrusted: true,
  };

  expect(readNamedLocation(wire)).toMatchObject({ kind: 'compliantNetwork', isTrusted: true });
});

describe('A malformed location is kept as an unknown one that says why', () => {
  test.each([
    ['of a new kind', { '@odata.type': '#microsoft.graph.moonNamedLocation' }],
    ['of no kind', {}],
    ['with ranges that are no list', { ipRanges: '10.0.0.0/8' }],
    ['with a range that is text', { ipRanges: ['10.0.0.0/8'] }],
    ['with a range that is none', { ipRanges: [{ cidrAddress: '10.0.0.0/40' }] }],
    ['with a range without addresses', { ipRanges: [{}] }],
    ['with a range that lacks an end', { ipRanges: [{ lowerAddress: '10.0.0.1' }] }],
    ['with a trust that is text', { ipRanges: [], isTrusted: 'true' }],
    ['with countries that are text', { countriesAndRegions: 'CH' }],
    ['with a country that is a number', { countriesAndRegions: [41] }],
    ['looked up in a new way', { countriesAndRegions: ['CH'], countryLookupMethod: 'oracle' }],
    [
      'with unknown countries that are text',
      { countriesAndRegions: ['CH'], includeUnknownCountriesAndRegions: 'no' },
    ],
  ])('%s', (_, wire) => {
    expect(readNamedLocation({ id: 'strange', displayName: 'Strange', ...wire })).toMatchObject({
      id: 'strange',
      kind: 'unknown',
      why: expect.stringMatching(/\w/),
    });
  });

  test.each([[null], ['office'], [{}], [{ id: 7 }]])('but %j is none that a policy could name', (wire) => {
    expect(readNamedLocation(wire)).toBeUndefined();
  });
});
