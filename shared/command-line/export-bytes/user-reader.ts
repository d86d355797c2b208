import { checkUser } from '../../application/element-checks.ts';
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
    const number = this.#population.addUserOfKind(kind, layout.guid, 0);
    layout.copyName(this.#reader, this.#names, number);
  }

  #parse(): number {
    const user = this.#reader.parse();
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

/** Where there are more, hardly two users are alike. */
const mostLayouts = 8;
