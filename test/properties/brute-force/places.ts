import { type Choose, suppose } from './choices.ts';
import { contains, type IpAddress, readAddress, representatives } from './ip-ranges.ts';
import type { Locations, NamedLocation } from './named-locations.ts';
import type { IncludeExclude } from './policy.ts';

/** Where a sign-in comes from: the understood named locations that it lies in. */
export type Place = ReadonlySet<string>;

/** Every place that named locations tell apart: an address (IPv6 too), a country (or none) by either look-up, a network. */
export function everyPlace({ known }: Locations): readonly Place[] {
  const ranges = known.flatMap((location) => (location.kind === 'ip' ? location.ranges : []));
  const origins = representatives(ranges)
    .flatMap((address) => everyCountry(known, 'address').map((country) => ({ address, country })))
    .flatMap((some) => everyCountry(known, 'gps').map((gpsCountry) => ({ ...some, gpsCountry })))
    .flatMap((some) => [true, false].map((inCompliantNetwork) => ({ ...some, inCompliantNetwork })));
  const places = origins.map((origin) => placeOf(known, origin));
  return [...new Map(places.map((place) => [[...place].join(), place])).values()];
}

function everyCountry(
  known: readonly NamedLocation[],
  lookUp: 'address' | 'gps',
): readonly (string | null)[] {
  const named = known.flatMap((location) =>
    location.kind === 'country' && location.lookUp === lookUp ? location.countries : [],
  );
  return [...named, 'another country', null];
}

/** The dimensions of a place are independent of each other: nothing says which address lies in which country. */
interface Origin {
  readonly address: IpAddress;
  readonly country: string | null;
  readonly gpsCountry: string | null;
  readonly inCompliantNetwork: boolean;
}

function placeOf(known: readonly NamedLocation[], origin: Origin): Place {
  return new Set(known.filter((location) => holds(location, origin)).map((location) => location.id));
}

function holds(
  location: NamedLocation,
  { address, country, gpsCountry, inCompliantNetwork }: Origin,
): boolean {
  switch (location.kind) {
    case 'ip':
      return location.ranges.some((range) => contains(range, address));
    case 'country': {
      const shown = location.lookUp === 'gps' ? gpsCountry : country;
      return shown === null ? location.none : location.countries.includes(shown);
    }
    case 'compliantNetwork':
      return inCompliantNetwork;
  }
}

/** The place of a witness; null where it claims to lie elsewhere than its address and country do. */
export function placeOfWitness(
  { known }: Locations,
  claim: { namedLocations: readonly string[]; ipAddress: string | null; countryOrRegion: string | null },
): Place | null {
  const claimed = new Set(claim.namedLocations.filter((id) => known.some((location) => location.id === id)));
  const address = claim.ipAddress === null ? null : readAddress(claim.ipAddress);
  if (address === null) return claim.ipAddress === null ? claimed : null;
  const places = [true, false].flatMap((inCompliantNetwork) =>
    everyCountry(known, 'gps').map((gpsCountry) =>
      placeOf(known, { address, country: claim.countryOrRegion, gpsCountry, inCompliantNetwork }),
    ),
  );
  return places.find((place) => place.symmetricDifference(claimed).size === 0) ?? null;
}

/** An empty include beside an exclude means all, and an empty condition means any. */
export function matchesPlace(
  condition: IncludeExclude,
  place: Place,
  locations: Locations,
  choose: Choose,
): boolean {
  const isAmong = (ids: readonly string[]): boolean =>
    ids.some((id) => id === 'All' || (id === 'AllTrusted' ? isTrusted() : liesIn(id)));
  const liesIn = (id: string): boolean =>
    locations.known.some((location) => location.id === id) ? place.has(id) : suppose(choose, `lies in ${id}`);
  const isTrusted = (): boolean =>
    liesInTrusted(place, locations) ||
    locations.unread.some((id) => liesIn(id) && suppose(choose, `${id} is trusted`)) ||
    (locations.listUnread && suppose(choose, 'lies in a trusted location that was not read'));
  return (condition.include.length === 0 || isAmong(condition.include)) && !isAmong(condition.exclude);
}

/** Does the place lie in a location that is known and trusted? A country cannot be trusted. */
export function liesInTrusted(place: Place, { known }: Locations): boolean {
  return known.some((location) => location.kind !== 'country' && location.trusted && place.has(location.id));
}
