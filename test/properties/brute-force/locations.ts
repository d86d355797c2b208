import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { type Choose, suppose } from './choices.ts';
import { isUnread } from './directory.ts';
import {
  contains,
  type IpAddress,
  type IpRange,
  readAddress,
  readRange,
  representatives,
} from './ip-ranges.ts';
import type { IncludeExclude, Policy } from './policies.ts';
import { isObject, type Members } from './wire.ts';

/** Where a sign-in comes from: the understood named locations that it lies in. */
export type Place = ReadonlySet<string>;

export type NamedLocation =
  | {
      readonly kind: 'ip';
      readonly id: string;
      readonly trusted: boolean;
      readonly ranges: readonly IpRange[];
    }
  | {
      readonly kind: 'country';
      readonly id: string;
      readonly countries: readonly string[];
      readonly none: boolean;
    }
  | { readonly kind: 'compliantNetwork'; readonly id: string; readonly trusted: boolean };

export interface Locations {
  readonly known: readonly NamedLocation[];
  /** Ids that are named or listed and of which nothing was read or understood: each may be trusted, or not. */
  readonly unread: readonly string[];
  /** Was the list itself not read, so that more trusted locations may exist? */
  readonly listUnread: boolean;
}

const SPECIAL_IDS = ['All', 'AllTrusted'];

export function readLocations(snapshot: TenantSnapshot, policies: readonly Policy[]): Locations {
  const unread = snapshot.unread ?? [];
  const listed = (snapshot.namedLocations ?? []).filter(isObject);
  const known = listed
    .map(readNamedLocation)
    .filter((location) => location !== null)
    .filter(({ id }) => !unread.some((entry) => entry.kind === 'namedLocations' && entry.id === id));
  const named = policies.flatMap((policy) =>
    policy.kind === 'unknown' || policy.locations === 'notUnderstood'
      ? []
      : [...policy.locations.include, ...policy.locations.exclude],
  );
  const lost = unread.flatMap(({ kind, id }) => (kind === 'namedLocations' && id !== undefined ? [id] : []));
  const ids = new Set([...named, ...lost, ...listed.map(({ id }) => String(id))]);
  return {
    known,
    unread: [...ids].filter(
      (id) => !SPECIAL_IDS.includes(id) && !known.some((location) => location.id === id),
    ),
    listUnread: snapshot.namedLocations === undefined || isUnread(unread, 'namedLocations'),
  };
}

/** Null: of a kind, or in a form, that is not understood. */
function readNamedLocation(wire: Members): NamedLocation | null {
  const id = String(wire['id']);
  const trusted = wire['isTrusted'] === true;
  switch (wire['@odata.type']) {
    case '#microsoft.graph.ipNamedLocation': {
      const ranges = elementsOf(wire['ipRanges'])?.map((range) =>
        isObject(range) && typeof range['cidrAddress'] === 'string' ? readRange(range['cidrAddress']) : null,
      );
      if (ranges === undefined || ranges.includes(null)) return null;
      return { kind: 'ip', id, trusted, ranges: ranges.filter((range) => range !== null) };
    }
    case '#microsoft.graph.countryNamedLocation': {
      const countries = elementsOf(wire['countriesAndRegions'])?.filter(
        (country) => typeof country === 'string',
      );
      if (countries === undefined) return null;
      return { kind: 'country', id, countries, none: wire['includeUnknownCountriesAndRegions'] === true };
    }
    case '#microsoft.graph.compliantNetworkNamedLocation':
      return { kind: 'compliantNetwork', id, trusted };
    default:
      return null;
  }
}

function elementsOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Every place that named locations tell apart: an address (IPv6 too), a country (or none) and a network at once. */
export function everyPlace({ known }: Locations): readonly Place[] {
  const ranges = known.flatMap((location) => (location.kind === 'ip' ? location.ranges : []));
  const countries = known.flatMap((location) => (location.kind === 'country' ? location.countries : []));
  const origins = representatives(ranges)
    .flatMap((address) => [...countries, 'another country', null].map((country) => ({ address, country })))
    .flatMap((some) => [true, false].map((inCompliantNetwork) => ({ ...some, inCompliantNetwork })));
  const places = origins.map((origin) => placeOf(known, origin));
  return [...new Map(places.map((place) => [[...place].join(), place])).values()];
}

/** The dimensions of a place are independent of each other: nothing says which address lies in which country. */
interface Origin {
  readonly address: IpAddress;
  readonly country: string | null;
  readonly inCompliantNetwork: boolean;
}

function placeOf(known: readonly NamedLocation[], origin: Origin): Place {
  return new Set(known.filter((location) => holds(location, origin)).map((location) => location.id));
}

function holds(location: NamedLocation, { address, country, inCompliantNetwork }: Origin): boolean {
  switch (location.kind) {
    case 'ip':
      return location.ranges.some((range) => contains(range, address));
    case 'country':
      return country === null ? location.none : location.countries.includes(country);
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
  const places = [true, false].map((inCompliantNetwork) =>
    placeOf(known, { address, country: claim.countryOrRegion, inCompliantNetwork }),
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
    locations.known.some(
      (location) => location.kind !== 'country' && location.trusted && liesIn(location.id),
    ) ||
    locations.unread.some((id) => liesIn(id) && suppose(choose, `${id} is trusted`)) ||
    (locations.listUnread && suppose(choose, 'lies in a trusted location that was not read'));
  return (condition.include.length === 0 || isAmong(condition.include)) && !isAmong(condition.exclude);
}
