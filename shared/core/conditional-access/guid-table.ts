import { guidWords } from './guid.ts';

/**
 * Numbers by GUID, in a hash table with open addressing: for a million of them a third of the memory, and for looking
 * one up a third of the time, of a Map of strings.
 */
export class GuidTable {
  /** The GUIDs by number. */
  #words = new Int32Array(64 * guidWords);
  /** The number whose GUID has its place there. At most half of the slots are taken; their count is a power of two. */
  #slots = new Int32Array(128).fill(free);
  #taken = 0;

  /** The number of the GUID at that place; -1 where the table does not hold it. */
  find(guids: Int32Array, at: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let slot = hash(guids, at) & last; ; slot = (slot + 1) & last) {
      const number = slots[slot] ?? free;
      if (number === free || this.#isOf(number, guids, at)) return number;
    }
  }

  /**
   * The number of each of the GUIDs that stand one after the other, as `find` gives it. Twice as fast as one by one:
   * where no step waits for another one's answer, the processor waits for the memory of many together. All are hashed
   * before: the less there is to do for each, the more of them it sees ahead.
   */
  findAll(guids: Int32Array): Int32Array {
    const numbers = new Int32Array(guids.length / guidWords);
    for (let start = 0; start < numbers.length; start += atOnce)
      this.#findSome(guids, numbers, start, Math.min(start + atOnce, numbers.length));
    return numbers;
  }

  #findSome(guids: Int32Array, numbers: Int32Array, start: number, end: number): void {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let at = start; at < end; at++) numbers[at] = hash(guids, at * guidWords) & last;
    for (let at = start; at < end; at++) numbers[at] = slots[numbers[at] ?? 0] ?? free;
    for (let at = start; at < end; at++) {
      const number = numbers[at] ?? free;
      if (number !== free && !this.#isOf(number, guids, at * guidWords))
        numbers[at] = this.find(guids, at * guidWords);
    }
  }

  /** As `find`; where the table does not hold the GUID, it takes it in under that number, which it must not hold. */
  findOrAdd(guids: Int32Array, at: number, number: number): number {
    if (this.#taken * slotsOfOne >= this.#slots.length) this.#addSlots();
    const slots = this.#slots;
    const last = slots.length - 1;
    let slot = hash(guids, at) & last;
    for (let known = slots[slot] ?? free; known !== free; known = slots[slot] ?? free) {
      if (this.#isOf(known, guids, at)) return known;
      slot = (slot + 1) & last;
    }
    slots[slot] = number;
    this.#taken++;
    this.#keep(guids, at, number);
    return number;
  }

  #keep(guids: Int32Array, at: number, number: number): void {
    const start = number * guidWords;
    if (start >= this.#words.length) this.#makeRoom(start + guidWords);
    const words = this.#words;
    // For so few words many times as fast as `set`.
    for (let word = 0; word < guidWords; word++) words[start + word] = guids[at + word] ?? 0;
  }

  /** Of a number that was added. */
  guidOf(number: number): Int32Array {
    return this.#words.subarray(number * guidWords, (number + 1) * guidWords);
  }

  #isOf(number: number, guids: Int32Array, at: number): boolean {
    const words = this.#words;
    const start = number * guidWords;
    return (
      words[start] === guids[at] &&
      words[start + 1] === guids[at + 1] &&
      words[start + 2] === guids[at + 2] &&
      words[start + 3] === guids[at + 3]
    );
  }

  #makeRoom(atLeast: number): void {
    const words = new Int32Array(Math.max(atLeast, this.#words.length * 2));
    words.set(this.#words);
    this.#words = words;
  }

  #addSlots(): void {
    const slots = new Int32Array(this.#slots.length * growth).fill(free);
    for (const number of this.#slots)
      if (number !== free) take(slots, hash(this.#words, number * guidWords), number);
    this.#slots = slots;
  }
}

const free = -1;
/** At least: with fewer slots, more GUIDs would lie in another one's. */
const slotsOfOne = 2;
const growth = 4;
/** So many that they do not drive each other out of the processor's nearest memory. */
const atOnce = 512;

function take(slots: Int32Array, hashed: number, number: number): void {
  const last = slots.length - 1;
  let slot = hashed & last;
  while (slots[slot] !== free) slot = (slot + 1) & last;
  slots[slot] = number;
}

/** Every bit of the GUID at that place tells. The factors are odd and without pattern, as multiplicative hashing asks. */
function hash(words: Int32Array, start: number): number {
  const mixed =
    (words[start] ?? 0) ^
    Math.imul(words[start + 1] ?? 0, 0x9e3779b1) ^
    Math.imul(words[start + 2] ?? 0, 0x85ebca77) ^
    Math.imul(words[start + 3] ?? 0, 0xc2b2ae3d);
  const spread = Math.imul(mixed, 0x27d4eb2f);
  return spread ^ (spread >>> 15);
}
