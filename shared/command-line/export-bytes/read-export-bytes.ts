import { isUtf8 } from 'node:buffer';
import { readTenantExport } from '../../application/tenant-export.ts';
import { PopulationBuilder } from '../../core/conditional-access/population.ts';
import type { PrincipalNumbers } from '../../core/conditional-access/principal-numbers.ts';
import { isRecord } from '../../core/conditional-access/wire.ts';
import { InputError } from '../../core/errors.ts';
import type { LargeTenant, TenantSnapshot } from '../../core/tenant-snapshot.ts';
import { ByteReader, character, type MovingWindow, Unexpected } from './byte-reader.ts';
import { MemberReader } from './member-reader.ts';
import { UserReader } from './user-reader.ts';
import { WrittenNames } from './written-names.ts';

/**
 * The tenant whose export these bytes are, read without making an object of each user and each member of a group: that
 * is what `JSON.parse` takes most of its time for. Undefined for everything that is no tenant export in UTF-8, or one
 * that is laid out in a way that is not expected here; it must be parsed to learn what it is, or what is wrong with it.
 */
export function readExportBytes(
  bytes: Uint8Array,
  numbers?: PrincipalNumbers,
): TenantSnapshot | LargeTenant | undefined {
  return isUtf8(bytes) ? readText(bytes, numbers) : undefined;
}

/** The same of a file that was not read yet. Of users and members, no more than the window is ever held as text. */
export function readExportWindow(
  window: MovingWindow,
  numbers?: PrincipalNumbers,
): TenantSnapshot | LargeTenant | undefined {
  return readText(window, numbers);
}

function readText(
  text: Uint8Array | MovingWindow,
  numbers?: PrincipalNumbers,
): TenantSnapshot | LargeTenant | undefined {
  try {
    return new ExportReader(new ByteReader(text), numbers).read();
  } catch (error) {
    if (error instanceof Unexpected || error instanceof SyntaxError || error instanceof InputError)
      return undefined;
    throw error;
  }
}

class ExportReader {
  readonly #reader: ByteReader;
  readonly #population: PopulationBuilder;
  readonly #users: UserReader;
  readonly #members: MemberReader;
  /** The text without the elements that were taken in, up to where the reader was; it is parsed in the end. */
  readonly #rest: string[] = [];
  #restEnd = 0;
  #isTakingIn = false;

  constructor(reader: ByteReader, numbers?: PrincipalNumbers) {
    const names = new WrittenNames();
    this.#reader = reader;
    this.#restEnd = reader.position;
    this.#population = new PopulationBuilder(numbers, { names });
    this.#users = new UserReader(this.#reader, this.#population, names);
    this.#members = new MemberReader(this.#reader, this.#population);
  }

  read(): TenantSnapshot | LargeTenant {
    this.#object({
      users: () => this.#elements(() => this.#users.read()),
      groups: () => {
        let group = 0;
        this.#list(() => {
          this.#goOn();
          this.#group(group++);
        });
      },
    });
    this.#users.flush();
    this.#keep();
    if (!this.#reader.end()) throw new Unexpected();
    const rest: unknown = JSON.parse(this.#rest.join(''));
    if (!isRecord(rest) || !('policies' in rest)) throw new Unexpected();
    const { users, groups, ...others } = readTenantExport(rest);
    if (users === undefined && groups === undefined) return others;
    for (const [index, group] of groups?.entries() ?? []) this.#population.addGroup(group, index);
    const given = { users: users !== undefined, groups: groups !== undefined };
    return { ...others, population: this.#population.population(given) };
  }

  #group(index: number): void {
    if (this.#reader.next() !== character.objectStart) this.#reader.skipValue();
    else this.#object({ members: () => this.#elements(() => this.#members.read(index)) });
  }

  /** Goes over an object, and over the values of those members in their own way. */
  #object(ways: Readonly<Record<string, () => void>>): void {
    const waiting = new Map(Object.entries(ways));
    this.#reader.object((name) => {
      this.#goOn();
      const way = waiting.get(name);
      if (way === undefined) {
        // Of members of the same name only the last one counts, and the first was taken in already.
        if (Object.hasOwn(ways, name)) throw new Unexpected();
        this.#reader.skipValue();
      } else {
        waiting.delete(name);
        way();
      }
    });
  }

  /** A list, or the list in a page of Graph; whatever else stands there is left to the rest. */
  #list(elements: () => void): void {
    const next = this.#reader.next();
    if (next === character.listStart) this.#reader.list(elements);
    else if (next === character.objectStart) this.#object({ value: () => this.#listOnly(elements) });
    else this.#reader.skipValue();
  }

  #listOnly(elements: () => void): void {
    if (this.#reader.next() === character.listStart) this.#reader.list(elements);
    else this.#reader.skipValue();
  }

  /** The same, and takes the elements out of the rest. */
  #elements(read: () => void): void {
    this.#list(() => {
      if (!this.#isTakingIn) this.#keep();
      this.#isTakingIn = true;
      this.#goOn();
      read();
      this.#restEnd = this.#reader.position;
    });
    this.#isTakingIn = false;
  }

  /** Between two values, whenever there may be more to come than is at hand. */
  #goOn(): void {
    if (!this.#reader.isRunningOut) return;
    if (!this.#isTakingIn) this.#keep();
    this.#reader.takeMore();
    this.#restEnd = this.#reader.position;
  }

  #keep(): void {
    this.#rest.push(this.#reader.text(this.#restEnd, this.#reader.position));
    this.#restEnd = this.#reader.position;
  }
}
