import { NumberList } from './number-list.ts';
import type { PrincipalNumbers } from './principal-numbers.ts';
import { isRecord } from './wire.ts';

/** Direct members of a group, by kind. */
export interface Members {
  /** By number. */
  readonly users: Int32Array;
  /** By number. Graph says of every member what it is; one that does not might be a group with members of its own. */
  readonly untyped: Int32Array;
  /** Ids in lower case. */
  readonly groups: readonly string[];
  /** Every member was understood. */
  readonly areAll: boolean;
}

/** Takes the members of a group in as Graph returns them, and keeps them as numbers. */
export class MemberList {
  readonly #numbers: PrincipalNumbers;
  readonly #users: NumberList;
  readonly #untyped = new NumberList();
  readonly #groups: string[] = [];
  #areAll = true;

  /** `capacity`: how many users are expected, to spare growing. */
  constructor(numbers: PrincipalNumbers, capacity = 0) {
    this.#numbers = numbers;
    this.#users = new NumberList(capacity);
  }

  /** Some hundreds at a time, so that their numbers are looked up together. */
  addAll(wires: readonly unknown[]): void {
    for (let start = 0; start < wires.length; start += atOnce)
      this.#addSome(wires.slice(start, start + atOnce));
  }

  #addSome(wires: readonly unknown[]): void {
    const users: string[] = [];
    const untyped: string[] = [];
    for (const wire of wires) {
      const id = isRecord(wire) ? wire['id'] : undefined;
      if (!isRecord(wire) || typeof id !== 'string') {
        this.#areAll = false;
        continue;
      }
      const kind = kindOf(wire['@odata.type']);
      if (kind === 'user') users.push(id);
      else if (kind === 'untyped') untyped.push(id);
      else if (kind === 'group') this.#groups.push(id.toLowerCase());
    }
    this.#numbers.addNumbersOf(users, this.#users);
    this.#numbers.addNumbersOf(untyped, this.#untyped);
  }

  members(): Members {
    return {
      users: this.#users.toArray(),
      untyped: this.#untyped.toArray(),
      groups: this.#groups,
      areAll: this.#areAll,
    };
  }
}

const atOnce = 512;

function kindOf(type: unknown): 'user' | 'group' | 'untyped' | 'other' {
  if (type === '#microsoft.graph.user') return 'user';
  if (typeof type !== 'string') return 'untyped';
  const name = type.slice(type.lastIndexOf('.') + 1).toLowerCase();
  return name === 'user' || name === 'group' || name === 'untyped' ? name : 'other';
}
