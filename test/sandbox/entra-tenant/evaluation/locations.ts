import { BlockList, isIPv6 } from 'node:net';
import type { IpNamedLocation, NamedLocation } from '../graph-types.ts';
import type { LocationsCondition } from '../policy-types.ts';
import type { SignIn } from './sign-in.ts';

type Whereabouts = Pick<SignIn, 'ipAddress' | 'country'>;

/** An empty include list beside an exclude list means everywhere. */
export function matchesLocations(
  condition: LocationsCondition | null,
  namedLocations: readonly NamedLocation[],
  whereabouts: Whereabouts,
): boolean {
  if (condition === null) return true;
  const { includeLocations, excludeLocations } = condition;
  const liesIn = (names: readonly string[]): boolean =>
    names.some((name) => liesInNamed(name, namedLocations, whereabouts));
  const included = includeLocations.length === 0 || liesIn(includeLocations);
  return included && !liesIn(excludeLocations);
}

function liesInNamed(
  name: string,
  namedLocations: readonly NamedLocation[],
  whereabouts: Whereabouts,
): boolean {
  if (name === 'All') return true;
  return namedLocationsOf(name, namedLocations).some((location) =>
    liesInNamedLocation(location, whereabouts),
  );
}

/** What a policy means by an id or by `AllTrusted`. */
export function namedLocationsOf(name: string, namedLocations: readonly NamedLocation[]): NamedLocation[] {
  const trusted = (location: NamedLocation) =>
    location['@odata.type'] === '#microsoft.graph.ipNamedLocation' && location.isTrusted;
  return namedLocations.filter((location) =>
    name === 'AllTrusted' ? trusted(location) : location.id === name,
  );
}

/** Whether a sign-in from there lies in the named location. */
export function liesInNamedLocation(location: NamedLocation, { ipAddress, country }: Whereabouts): boolean {
  if (location['@odata.type'] === '#microsoft.graph.ipNamedLocation') {
    return rangesOf(location).check(ipAddress, isIPv6(ipAddress) ? 'ipv6' : 'ipv4');
  }
  if (country === null) return location.includeUnknownCountriesAndRegions;
  return location.countriesAndRegions.includes(country);
}

const ranges = new WeakMap<IpNamedLocation, BlockList>();

function rangesOf(location: IpNamedLocation): BlockList {
  const known = ranges.get(location);
  if (known !== undefined) return known;
  const list = new BlockList();
  for (const { cidrAddress } of location.ipRanges) {
    const [network = '', prefix = ''] = cidrAddress.split('/');
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  ranges.set(location, list);
  return list;
}
