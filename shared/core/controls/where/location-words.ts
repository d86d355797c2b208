import type { NamedLocation } from '../../conditional-access/named-location.ts';
import {
  type LocationDimension,
  pointsByMember,
  type SignInSpace,
} from '../../conditional-access/sign-in-space.ts';
import { allPoints, type PointSet, pointSet, pointsOf } from '../../prover/cube.ts';
import { listText } from '../list-text.ts';

/** One of the ways in which a sign-in is located. */
export interface Lookup {
  readonly dimension: LocationDimension;
  /** What a place is called that lies in no named location of that kind. */
  readonly elsewhere: string;
  /** What all named locations of that kind are called together. */
  readonly all: string;
}

export function lookups({ ipAddress, country, gpsCountry }: SignInSpace): readonly Lookup[] {
  return [
    { dimension: ipAddress, elsewhere: 'outside all named IP ranges', all: 'the named IP ranges' },
    { dimension: country, elsewhere: 'other or unknown countries', all: 'the named countries' },
    { dimension: gpsCountry, elsewhere: 'other or unknown GPS countries', all: 'the named GPS countries' },
  ];
}

const known = new WeakMap<LocationDimension, LocationWords>();

/** Made once for each dimension, as gaps by the thousand lie in the same few sets of places. */
export function locationWords(lookup: Lookup, space: SignInSpace): LocationWords {
  const words = known.get(lookup.dimension) ?? new LocationWords(lookup, space);
  known.set(lookup.dimension, words);
  return words;
}

const mostNamed = 3;

/** Sets of places in the names of the locations that they consist of. */
class LocationWords {
  readonly #lookup: Lookup;
  readonly #inside: ReadonlyMap<NamedLocation, PointSet>;
  readonly #names = new Map<PointSet, readonly string[]>();
  readonly #phrases = new Map<PointSet, string>();

  constructor(lookup: Lookup, { namedLocations }: SignInSpace) {
    this.#lookup = lookup;
    const inside = pointsByMember(lookup.dimension);
    const locations = [...namedLocations.values()].filter(({ id }) => inside.has(id));
    this.#inside = new Map(locations.map((location) => [location, inside.get(location.id) ?? 0n]));
  }

  /** Place by place: the named locations that each lies in. */
  names(set: PointSet): readonly string[] {
    const names = this.#names.get(set) ?? pointsOf(set).map((point) => this.#nameOfPoint(point));
    this.#names.set(set, names);
    return names;
  }

  /** In one: `A or B`, `outside C`, `A, but outside C`. */
  phrase(set: PointSet): string {
    const phrase = this.#phrases.get(set) ?? this.#phraseOf(set);
    this.#phrases.set(set, phrase);
    return phrase;
  }

  /** Where the set is nothing but some locations, few enough to name, these: it is all that lies in any of them. */
  locations(set: PointSet): readonly string[] | undefined {
    const inside = this.#largest((points) => (points & ~set) === 0n);
    const isAll = inside.length <= mostNamed && this.#union(inside) === set;
    return isAll ? inside.map(({ displayName }) => displayName) : undefined;
  }

  #nameOfPoint(point: number): string {
    const around = [...this.#inside].filter(([, points]) => (points & pointSet([point])) !== 0n);
    const names = around
      // What lies within another location is told by its own name.
      .filter(([, points]) => !around.some(([, inner]) => inner !== points && (inner & ~points) === 0n))
      .map(([{ displayName }]) => displayName);
    if (names.length < 2) return names[0] ?? this.#lookup.elsewhere;
    return `the overlap of ${listText(names, names.length)}`;
  }

  #phraseOf(set: PointSet): string {
    const inside = this.#largest((points) => (points & ~set) === 0n);
    if (this.#union(inside) === set) return this.#together(inside, 'or');
    const outside = this.#largest((points) => (points & set) === 0n);
    const rest = allPoints(this.#lookup.dimension) & ~this.#union(outside);
    if (rest === set) return `outside ${this.#together(outside, 'and')}`;
    const within = this.#largest((points) => (points & rest) !== 0n && (points & rest & ~set) === 0n);
    const around = this.#union(within);
    if ((around & rest) === set) {
      const overlapping = outside.filter((location) => (this.#union([location]) & around) !== 0n);
      return `${this.#together(within, 'or')}, but outside ${this.#together(overlapping, 'and')}`;
    }
    return listText(this.names(set), mostNamed, 'or');
  }

  /** Those that fit and lie in no other that fits. */
  #largest(fits: (points: PointSet) => boolean): readonly NamedLocation[] {
    const fitting = [...this.#inside].filter(([, points]) => fits(points));
    return fitting
      .filter(
        ([, points], index) =>
          !fitting.some(
            ([, other], place) => (points & ~other) === 0n && (points !== other || place < index),
          ),
      )
      .map(([location]) => location);
  }

  #union(locations: readonly NamedLocation[]): PointSet {
    return locations.reduce((all, location) => all | (this.#inside.get(location) ?? 0n), 0n);
  }

  #together(locations: readonly NamedLocation[], word: 'and' | 'or'): string {
    if (locations.length > mostNamed) {
      const every = [...this.#inside.keys()];
      const trusted = every.filter((location) => 'isTrusted' in location && location.isTrusted);
      const union = this.#union(locations);
      if (union === this.#union(trusted)) return 'the trusted locations';
      if (union === this.#union(every)) return this.#lookup.all;
    }
    return listText(
      locations.map(({ displayName }) => displayName),
      mostNamed,
      word,
    );
  }
}
