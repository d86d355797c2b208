/** A list of whole numbers of 32 bits that grows. */
export class NumberList {
  #items = new Int32Array(0);
  #length = 0;

  push(number: number): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length++] = number;
  }

  /** A list that grows no more takes no more room than it needs. */
  toArray(): Int32Array {
    return this.#length === this.#items.length ? this.#items : this.#items.slice(0, this.#length);
  }

  #grow(): void {
    const items = new Int32Array(Math.max(8, this.#items.length * 2));
    items.set(this.#items);
    this.#items = items;
  }
}
