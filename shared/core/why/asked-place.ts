import { parseAddress } from '../conditional-access/ip-range.ts';
import type { LocationPoint } from '../conditional-access/location-points.ts';
import type { NamedLocation } from '../conditional-access/named-location.ts';
import { type LocationDimension, labelled, type SignInSpace } from '../conditional-access/sign-in-space.ts';
import { InputError } from '../errors.ts';
import { everywhere, intersect, pointSet, type Region, within } from '../prover/cube.ts';
import type { AskedLocation } from './sign-in-question.ts';

/** The sign-ins from that place. Throws InputError on what is no place, or no place of this tenant. */
export function placeRegion(location: AskedLocation, space: SignInSpace): Region {
  const { ipAddress, countryOrRegion, namedLocations } = location;
  const region = intersect(
    ipAddress === undefined ? everywhere : addressRegion(ipAddress, space),
    countryOrRegion === undefined
      ? everywhere
      : countryRegion(countryOrRegion, namedLocations === undefined, space),
    namedLocations === undefined
      ? within(space.compliantNetwork, labelled(space.compliantNetwork, ['outside']))
      : namedRegion(namedLocations, space),
  );
  if (region.length > 0) return region;
  throw new InputError([
    { member: 'namedLocations', message: 'no place lies in exactly these and has that address and country' },
  ]);
}

function addressRegion(ipAddress: string, space: SignInSpace): Region {
  const address = parseAddress(ipAddress);
  if (address === undefined)
    throw new InputError([{ member: 'ipAddress', message: `${JSON.stringify(ipAddress)} is no IP address` }]);
  return liesIn(space.ipAddress, space, (location) => {
    if (location.kind !== 'ip') return undefined;
    return location.ranges.some(({ first, last }) => first <= address && address <= last);
  });
}

/** Of the address, and of the Authenticator's GPS where nothing else says in which of its locations that is. */
function countryRegion(country: string | null, isOfGps: boolean, space: SignInSpace): Region {
  const code = country?.toUpperCase() ?? null;
  if (code !== null && !/^[A-Z]{2}$/.test(code))
    throw new InputError([
      { member: 'countryOrRegion', message: `${JSON.stringify(country)} is no two-letter code of a country` },
    ]);
  const of = (lookup: 'clientIpAddress' | 'authenticatorAppGps') => (location: NamedLocation) => {
    if (location.kind !== 'country' || location.lookup !== lookup) return undefined;
    return code === null ? location.includeUnknown : location.countries.includes(code);
  };
  return intersect(
    liesIn(space.country, space, of('clientIpAddress')),
    isOfGps ? liesIn(space.gpsCountry, space, of('authenticatorAppGps')) : everywhere,
  );
}

function namedRegion(ids: readonly string[], space: SignInSpace): Region {
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  const isWanted = ({ id }: NamedLocation) => wanted.has(id.toLowerCase());
  const ofKind = (kind: NamedLocation['kind'], lookup?: string) => (location: NamedLocation) => {
    const isOfKind = location.kind === kind && (location.kind !== 'country' || location.lookup === lookup);
    return isOfKind ? isWanted(location) : undefined;
  };
  const isInside = [...space.namedLocations.values()].some(
    (location) => location.kind === 'compliantNetwork' && isWanted(location),
  );
  return intersect(
    liesIn(space.ipAddress, space, ofKind('ip')),
    liesIn(space.country, space, ofKind('country', 'clientIpAddress')),
    liesIn(space.gpsCountry, space, ofKind('country', 'authenticatorAppGps')),
    within(space.compliantNetwork, labelled(space.compliantNetwork, [isInside ? 'inside' : 'outside'])),
  );
}

/** The points that lie in exactly the locations of which it is said; `undefined` is said of those of another kind. */
function liesIn(
  dimension: LocationDimension,
  space: SignInSpace,
  isIn: (location: NamedLocation) => boolean | undefined,
): Region {
  const said = [...space.namedLocations.values()].flatMap((location) => {
    const isMember = isIn(location);
    return isMember === undefined ? [] : [{ id: location.id, isMember }];
  });
  const isThere = ({ members }: LocationPoint) =>
    said.every(({ id, isMember }) => members.has(id) === isMember);
  const points = [...dimension.points.keys()].filter((at) => {
    const point = dimension.points[at];
    return point !== undefined && isThere(point);
  });
  return within(dimension, pointSet(points));
}
