import type { NamedLocation } from '../../conditional-access/named-location.ts';
import {
  type LocationDimension,
  labelsOf,
  type SignInSpace,
} from '../../conditional-access/sign-in-space.ts';
import { allPoints, type PointSet, pointSet } from '../../prover/cube.ts';
import { listText } from '../list-text.ts';
import type { GapInScope } from './gap-in-scope.ts';
import { placeNames } from './location-texts.ts';

/** Where a gap lies, for a person: `from outside Head office and from Countries we work in`, `from anywhere`. */
export function locationPhrase(gap: GapInScope, space: SignInSpace): string {
  const network = space.compliantNetwork;
  const phrases = [
    ...lookups(space)
      .filter(({ dimension }) => gap.isRestricted(dimension))
      .map((lookup) => `from ${new Places(lookup, space).phrase(gap.part(lookup.dimension))}`),
    ...(gap.isRestricted(network) ? labelsOf(network, gap.part(network)) : []).map((side) =>
      side === 'inside' ? 'from the compliant network' : 'from outside the compliant network',
    ),
  ];
  return phrases.length === 0 ? 'from anywhere' : phrases.join(' and ');
}

/** One of the ways in which a sign-in is located, and what all named locations of that kind are called. */
interface Lookup {
  readonly dimension: LocationDimension;
  readonly all: string;
}

function lookups({ ipAddress, country, gpsCountry }: SignInSpace): readonly Lookup[] {
  return [
    { dimension: ipAddress, all: 'the named IP ranges' },
    { dimension: country, all: 'the named countries' },
    { dimension: gpsCountry, all: 'the named GPS countries' },
  ];
}

const mostNamed = 3;

/** The named locations of one kind, as sets of points. */
class Places {
  readonly #lookup: Lookup;
  readonly #space: SignInSpace;
  readonly #inside: ReadonlyMap<NamedLocation, PointSet>;

  constructor(lookup: Lookup, space: SignInSpace) {
    this.#lookup = lookup;
    this.#space = space;
    const { points } = lookup.dimension;
    const ids = new Set(points.flatMap(({ members }) => [...members]));
    this.#inside = new Map(
      [...space.namedLocations.values()]
        .filter(({ id }) => ids.has(id))
        .map((location) => [
          location,
          pointSet([...points.keys()].filter((point) => points[point]?.members.has(location.id))),
        ]),
    );
  }

  /** A set of points by the locations that it consists of, or lies outside of: `A or B`, `outside C`. */
  phrase(set: PointSet): string {
    const { dimension, all } = this.#lookup;
    const inside = this.#largest((points) => (points & ~set) === 0n);
    if (this.#union(inside) === set) return this.#names(inside, 'or');
    const outside = this.#largest((points) => (points & set) === 0n);
    const rest = allPoints(dimension) & ~this.#union(outside);
    if (rest === set) return `outside ${this.#names(outside, 'and')}`;
    const within = this.#largest((points) => (points & rest) !== 0n && (points & rest & ~set) === 0n);
    const around = this.#union(within);
    if ((around & rest) === set) {
      const overlapping = outside.filter((location) => (this.#union([location]) & around) !== 0n);
      return `${this.#names(within, 'or')}, but outside ${this.#names(overlapping, 'and')}`;
    }
    return listText(placeNames(dimension, set, `outside ${all}`, this.#space), mostNamed, 'or');
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

  #names(locations: readonly NamedLocation[], word: 'and' | 'or'): string {
    const every = [...this.#inside.keys()];
    const trusted = every.filter((location) => 'isTrusted' in location && location.isTrusted);
    if (locations.length > mostNamed) {
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
