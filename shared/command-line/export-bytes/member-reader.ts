import { checkMember } from '../../application/element-checks.ts';
import { guidWords } from '../../core/conditional-access/guid.ts';
import type { PopulationBuilder } from '../../core/conditional-access/population.ts';
import { type ByteReader, Unexpected } from './byte-reader.ts';
import { MemberLayout } from './member-layout.ts';

/** Takes in members of groups, and parses only those that are not users written like one before. */
export class MemberReader {
  readonly #reader: ByteReader;
  readonly #population: PopulationBuilder;
  #layout: MemberLayout | undefined;
  readonly #guids = new Int32Array(atOnce * guidWords);

  constructor(reader: ByteReader, population: PopulationBuilder) {
    this.#reader = reader;
    this.#population = population;
  }

  /** Goes over one or more of the members that come next. Throws Unexpected where something is wrong with them. */
  read(group: number): void {
    this.#reader.next();
    const count = this.#layout?.read(this.#reader, this.#guids) ?? 0;
    if (count > 0) this.#population.addUsersAsMembers(group, this.#guids.subarray(0, count * guidWords));
    else this.#parse(group);
  }

  #parse(group: number): void {
    const start = this.#reader.position;
    const member = this.#reader.parse();
    if (checkMember(member).length > 0) throw new Unexpected();
    this.#population.addMembers(group, [member]);
    const text = this.#reader.bytes.subarray(start, this.#reader.position);
    this.#layout = MemberLayout.of(text, member) ?? this.#layout;
  }
}

const atOnce = 1 << 12;
