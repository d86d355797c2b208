import { guidText, guidWords, readGuid } from './guid.ts';
import { GuidTable } from './guid-table.ts';

/**
 * Gives principals numbers from 0 on, so that sets of them can be compact. Ids are compared in lower case. Those of
 * Graph are GUIDs, and are not kept as strings; any other text may be an id as well.
 */
export class PrincipalNumbers {
  readonly #table = new GuidTable();
  readonly #texts = new Map<string, number>();
  readonly #textOf = new Map<number, string>();
  /** Where a GUID is read to, before it is looked up. */
  readonly #guid = new Int32Array(guidWords);
  #count = 0;

  /** The number of that id, a new one if need be. */
  of(id: string): number {
    return readGuid(id, this.#guid, 0) ? this.ofGuid(this.#guid, 0) : this.#ofText(id.toLowerCase());
  }

  /** The number of each of the GUIDs that stand one after the other, a new one if need be. */
  ofGuids(guids: Int32Array): Int32Array {
    const numbers = this.#table.findAll(guids);
    for (let at = 0; at < numbers.length; at++)
      if ((numbers[at] ?? 0) < 0) numbers[at] = this.ofGuid(guids, at * guidWords);
    return numbers;
  }

  /** The number of the GUID in the words from that place on. */
  ofGuid(guids: Int32Array, at: number): number {
    const number = this.#table.findOrAdd(guids, at, this.#count);
    if (number === this.#count) this.#count++;
    return number;
  }

  #ofText(id: string): number {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    this.#texts.set(id, this.#count);
    this.#textOf.set(this.#count, id);
    return this.#count++;
  }

  find(id: string): number | undefined {
    if (!readGuid(id, this.#guid, 0)) return this.#texts.get(id.toLowerCase());
    const known = this.#table.find(this.#guid, 0);
    return known >= 0 ? known : undefined;
  }

  /** In lower case; the number must have been given. */
  idOf(number: number): string {
    return this.#textOf.get(number) ?? guidText(this.#table.guidOf(number));
  }

  /** Undefined where the id is no GUID; the number must have been given. */
  guidOf(number: number): Int32Array | undefined {
    return this.#textOf.has(number) ? undefined : this.#table.guidOf(number);
  }

  get count(): number {
    return this.#count;
  }
}
