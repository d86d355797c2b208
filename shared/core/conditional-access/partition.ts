/**
 * Partition refinement: starts with all elements in one class and splits classes by sets, so that two elements end
 * in the same class if and only if every set holds both or neither. Linear in the sizes of the sets.
 */
export class Partition {
  readonly #classOf: Int32Array;
  #classes = 1;

  constructor(size: number) {
    this.#classOf = new Int32Array(size);
  }

  split(elements: Iterable<number>): void {
    const split = new Map<number, number>();
    for (const element of elements) {
      const from = this.#classOf[element] ?? 0;
      let to = split.get(from);
      if (to === undefined) {
        to = this.#classes++;
        split.set(from, to);
      }
      this.#classOf[element] = to;
    }
  }

  /** The classes that are not empty, each in ascending order. */
  classes(): readonly (readonly number[])[] {
    const members = new Map<number, number[]>();
    this.#classOf.forEach((number, element) => {
      const found = members.get(number);
      if (found === undefined) members.set(number, [element]);
      else found.push(element);
    });
    return [...members.values()];
  }
}
