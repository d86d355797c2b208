import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { wirePolicy } from '../wire-policy.ts';
import { type Case, casesOf } from './tenant-case.ts';

const inTenant = casesOf('trusted-locations-defined');

const ipLocation = (cidrAddresses: readonly string[], isTrusted = true) => ({
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  id: `location-${cidrAddresses.join()}`,
  isTrusted,
  ipRanges: cidrAddresses.map((cidrAddress) => ({ cidrAddress })),
});

const withLocations = (
  name: string,
  verdict: Verdict,
  namedLocations: readonly unknown[],
  rest: Partial<TenantSnapshot> = {},
): Case => inTenant(name, verdict, [], { namedLocations, ...rest });

const country = {
  '@odata.type': '#microsoft.graph.countryNamedLocation',
  id: 'country',
  countriesAndRegions: ['CH'],
  includeUnknownCountriesAndRegions: false,
};

/** Whether trusted locations are defined, narrowly enough. */
export const trustedLocations: readonly Case[] = [
  inTenant('an office', 'pass', []),
  withLocations('no location', 'fail', []),
  withLocations('an office that is not trusted', 'fail', [ipLocation(['198.51.100.0/24'], false)]),
  withLocations('a location whose ranges are not given', 'inconclusive', [
    { '@odata.type': '#microsoft.graph.ipNamedLocation', id: 'bare', isTrusted: true },
  ]),
  withLocations('a country is never trusted', 'fail', [{ ...country, isTrusted: true }]),
  withLocations('private ranges alone', 'fail', [
    ipLocation(['10.0.0.0/8', '172.20.0.0/16', '192.168.4.0/24', '100.64.0.0/10', '127.0.0.1/32']),
    ipLocation(['169.254.0.0/16', '::1/128', 'fe80::/64', 'fd00::/8']),
  ]),
  withLocations('a private range beside a public one', 'pass', [
    ipLocation(['10.0.0.0/8', '203.0.113.7/32']),
  ]),
  withLocations('a range that is private in part', 'pass', [ipLocation(['172.0.0.0/8'])]),
  withLocations('a range wider than /8', 'fail', [ipLocation(['198.51.100.0/24', '64.0.0.0/7'])]),
  withLocations('a range of IPv6 wider than /32', 'fail', [
    ipLocation(['198.51.100.0/24']),
    ipLocation(['2001:db8::/31']),
  ]),
  withLocations('a /8 and a /32 of IPv6', 'pass', [ipLocation(['64.0.0.0/8', '2001:db8::/32'])]),
  withLocations('a wide range that is not trusted', 'pass', [
    ipLocation(['198.51.100.0/24']),
    ipLocation(['0.0.0.0/0'], false),
  ]),
  withLocations('a list that was not read', 'inconclusive', [ipLocation(['198.51.100.0/24'])], {
    unread: [{ kind: 'namedLocations' }],
  }),
  withLocations('a wide range beside what was not read', 'fail', [ipLocation(['0.0.0.0/0'])], {
    unread: [{ kind: 'namedLocations' }],
  }),
  withLocations('a location that was not read', 'inconclusive', [ipLocation(['198.51.100.0/24'])], {
    unread: [{ kind: 'namedLocations', id: 'lost' }],
  }),
  withLocations('a range that is none', 'inconclusive', [ipLocation(['198.51.100.0/24', 'office'])]),
  withLocations('a wide range beside one that is none', 'fail', [ipLocation(['0.0.0.0/0', 'office'])]),
  withLocations('a location of a kind that nobody knows', 'inconclusive', [
    ipLocation(['198.51.100.0/24']),
    { '@odata.type': '#microsoft.graph.somethingNewNamedLocation', id: 'new' },
  ]),
  inTenant('a location that policies name and the list lacks', 'inconclusive', [
    wirePolicy({ conditions: { locations: { includeLocations: ['lost'] } } }),
  ]),
  {
    control: 'trusted-locations-defined',
    name: 'an export without named locations',
    verdict: 'inconclusive',
    snapshot: { policies: [] },
  },
];
