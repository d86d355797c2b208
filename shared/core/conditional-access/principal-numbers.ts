/** Gives principals numbers, so that sets of them can be compact. Ids are compared in lower case. */
export class PrincipalNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];

  /** The number of that id, a new one if need be. */
  of(id: string): number {
    const key = id.toLowerCase();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#ids.length;
    this.#numbers.set(key, number);
    this.#ids.push(key);
    return number;
  }

  find(id: string): number | undefined {
    return this.#numbers.get(id.toLowerCase());
  }

  /** In lower case. */
  idOf(number: number): string {
    return this.#ids[number] ?? '';
  }

  get count(): number {
    return this.#ids.length;
  }
}
