import type { CountryNamedLocation, IpNamedLocation } from '../graph-types.ts';
import { guidOf, instantOf } from './deterministic.ts';

export interface NamedLocations {
  readonly headOffice: IpNamedLocation;
  readonly warehouses: IpNamedLocation;
  readonly contractorVpn: IpNamedLocation;
  readonly countriesWeWorkIn: CountryNamedLocation;
  readonly embargoedOrUnknown: CountryNamedLocation;
}

/**
 * Public ranges are those that RFC 5737 and RFC 3849 keep for documentation. The private one of the warehouses says
 * nothing about a sign-in, and yet people enter such ranges.
 */
export function namedLocationsOf(seed: string): NamedLocations {
  return {
    headOffice: ipLocation(seed, 'Head office', true, ['203.0.113.0/24', '2001:db8:10::/48']),
    warehouses: ipLocation(seed, 'Warehouses', true, ['198.51.100.0/26', '198.51.100.64/27', '10.40.0.0/16']),
    contractorVpn: ipLocation(seed, 'Contractor VPN', false, ['192.0.2.64/26']),
    countriesWeWorkIn: countries(seed, 'Countries we work in', ['NO', 'SE', 'DK', 'FI', 'DE', 'GB'], false),
    embargoedOrUnknown: countries(seed, 'Embargoed or unknown countries', ['KP', 'IR', 'SY'], true),
  };
}

function base(seed: string, displayName: string) {
  const instant = instantOf(seed, `namedLocation/${displayName}`);
  return {
    id: guidOf(seed, `namedLocation/${displayName}`),
    displayName,
    createdDateTime: instant,
    modifiedDateTime: instant,
    deletedDateTime: null,
  };
}

function ipLocation(
  seed: string,
  displayName: string,
  isTrusted: boolean,
  cidrAddresses: readonly string[],
): IpNamedLocation {
  return {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    ...base(seed, displayName),
    isTrusted,
    ipRanges: cidrAddresses.map((cidrAddress) => ({
      '@odata.type': cidrAddress.includes(':')
        ? '#microsoft.graph.iPv6CidrRange'
        : '#microsoft.graph.iPv4CidrRange',
      cidrAddress,
    })),
  };
}

function countries(
  seed: string,
  displayName: string,
  countriesAndRegions: readonly string[],
  includeUnknownCountriesAndRegions: boolean,
): CountryNamedLocation {
  return {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    ...base(seed, displayName),
    countriesAndRegions,
    includeUnknownCountriesAndRegions,
    countryLookupMethod: 'clientIpAddress',
  };
}
