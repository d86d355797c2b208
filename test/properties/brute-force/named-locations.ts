import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { isUnread } from './directory.ts';
import { type IpRange, readRange } from './ip-ranges.ts';
import type { Policy } from './policy.ts';
import { isObject, type Members } from './wire.ts';

/** A location that was read and understood. */
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
      /** By the address that the sign-in comes from, or by what the phone that shows the MFA prompt says. */
      readonly lookUp: 'address' | 'gps';
    }
  | { readonly kind: 'compliantNetwork'; readonly id: string; readonly trusted: boolean };

/** What is known of the places that policies may name. */
export interface Locations {
  readonly known: readonly NamedLocation[];
  /** Ids that are named or listed and of which nothing was read or understood: each may be trusted, or not. */
  readonly unread: readonly string[];
  /** Was the list itself not read, so that more trusted locations may exist? */
  readonly listUnread: boolean;
  /** Every range that was read of a trusted location, also where the rest of it was not understood. */
  readonly trustedRanges: readonly IpRange[];
}

const SPECIAL_IDS = ['All', 'AllTrusted'];
const IP_LOCATION = '#microsoft.graph.ipNamedLocation';

/** Reads the named locations, and collects the ids that policies name in vain. */
export function readLocations(snapshot: TenantSnapshot, policies: readonly Policy[]): Locations {
  const unread = snapshot.unread ?? [];
  const listed = (snapshot.namedLocations ?? []).filter(isObject);
  const read = listed.filter(
    ({ id }) => !unread.some((entry) => entry.kind === 'namedLocations' && entry.id === id),
  );
  const known = read.map(readNamedLocation).filter((location) => location !== null);
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
    trustedRanges: read
      .filter((wire) => wire['@odata.type'] === IP_LOCATION && wire['isTrusted'] === true)
      .flatMap((wire) => rangesOf(wire) ?? [])
      .filter((range) => range !== null),
  };
}

const LOOK_UPS: Readonly<Record<string, 'address' | 'gps'>> = {
  clientIpAddress: 'address',
  authenticatorAppGps: 'gps',
};

/** Null: of a kind, or in a form, that is not understood. */
function readNamedLocation(wire: Members): NamedLocation | null {
  const id = String(wire['id']);
  const trusted = wire['isTrusted'] === true;
  switch (wire['@odata.type']) {
    case IP_LOCATION: {
      const ranges = rangesOf(wire);
      if (ranges === undefined || ranges.includes(null)) return null;
      return { kind: 'ip', id, trusted, ranges: ranges.filter((range) => range !== null) };
    }
    case '#microsoft.graph.countryNamedLocation': {
      const countries = elementsOf(wire['countriesAndRegions'])?.filter(
        (country) => typeof country === 'string',
      );
      const lookUp = LOOK_UPS[String(wire['countryLookupMethod'] ?? 'clientIpAddress')];
      if (countries === undefined || lookUp === undefined) return null;
      return {
        kind: 'country',
        id,
        countries,
        none: wire['includeUnknownCountriesAndRegions'] === true,
        lookUp,
      };
    }
    case '#microsoft.graph.compliantNetworkNamedLocation':
      return { kind: 'compliantNetwork', id, trusted };
    default:
      return null;
  }
}

/** Null in place of a range that is not understood. */
function rangesOf(wire: Members): readonly (IpRange | null)[] | undefined {
  return elementsOf(wire['ipRanges'])?.map((range) =>
    isObject(range) && typeof range['cidrAddress'] === 'string' ? readRange(range['cidrAddress']) : null,
  );
}

function elementsOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
