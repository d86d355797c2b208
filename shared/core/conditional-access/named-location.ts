import { type IpRange, parseCidr, rangeBetween } from './ip-range.ts';
import {
  booleanMember,
  isRecord,
  keyOf,
  stringMember,
  stringsMember,
  WrongType,
  wireObject,
} from './wire.ts';

/**
 * A named location as a set of sign-ins. `unknown`: it exists, and what lies in it could not be understood as a whole;
 * `trustedRanges` lie in it for sure, and are trusted; `key` is equal where two locations say the same.
 */
export type NamedLocation = NamedLocationIdentity &
  (
    | { readonly kind: 'ip'; readonly isTrusted: boolean; readonly ranges: readonly IpRange[] }
    | CountryNamedLocation
    | { readonly kind: 'compliantNetwork'; readonly isTrusted: boolean }
    | {
        readonly kind: 'unknown';
        readonly why: string;
        readonly trustedRanges: readonly IpRange[];
        readonly key: string;
      }
  );

interface NamedLocationIdentity {
  readonly id: string;
  readonly displayName: string;
}

interface CountryNamedLocation {
  readonly kind: 'country';
  /** Two-letter codes in upper case. */
  readonly countries: readonly string[];
  readonly includeUnknown: boolean;
  readonly lookup: 'clientIpAddress' | 'authenticatorAppGps';
}

/** Undefined for something without an id: no policy can name it. Never throws. */
export function readNamedLocation(wire: unknown): NamedLocation | undefined {
  if (!isRecord(wire)) return undefined;
  const id = wire['id'];
  if (typeof id !== 'string') return undefined;
  const displayName = typeof wire['displayName'] === 'string' ? wire['displayName'] : id;
  try {
    return { id, displayName, ...readKind(wire) };
  } catch (error) {
    if (!(error instanceof WrongType)) throw error;
    return {
      id,
      displayName,
      kind: 'unknown',
      why: error.message,
      trustedRanges: readableTrustedRanges(wire),
      key: keyOfLocation(wire),
    };
  }
}

/** A name, or a time at which something was written, says nothing of what lies in it. */
export function keyOfLocation({
  displayName: _,
  createdDateTime: __,
  modifiedDateTime: ___,
  ...rest
}: WireMembers): string {
  return keyOf(rest);
}

type WireMembers = Readonly<Record<string, unknown>>;

type Kind = NamedLocation extends infer Location
  ? Location extends NamedLocation
    ? Omit<Location, keyof NamedLocationIdentity>
    : never
  : never;

function readKind(wire: Readonly<Record<string, unknown>>): Kind {
  const object = wireObject(wire);
  const type = typeof wire['@odata.type'] === 'string' ? wire['@odata.type'].toLowerCase() : '';
  const isTrusted = booleanMember(object, 'isTrusted');
  if (type.includes('compliantnetworknamedlocation')) return { kind: 'compliantNetwork', isTrusted };
  if (type.includes('ipnamedlocation') || object.has('ipranges')) {
    return { kind: 'ip', isTrusted, ranges: readRanges(object.get('ipranges')?.value) };
  }
  if (type.includes('countrynamedlocation') || object.has('countriesandregions')) {
    const lookup = stringMember(object, 'countryLookupMethod')?.toLowerCase() ?? 'clientipaddress';
    if (lookup !== 'clientipaddress' && lookup !== 'authenticatorappgps')
      throw new WrongType(`countryLookupMethod ${lookup} is not known`);
    return {
      kind: 'country',
      countries: stringsMember(object, 'countriesAndRegions').map((code) => code.toUpperCase()),
      includeUnknown: booleanMember(object, 'includeUnknownCountriesAndRegions'),
      lookup: lookup === 'clientipaddress' ? 'clientIpAddress' : 'authenticatorAppGps',
    };
  }
  throw new WrongType('it is of a kind that is not known');
}

function readRanges(value: unknown): readonly IpRange[] {
  if (value === null || value === undefined) throw new WrongType('its ipRanges were not given');
  if (!Array.isArray(value)) throw new WrongType('ipRanges is not a list');
  return value.map((item: unknown) => {
    const range = isRecord(item) ? readRange(item) : undefined;
    if (range === undefined) throw new WrongType('ipRanges holds something that is no range');
    return range;
  });
}

function readableTrustedRanges(wire: Readonly<Record<string, unknown>>): readonly IpRange[] {
  const object = wireObject(wire);
  const ranges = object.get('ipranges')?.value;
  if (object.get('istrusted')?.value !== true || !Array.isArray(ranges)) return [];
  return ranges.flatMap((item: unknown) => (isRecord(item) && readRange(item)) || []);
}

function readRange(item: Readonly<Record<string, unknown>>): IpRange | undefined {
  const { cidrAddress, lowerAddress, upperAddress } = item;
  if (typeof cidrAddress === 'string') return parseCidr(cidrAddress);
  return typeof lowerAddress === 'string' && typeof upperAddress === 'string'
    ? rangeBetween(lowerAddress, upperAddress)
    : undefined;
}
