import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that depend on the seed alone. */
export class RandomNumbers {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A whole number from 0 to `end`, which is not drawn itself. */
  below(end: number): number {
    return uniformInt(this.#generator, 0, end - 1);
  }

  /** A number from 0 to 1, which is not drawn itself. */
  fraction(): number {
    return (this.#generator.next() >>> 0) / 2 ** 32;
  }

  /** True once in so many draws. */
  onceIn(draws: number): boolean {
    return this.below(draws) === 0;
  }

  /** Throws RangeError where there is nothing to draw from. */
  oneOf<Element>(elements: readonly Element[]): Element {
    const [element] = elements.slice(this.below(elements.length));
    if (element === undefined) throw new RangeError('There is nothing to draw from.');
    return element;
  }

  /** That many different ones, or all where there are no more. */
  someOf<Element>(elements: readonly Element[], count: number): readonly Element[] {
    const drawn = new Set<Element>();
    while (drawn.size < Math.min(count, elements.length)) drawn.add(this.oneOf(elements));
    return [...drawn];
  }
}
