import { allAddresses, formatAddress, type IpRange, parseAddress } from './ip-range.ts';

/** Addresses that no policy, location or exception tells apart are one point; `members` says which sets it lies in. */
export interface LocationPoint {
  readonly members: ReadonlySet<string>;
  /** One address or country of the point, for a person; null: no country. */
  readonly sample: string | null;
}

interface IpSet {
  readonly id: string;
  readonly ranges: readonly IpRange[];
}

interface CountrySet {
  readonly id: string;
  readonly countries: readonly string[];
  readonly includeUnknown: boolean;
}

/** Documentation addresses first: a witness should not point at somebody. */
const preferredAddresses = ['198.51.100.7', '203.0.113.7', '192.0.2.7', '2001:db8::7'].flatMap(
  (text) => parseAddress(text) ?? [],
);

/** Splits the address line where a range begins or ends, and joins the pieces that lie in the same sets. */
export function ipPoints(sets: readonly IpSet[]): readonly LocationPoint[] {
  const changes = [
    ...allAddresses.flatMap((range) => changesOf(range, undefined)),
    ...sets.flatMap(({ id, ranges }) => ranges.flatMap((range) => changesOf(range, id))),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const points = new Map<string, { members: ReadonlySet<string>; address: bigint }>();
  const open = new Map<string, number>();
  let inFamily = 0;
  changes.forEach(({ at, by, id }, index) => {
    if (id === undefined) inFamily += by;
    else countOpen(open, id, by);
    const end = changes[index + 1]?.at;
    if (inFamily === 0 || end === undefined || end === at) return;
    const members = [...open.keys()].sort();
    const address = preferredAddresses.find((preferred) => at <= preferred && preferred < end) ?? at;
    const known = points.get(members.join('\n'));
    if (known === undefined || isPreferred(address) > isPreferred(known.address)) {
      points.set(members.join('\n'), { members: new Set(members), address });
    }
  });
  return [...points.values()].map(({ members, address }) => ({ members, sample: formatAddress(address) }));
}

/** Only sets that are open are kept: of all sets, few hold the same address. */
function countOpen(open: Map<string, number>, id: string, by: number): void {
  const count = (open.get(id) ?? 0) + by;
  if (count === 0) open.delete(id);
  else open.set(id, count);
}

function changesOf({ first, last }: IpRange, id: string | undefined) {
  return [
    { at: first, by: 1, id },
    { at: last + 1n, by: -1, id },
  ];
}

function isPreferred(address: bigint): number {
  return preferredAddresses.includes(address) ? 1 : 0;
}

/** Countries that nobody names serve as the sample of "any other country". */
const ordinaryCountries = [
  'CH',
  'NO',
  'JP',
  'NZ',
  'CA',
  'BR',
  'IN',
  'DE',
  'US',
  'FR',
  'GB',
  'AU',
  'ZA',
  'MX',
  'KR',
];

/** The countries that are named, any other one, and no country at all, joined where they lie in the same sets. */
export function countryPoints(sets: readonly CountrySet[]): readonly LocationPoint[] {
  const named = new Set(sets.flatMap(({ countries }) => countries));
  const other = ordinaryCountries.find((code) => !named.has(code)) ?? 'ZZ';
  const points = new Map<string, LocationPoint>();
  for (const sample of [null, other, ...[...named].sort()]) {
    const members = sets
      .filter(({ countries, includeUnknown }) =>
        sample === null ? includeUnknown : countries.includes(sample),
      )
      .map(({ id }) => id)
      .sort();
    const key = members.join('\n');
    // "No country" shares a point with countries of the same sets, and these make the better sample.
    if (!points.has(key) || points.get(key)?.sample === null)
      points.set(key, { members: new Set(members), sample });
  }
  return [...points.values()];
}
