import { checkUser } from '../../application/element-checks.ts';
import { guidWords } from '../../core/conditional-access/guid.ts';
import type { PopulationBuilder } from '../../core/conditional-access/population.ts';
import type { ByteReader } from './byte-reader.ts';
import { Unexpected } from './byte-reader.ts';
import { UserLayout } from './user-layout.ts';
import type { WrittenNames } from './written-names.ts';

/** Takes in users one after the other, and parses only those that are not like one before. */
export class UserReader {
  readonly #reader: ByteReader;
  readonly #population: PopulationBuilder;
  readonly #names: WrittenNames;
  readonly #layouts: UserLayout[] = [];
  /** Users that were read and wait to be taken in together, which is several times as fast as one by one. */
  readonly #kinds = new Uint8Array(atOnce);
  readonly #guids = new Int32Array(atOnce * guidWords);
  /** Where their names begin, and where the last one ends. */
  readonly #nameEdges = new Uint32Array(atOnce + 1);
  #count = 0;

  constructor(reader: ByteReader, population: PopulationBuilder, names: WrittenNames) {
    this.#reader = reader;
    this.#population = population;
    this.#names = names;
  }

  /** Goes over the user that comes next. Throws Unexpected where something is wrong with it. */
  read(): void {
    const reader = this.#reader;
    reader.next();
    const start = reader.position;
    for (const layout of this.#layouts) {
      const end = layout.endAt(reader, start);
      if (end < 0) continue;
      const kind = layout.kind(reader);
      if (kind === undefined) layout.learn(reader, this.#parse());
      else this.#add(kind, layout);
      reader.position = end;
      return;
    }
    const kind = this.#parse();
    if (this.#layouts.length < mostLayouts) this.#learn(start, kind);
  }

  #add(kind: number, layout: UserLayout): void {
    if (this.#count === atOnce) this.flush();
    this.#kinds[this.#count] = kind;
    for (let word = 0; word < guidWords; word++)
      this.#guids[this.#count * guidWords + word] = layout.guid[word] ?? 0;
    layout.writeName(this.#reader, this.#names);
    this.#count++;
    this.#nameEdges[this.#count] = this.#names.end;
  }

  /** To be called when all users were read. */
  flush(): void {
    const count = this.#count;
    const guids = this.#guids.subarray(0, count * guidWords);
    const numbers = this.#population.addUsersOfKinds(this.#kinds.subarray(0, count), guids);
    for (let at = 0; at < count; at++)
      this.#names.set(numbers[at] ?? 0, this.#nameEdges[at] ?? 0, this.#nameEdges[at + 1] ?? 0);
    this.#count = 0;
    this.#nameEdges[0] = this.#names.end;
  }

  #parse(): number {
    const user = this.#reader.parse();
    // Of users that come twice the last one counts.
    this.flush();
    const kind = checkUser(user).length === 0 ? this.#population.addUser(user) : undefined;
    if (kind === undefined) throw new Unexpected();
    return kind;
  }

  #learn(start: number, kind: number): void {
    const end = this.#reader.position;
    const layout = UserLayout.of(this.#reader, start, end);
    if (layout?.endAt(this.#reader, start) === end) {
      layout.learn(this.#reader, kind);
      this.#layouts.push(layout);
    }
    this.#reader.position = end;
  }
}

const atOnce = 512;
/** Where there are more, hardly two users are alike. */
const mostLayouts = 8;
