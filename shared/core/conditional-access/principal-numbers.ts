import { guidText, guidWords, readGuid } from './guid.ts';
import { GuidTable } from './guid-table.ts';
import type { NumberList } from './number-list.ts';

/**
 * Gives principals numbers from 0 on, so that sets of them can be compact. Ids are compared in lower case. Those of
 * Graph are GUIDs, and are not kept as strings; any other text may be an id as well.
 */
export class PrincipalNumbers {
  readonly #table = new GuidTable();
  readonly #texts = new Map<string, number>();
  readonly #textOf = new Map<number, string>();
  /** Where GUIDs are read to, before they are looked up. */
  #guids = new Int32Array(guidWords);
  #count = 0;

  /** The number of that id, a new one if need be. */
  of(id: string): number {
    return readGuid(id, this.#guids, 0) ? this.#ofGuid(this.#guids, 0) : this.#ofText(id.toLowerCase());
  }

  /**
   * Adds the number of each id to a list, in no certain order. For some hundreds at once it is faster than one by one:
   * the processor waits for the memory of many together.
   */
  addNumbersOf(ids: readonly string[], numbers: NumberList): void {
    if (this.#guids.length < ids.length * guidWords) this.#guids = new Int32Array(ids.length * guidWords);
    let end = 0;
    for (const id of ids) {
      if (readGuid(id, this.#guids, end)) end += guidWords;
      else numbers.push(this.#ofText(id.toLowerCase()));
    }
    for (let at = 0; at < end; at += guidWords) numbers.push(this.#ofGuid(this.#guids, at));
  }

  #ofGuid(guids: Int32Array, at: number): number {
    const known = this.#table.find(guids, at);
    if (known >= 0) return known;
    this.#table.add(guids, at, this.#count);
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
    if (!readGuid(id, this.#guids, 0)) return this.#texts.get(id.toLowerCase());
    const known = this.#table.find(this.#guids, 0);
    return known >= 0 ? known : undefined;
  }

  /** In lower case; the number must have been given. */
  idOf(number: number): string {
    return this.#textOf.get(number) ?? guidText(this.#table.guidOf(number));
  }

  get count(): number {
    return this.#count;
  }
}
