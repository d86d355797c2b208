import { guidWords, readGuid } from './guid.ts';
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

/** Whether one user is a direct member, and what else there is to say of the members. */
export interface Membership extends Pick<Members, 'groups' | 'areAll'> {
  readonly isMember: boolean;
}

/**
 * Takes the members of a group in as Graph returns them, and keeps their ids. Numbers are looked up when the members
 * are asked for: most groups are named by no policy.
 */
export class MemberList {
  /** Of users, one after the other: in lists that grow no more, and then in one that does, up to its end. */
  readonly #full: Int32Array[] = [];
  #guids: Int32Array;
  #end = 0;
  /** Ids of users that are no GUIDs. */
  readonly #users: string[] = [];
  readonly #untyped: string[] = [];
  readonly #groups: string[] = [];
  #areAll = true;

  /** `capacity`: how many users are expected, to spare growing. */
  constructor(capacity = 0) {
    this.#guids = new Int32Array(capacity * guidWords);
  }

  /** Users, by their GUIDs one after the other. */
  addUsers(guids: Int32Array): void {
    this.#lists().push(guids.slice());
  }

  #lists(): Int32Array[] {
    if (this.#end > 0) {
      this.#full.push(this.#guids.subarray(0, this.#end));
      this.#guids = new Int32Array(0);
      this.#end = 0;
    }
    return this.#full;
  }

  add(wire: unknown): void {
    const id = isRecord(wire) ? wire['id'] : undefined;
    if (!isRecord(wire) || typeof id !== 'string') {
      this.#areAll = false;
      return;
    }
    const kind = kindOfMember(wire['@odata.type']);
    if (kind === 'user') this.#addUser(id);
    else if (kind === 'untyped') this.#untyped.push(id);
    else if (kind === 'group') this.#groups.push(id.toLowerCase());
  }

  #addUser(id: string): void {
    this.#makeRoom();
    if (readGuid(id, this.#guids, this.#end)) this.#end += guidWords;
    else this.#users.push(id);
  }

  #makeRoom(): void {
    if (this.#end + guidWords <= this.#guids.length) return;
    const guids = new Int32Array(Math.max(guidWords, this.#end * 2));
    guids.set(this.#guids);
    this.#guids = guids;
  }

  /** Of a user by GUID; undefined where it takes all numbers to tell. Looks up none. */
  membership(guid: Int32Array): Membership | undefined {
    if (this.#users.length + this.#untyped.length > 0) return undefined;
    return {
      isMember: this.#lists().some((list) => holds(list, guid)),
      groups: this.#groups,
      areAll: this.#areAll,
    };
  }

  members(numbers: PrincipalNumbers): Members {
    const users = this.#lists().map((guids) => numbers.ofGuids(guids));
    return {
      users: joined([...users, numbersOf(this.#users, numbers)]),
      untyped: numbersOf(this.#untyped, numbers),
      groups: this.#groups,
      areAll: this.#areAll,
    };
  }
}

function numbersOf(ids: readonly string[], numbers: PrincipalNumbers): Int32Array {
  return Int32Array.from(ids, (id) => numbers.of(id));
}

function holds(guids: Int32Array, guid: Int32Array): boolean {
  const [first = 0] = guid;
  for (let at = guids.indexOf(first); at >= 0; at = guids.indexOf(first, at + 1))
    if (at % guidWords === 0 && guid.every((word, next) => guids[at + next] === word)) return true;
  return false;
}

/** One list after the other. */
export function joined(lists: readonly Int32Array[]): Int32Array {
  const [only = new Int32Array(0), ...others] = lists.filter(({ length }) => length > 0);
  if (others.length === 0) return only;
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  return all;
}

/** By the `@odata.type` of a member. */
export function kindOfMember(type: unknown): 'user' | 'group' | 'untyped' | 'other' {
  if (type === '#microsoft.graph.user') return 'user';
  if (typeof type !== 'string') return 'untyped';
  const name = type.slice(type.lastIndexOf('.') + 1).toLowerCase();
  return name === 'user' || name === 'group' || name === 'untyped' ? name : 'other';
}
