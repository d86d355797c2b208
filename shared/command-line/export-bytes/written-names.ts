import type { AccountNames } from '../../core/conditional-access/accounts.ts';

/** Names in UTF-8, one after the other: a string is made of one when it is asked for, and few are. */
export class WrittenNames implements AccountNames {
  #bytes = Buffer.alloc(1 << 12);
  #end = 0;
  /** By number. */
  #starts = new Uint32Array(1 << 8);
  #ends = new Uint32Array(1 << 8);

  /** Where the next name begins. */
  get end(): number {
    return this.#end;
  }

  write(text: Uint8Array, from: number, to: number): void {
    const needed = this.#end + to - from;
    if (needed > this.#bytes.length) this.#bytes = withRoom(this.#bytes, Buffer.alloc(needed * 2));
    const bytes = this.#bytes;
    // For so few bytes several times as fast as `set`.
    for (let at = from; at < to; at++) bytes[this.#end++] = text[at] ?? 0;
  }

  /** The name of that number is what was written between these places; none where they are the same. */
  set(number: number, start: number, end: number): void {
    if (number >= this.#starts.length) {
      this.#starts = withRoom(this.#starts, new Uint32Array(number * 2));
      this.#ends = withRoom(this.#ends, new Uint32Array(number * 2));
    }
    this.#starts[number] = start;
    this.#ends[number] = end;
  }

  nameOf(number: number): string | undefined {
    const [start = 0, end = 0] = [this.#starts[number], this.#ends[number]];
    return start === end ? undefined : this.#bytes.toString('utf8', start, end);
  }
}

function withRoom<Numbers extends Uint8Array | Uint32Array>(full: Numbers, empty: Numbers): Numbers {
  empty.set(full);
  return empty;
}
