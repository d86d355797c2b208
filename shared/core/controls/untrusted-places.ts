import { placeDimensions, untrustedPlaces } from '../conditional-access/places.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { type Cube, type Dimension, partOf, type Region, subtract } from '../prover/cube.ts';
import { widen } from '../prover/widen.ts';
import { listText } from './list-text.ts';
import { GapInScope } from './where/gap-in-scope.ts';
import { locationPhrase } from './where/location-phrase.ts';
import { locationTexts } from './where/location-texts.ts';

/** Nobody reads more. */
const mostPlaces = 100;
const mostNamed = 4;

/** The places outside all trusted locations that were read, and what they are called. */
export class UntrustedPlaces {
  /** Empty where every place is trusted. */
  readonly all: Region;
  /** The smallest cube around them; it is they, where there are any. */
  readonly hull: Cube;
  readonly #space: SignInSpace;
  readonly #dimensions: readonly Dimension[];

  constructor(space: SignInSpace, tenant: TenantKnowledge) {
    this.all = untrustedPlaces(space, tenant);
    this.hull = this.all[0] ?? new Map();
    this.#space = space;
    this.#dimensions = placeDimensions(space);
  }

  /** Those that are none of these. */
  besides(places: Region): Region {
    return subtract(this.all, places);
  }

  /** The same as few large cubes, which may overlap. */
  merged(places: Region): Region {
    return widen(places, this.hull, this.besides(places), this.#dimensions, mostPlaces);
  }

  /** One text for each place that has a name. */
  names(places: Region): readonly string[] {
    return [...new Set(this.merged(places).flatMap((place) => this.#names(place)))];
  }

  /** `from Berlin`. */
  phrase(place: Cube): string {
    const told = new GapInScope(place, this.hull);
    const isPart = this.#dimensions.some((dimension) => told.isRestricted(dimension));
    if (isPart || this.hull.size === 0) return locationPhrase(told, this.#space);
    return 'from outside the trusted locations';
  }

  /** Each by itself where one dimension tells them apart; else what the dimensions say together. */
  #names(place: Cube): readonly string[] {
    const byDimension = this.#dimensions.flatMap((dimension) => {
      const alone = new Map(this.hull).set(dimension, partOf(place, dimension));
      const texts = locationTexts(new GapInScope(alone, this.hull), this.#space);
      return texts === undefined ? [] : [texts];
    });
    const [only, ...others] = byDimension;
    if (only === undefined)
      return [this.hull.size === 0 ? 'anywhere' : 'anywhere outside the trusted locations'];
    return others.length === 0
      ? only
      : [byDimension.map((texts) => listText(texts, mostNamed, 'or')).join(', ')];
  }
}
