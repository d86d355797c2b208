import { type AccountNames, Accounts } from './accounts.ts';
import { Groups } from './group.ts';
import { MemberList } from './member-list.ts';
import { PrincipalNumbers } from './principal-numbers.ts';
import { UserPrincipalNames } from './user-principal-names.ts';

/** The users and groups that were given, by number. */
export interface Population {
  readonly numbers: PrincipalNumbers;
  readonly accounts: Accounts;
  /** False where nothing was said of users: that is not the same as no users. */
  readonly areUsersGiven: boolean;
  /** Undefined where nothing was said of groups. */
  readonly groups: Groups | undefined;
  /** Undefined where they were not to be kept. */
  readonly userPrincipalNames?: UserPrincipalNames | undefined;
}

export interface PopulationOptions {
  /** Of the users that are added by their kind. */
  readonly names?: AccountNames;
  /** What no verdict needs and is dropped otherwise. */
  readonly keeps?: 'userPrincipalNames' | undefined;
}

/** Takes users and groups in one by one, in the form of Graph and in any order, however many there are. */
export class PopulationBuilder {
  readonly #numbers: PrincipalNumbers;
  readonly #accounts: Accounts;
  readonly #groups: Groups;
  readonly #userPrincipalNames: UserPrincipalNames | undefined;
  /** Of groups that have not come yet. */
  readonly #members = new Map<number, MemberList>();

  constructor(numbers = new PrincipalNumbers(), { names, keeps }: PopulationOptions = {}) {
    this.#numbers = numbers;
    this.#userPrincipalNames = keeps && new UserPrincipalNames(numbers);
    this.#accounts = new Accounts(numbers, names);
    this.#groups = new Groups(numbers);
  }

  /** Answers with the number of the user's kind; undefined where it is no user object. */
  addUser(wire: unknown): number | undefined {
    this.#userPrincipalNames?.add(wire);
    return this.#accounts.add(wire);
  }

  /**
   * Users of kinds that some before were of, by their GUIDs, one after the other, which were written in lower case; no
   * user principal names are kept of them. Answers with their numbers.
   */
  addUsersOfKinds(kinds: Uint8Array, guids: Int32Array): Int32Array {
    return this.#accounts.addOfKinds(kinds, guids);
  }

  /** Some members of a group that comes later, under a key that tells it from others until then. */
  addMembers(key: number, wires: readonly unknown[]): void {
    const list = this.#membersOf(key);
    for (const wire of wires) list.add(wire);
  }

  /** Users among the members of a group that comes later, by their GUIDs one after the other. */
  addUsersAsMembers(key: number, guids: Int32Array): void {
    this.#membersOf(key).addUsers(guids);
  }

  #membersOf(key: number): MemberList {
    const list = this.#members.get(key) ?? new MemberList();
    this.#members.set(key, list);
    return list;
  }

  /** A group with its members in it, or with those that came under the key in their place. */
  addGroup(wire: unknown, key?: number): void {
    const members = key === undefined ? undefined : this.#members.get(key);
    this.#groups.add(wire, members);
    if (key !== undefined) this.#members.delete(key);
  }

  /** To be asked last. What was not given at all is told apart from an empty list by these. */
  population(given: { readonly users: boolean; readonly groups: boolean }): Population {
    return {
      numbers: this.#numbers,
      accounts: this.#accounts,
      areUsersGiven: given.users,
      groups: given.groups ? this.#groups : undefined,
      userPrincipalNames: this.#userPrincipalNames,
    };
  }
}

/** Of lists as they stand in a snapshot. */
export function populationOf(
  { users, groups }: { readonly users?: readonly unknown[]; readonly groups?: readonly unknown[] },
  numbers?: PrincipalNumbers,
): Population {
  const builder = new PopulationBuilder(numbers);
  for (const user of users ?? []) builder.addUser(user);
  for (const group of groups ?? []) builder.addGroup(group);
  return builder.population({ users: users !== undefined, groups: groups !== undefined });
}
