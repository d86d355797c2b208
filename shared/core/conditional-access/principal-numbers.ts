import { guidText, guidWords, readGuid } from './guid.ts';
import { GuidTable } from './guid-table.ts';

/**
 * Gives principals numbers from 0 on, so that sets of them can be compact. Ids are compared in lower case. Those of
 * Graph are GUIDs, and are not kept as strings; any other text may be an id as well.
 */
export class PrincipalNumbers {
  readonly #guids = new GuidTable();
  readonly #texts = new Map<string, number>();
  readonly #textOf = new Map<number, string>();
  readonly #guid = new Int32Array(guidWords);
  #count = 0;

  /** The number of that id, a new one if need be. */
  of(id: string): number {
    return readGuid(id, this.#guid, 0) ? this.#ofGuid(this.#guid, 0) : this.#ofText(id.toLowerCase());
  }

  /** The same for each. For some hundreds at once it is faster: the processor waits for the memory of many together. */
  ofEach(ids: readonly string[]): Int32Array {
    const guids = new Int32Array(ids.length * guidWords);
    const numbers = new Int32Array(ids.length);
    for (const [at, id] of ids.entries())
      if (!readGuid(id, guids, at * guidWords)) numbers[at] = ~this.#ofText(id.toLowerCase());
    for (let at = 0; at < numbers.length; at++) {
      const text = numbers[at] ?? 0;
      numbers[at] = text < 0 ? ~text : this.#ofGuid(guids, at * guidWords);
    }
    return numbers;
  }

  #ofGuid(guids: Int32Array, at: number): number {
    const known = this.#guids.find(guids, at);
    if (known >= 0) return known;
    this.#guids.add(guids, at, this.#count);
    return this.#count++;
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
    const known = this.#guids.find(this.#guid, 0);
    return known >= 0 ? known : undefined;
  }

  /** In lower case; the number must have been given. */
  idOf(number: number): string {
    return this.#textOf.get(number) ?? guidText(this.#guids.guidOf(number));
  }

  get count(): number {
    return this.#count;
  }
}
