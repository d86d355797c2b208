import type { PointSet } from '../prover/cube.ts';
import { type Account, displayNameOf, isAccount } from './account.ts';
import { guestTypesOf } from './guest-types.ts';
import type { PrincipalNumbers } from './principal-numbers.ts';

/** The user objects that were given, by number: of a million of them, only what decides or is shown. */
export class Accounts {
  readonly #numbers: PrincipalNumbers;
  readonly #ids: (string | undefined)[] = [];
  readonly #names: (string | undefined)[] = [];
  readonly #enabled: boolean[] = [];
  readonly #guestTypes: PointSet[] = [];
  readonly #order: number[] = [];

  constructor(numbers: PrincipalNumbers) {
    this.#numbers = numbers;
  }

  /**
   * Takes in a user object as Graph returns it; false for something without an id. Pages may repeat an account: it
   * counts once, as the last one says.
   */
  add(wire: unknown): boolean {
    if (!isAccount(wire)) return false;
    const number = this.#numbers.of(wire.id);
    while (this.#ids.length <= number) this.#makeRoom();
    if (this.#ids[number] === undefined) this.#order.push(number);
    this.#ids[number] = wire.id;
    this.#names[number] = displayNameOf(wire);
    this.#enabled[number] = wire['accountEnabled'] !== false;
    this.#guestTypes[number] = guestTypesOf(wire);
    return true;
  }

  /** Arrays without holes are much faster. */
  #makeRoom(): void {
    this.#ids.push(undefined);
    this.#names.push(undefined);
    this.#enabled.push(false);
    this.#guestTypes.push(0n);
  }

  has(number: number): boolean {
    return this.#ids[number] !== undefined;
  }

  /** As they came in, by what tells users apart before any policy does. */
  cohorts(): readonly {
    readonly enabled: boolean;
    readonly guestTypes: PointSet;
    readonly numbers: Int32Array;
  }[] {
    const found = new Map<string, { enabled: boolean; guestTypes: PointSet; numbers: number[] }>();
    let last = { key: '', enabled: false, guestTypes: 0n, numbers: [] as number[] };
    for (const number of this.#order) {
      const enabled = this.#enabled[number] === true;
      const guestTypes = this.#guestTypes[number] ?? 0n;
      if (last.key === '' || last.enabled !== enabled || last.guestTypes !== guestTypes) {
        const key = `${enabled} ${guestTypes}`;
        const cohort = found.get(key) ?? { enabled, guestTypes, numbers: [] };
        found.set(key, cohort);
        last = { key, ...cohort };
      }
      last.numbers.push(number);
    }
    return [...found.values()].map((cohort) => ({ ...cohort, numbers: Int32Array.from(cohort.numbers) }));
  }

  account(number: number): Account | undefined {
    const id = this.#ids[number];
    if (id === undefined) return undefined;
    return {
      id,
      displayName: this.#names[number] ?? id,
      enabled: this.#enabled[number] === true,
      guestTypes: this.#guestTypes[number] ?? 0n,
    };
  }
}
