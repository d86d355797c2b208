/**
 * A set of small numbers, 32 to a word; the last word is not 0, so equal sets have equal words. Immutable.
 *
 * A plain list of 32-bit words, as the cover asks above all how many numbers two sets share: a bigint has to be taken
 * apart for that, and as the key of a map it is hashed by its lowest 64 bits alone.
 */
export class BitSet {
  static readonly none = new BitSet([]);
  readonly #words: readonly number[];
  #hash: number | undefined;

  private constructor(words: readonly number[]) {
    this.#words = words;
  }

  static of(numbers: Iterable<number>): BitSet {
    const words: number[] = [];
    for (const number of numbers) {
      while (words.length <= number >>> 5) words.push(0);
      words[number >>> 5] = (words[number >>> 5] ?? 0) | (1 << (number & 31));
    }
    return new BitSet(words);
  }

  static union(sets: readonly BitSet[]): BitSet {
    let longest = BitSet.none;
    for (const set of sets) if (set.#words.length > longest.#words.length) longest = set;
    // A copy takes as much room as it needs, a list that grows several times that: here and below.
    const words = longest.#words.slice();
    for (const set of sets) {
      const others = set.#words;
      for (let at = 0; at < others.length; at++) words[at] = (words[at] ?? 0) | (others[at] ?? 0);
    }
    return new BitSet(words);
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  has(number: number): boolean {
    return (((this.#words[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;
  }

  /** Those of either. */
  with(other: BitSet): BitSet {
    const isLonger = this.#words.length >= other.#words.length;
    const longer = isLonger ? this : other;
    const shorter = isLonger ? other : this;
    if (shorter.isEmpty) return longer;
    const words = longer.#words.slice();
    const others = shorter.#words;
    for (let at = 0; at < others.length; at++) words[at] = (words[at] ?? 0) | (others[at] ?? 0);
    return new BitSet(words);
  }

  /** Those of both. */
  and(other: BitSet): BitSet {
    const mine = this.#words;
    const others = other.#words;
    let length = Math.min(mine.length, others.length);
    while (length > 0 && ((mine[length - 1] ?? 0) & (others[length - 1] ?? 0)) === 0) length--;
    if (length === 0) return BitSet.none;
    const words = mine.slice(0, length);
    for (let at = 0; at < length; at++) words[at] = (words[at] ?? 0) & (others[at] ?? 0);
    return new BitSet(words);
  }

  /** Those that the other lacks. */
  without(other: BitSet): BitSet {
    const mine = this.#words;
    const others = other.#words;
    let length = mine.length;
    while (length > 0 && ((mine[length - 1] ?? 0) & ~(others[length - 1] ?? 0)) === 0) length--;
    if (length === 0) return BitSet.none;
    const words = mine.slice(0, length);
    for (let at = 0; at < length; at++) words[at] = (words[at] ?? 0) & ~(others[at] ?? 0);
    return new BitSet(words);
  }

  meets(other: BitSet): boolean {
    const length = Math.min(this.#words.length, other.#words.length);
    for (let at = 0; at < length; at++)
      if (((this.#words[at] ?? 0) & (other.#words[at] ?? 0)) !== 0) return true;
    return false;
  }

  contains(other: BitSet): boolean {
    for (let at = 0; at < other.#words.length; at++)
      if (((other.#words[at] ?? 0) & ~(this.#words[at] ?? 0)) !== 0) return false;
    return true;
  }

  /** Each number is in one of the sets at least. */
  isWithin(sets: readonly BitSet[]): boolean {
    for (let at = 0; at < this.#words.length; at++) {
      let left = this.#words[at] ?? 0;
      for (const set of sets) left &= ~(set.#words[at] ?? 0);
      if (left !== 0) return false;
    }
    return true;
  }

  equals(other: BitSet): boolean {
    return this.#words.length === other.#words.length && this.contains(other) && other.contains(this);
  }

  get count(): number {
    return this.countOf(this);
  }

  /** How many numbers both have. */
  countOf(other: BitSet): number {
    const length = Math.min(this.#words.length, other.#words.length);
    let count = 0;
    for (let at = 0; at < length; at++) count += bitCount((this.#words[at] ?? 0) & (other.#words[at] ?? 0));
    return count;
  }

  /** Mostly another one for another set. */
  get hash(): number {
    if (this.#hash !== undefined) return this.#hash;
    let hash = 0;
    for (let at = 0; at < this.#words.length; at++) {
      hash = Math.imul(hash ^ (this.#words[at] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    this.#hash = hash;
    return hash;
  }

  /** The same text for the same set, and for no other one. */
  toString(): string {
    return this.#words.map((word) => (word >>> 0).toString(36)).join('.');
  }
}

/** The bits of a word, added up in pairs, in fours and in bytes, all at once. */
export function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
