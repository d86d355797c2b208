import type { PointSet } from '../prover/cube.ts';
import { type Account, displayNameOf, isAccount } from './account.ts';
import { guestTypesOf } from './guest-types.ts';
import { NumberList } from './number-list.ts';
import type { PrincipalNumbers } from './principal-numbers.ts';

const mayHaveCapitals = /[A-Z\u0080-\uffff]/;

/** What tells users apart before any policy does. */
interface AccountKind {
  readonly enabled: boolean;
  readonly guestTypes: PointSet;
}

/** Knows names without keeping a string for each. */
export interface AccountNames {
  /** The display name, else the user principal name; undefined where there is neither. */
  readonly nameOf: (number: number) => string | undefined;
}

/** The user objects that were given, by number: of a million of them, only what decides or is shown. */
export class Accounts {
  readonly #numbers: PrincipalNumbers;
  /** The few kinds that there are; an account's is the one before its entry in `#kindOf`, where 0 is no account. */
  readonly #kinds: AccountKind[] = [];
  #kindOf = new Uint8Array(64);
  /** Undefined, or none so far on, where the other names are asked. */
  readonly #names: (string | undefined)[] = [];
  readonly #otherNames: AccountNames | undefined;
  /** The ids that were not in lower case. */
  readonly #spelledIds = new Map<number, string>();
  #areAll = true;
  #lackEnabled = false;

  /** `names`: of the accounts that are added by their kind. */
  constructor(numbers: PrincipalNumbers, names?: AccountNames) {
    this.#numbers = numbers;
    this.#otherNames = names;
  }

  /**
   * Takes in a user object as Graph returns it, and answers with the number of its kind; undefined where it is no user
   * object. Pages may repeat an account: it counts once, as the last one says.
   */
  add(wire: unknown): number | undefined {
    if (!isAccount(wire)) {
      this.#areAll = false;
      return undefined;
    }
    const { id, accountEnabled } = wire;
    const number = this.#numbers.of(id);
    this.#makeRoom(number);
    // Arrays without holes are much faster.
    while (this.#names.length < number) this.#names.push(undefined);
    const kind = this.#kind(accountEnabled !== false, guestTypesOf(wire)) + 1;
    this.#kindOf[number] = kind;
    this.#names[number] = displayNameOf(wire) ?? id;
    this.#spelledIds.delete(number);
    // Lower case is a new string, and so one more to clear away for each of a million.
    if (mayHaveCapitals.test(id) && id !== id.toLowerCase()) this.#spelledIds.set(number, id);
    if (typeof accountEnabled !== 'boolean') this.#lackEnabled = true;
    return kind;
  }

  /**
   * Takes in accounts of kinds that some before were of, and answers with their numbers. Their ids are GUIDs, one after
   * the other, in lower case.
   */
  addOfKinds(kinds: Uint8Array, guids: Int32Array): Int32Array {
    const numbers = this.#numbers.ofGuids(guids);
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] ?? 0;
      this.#makeRoom(number);
      this.#kindOf[number] = kinds[at] ?? 0;
      if (this.#spelledIds.size > 0) this.#spelledIds.delete(number);
      if (number < this.#names.length) this.#names[number] = undefined;
    }
    return numbers;
  }

  #kind(enabled: boolean, guestTypes: PointSet): number {
    const known = this.#kinds.findIndex((kind) => kind.enabled === enabled && kind.guestTypes === guestTypes);
    return known >= 0 ? known : this.#kinds.push({ enabled, guestTypes }) - 1;
  }

  #makeRoom(number: number): void {
    if (number < this.#kindOf.length) return;
    const kindOf = new Uint8Array(Math.max(number + 1, this.#kindOf.length * 2));
    kindOf.set(this.#kindOf);
    this.#kindOf = kindOf;
  }

  /** False where something was given that is no user object. */
  get areAll(): boolean {
    return this.#areAll;
  }

  /** Some account does not say whether it is enabled. */
  get lackEnabled(): boolean {
    return this.#lackEnabled;
  }

  has(number: number): boolean {
    return (this.#kindOf[number] ?? 0) > 0;
  }

  /** By what tells users apart before any policy does; in ascending order. */
  cohorts(): readonly (AccountKind & { readonly numbers: Int32Array })[] {
    const members = this.#kinds.map(() => new NumberList());
    const kinds = this.#kindOf;
    for (let number = 0; number < kinds.length; number++) {
      const kind = kinds[number] ?? 0;
      if (kind > 0) members[kind - 1]?.push(number);
    }
    return this.#kinds.flatMap((kind, at) => {
      const numbers = members[at]?.toArray() ?? new Int32Array();
      return numbers.length === 0 ? [] : [{ ...kind, numbers }];
    });
  }

  account(number: number): Account | undefined {
    const kind = this.#kinds[(this.#kindOf[number] ?? 0) - 1];
    if (kind === undefined) return undefined;
    const id = this.#spelledIds.get(number) ?? this.#numbers.idOf(number);
    return { id, displayName: this.#names[number] ?? this.#otherNames?.nameOf(number) ?? id, ...kind };
  }
}
