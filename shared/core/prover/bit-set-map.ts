import type { BitSet } from './bit-set.ts';

interface Entry<Value> {
  readonly set: BitSet;
  value: Value;
}

/** Values by sets; sets of the same numbers are the same key. */
export class BitSetMap<Value> {
  readonly #byHash = new Map<number, Entry<Value>[]>();

  has(set: BitSet): boolean {
    return this.#find(set) !== undefined;
  }

  get(set: BitSet): Value | undefined {
    return this.#find(set)?.value;
  }

  set(set: BitSet, value: Value): void {
    const known = this.#find(set);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const alike = this.#byHash.get(set.hash);
    if (alike === undefined) this.#byHash.set(set.hash, [{ set, value }]);
    else alike.push({ set, value });
  }

  #find(set: BitSet): Entry<Value> | undefined {
    return this.#byHash.get(set.hash)?.find((entry) => entry.set.equals(set));
  }
}
