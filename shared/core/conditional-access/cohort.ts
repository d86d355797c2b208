import type { AccountSet } from './account-set.ts';
import { type AscendingNumbers, mergedAll, partedBySet } from './ascending-numbers.ts';
import type { UserClass } from './user-class.ts';

/** Users who can still be told apart, with one of them who speaks for all. */
export interface Cohort {
  /** Empty for those without an account. */
  readonly numbers: AscendingNumbers;
  readonly user: UserClass;
  /** How many users; 1 for those without an account. */
  readonly size: number;
  /** Apart by the sets: two users stay together if each set holds both or neither. */
  readonly splitBy: (sets: readonly AccountSet[]) => readonly Cohort[];
  /** Several cohorts of accounts as one; an account of several of them counts once. */
  readonly joined: (parts: readonly Cohort[]) => Cohort;
  /** Only those whom the set holds; undefined where it holds none of them. */
  readonly within: (set: AccountSet) => Cohort | undefined;
}

/** A cohort of accounts, given by number; `classOf` makes a class of some of them. */
export function cohortOf(numbers: Int32Array, classOf: (numbers: Int32Array) => UserClass): Cohort {
  let known: UserClass | undefined;
  return {
    numbers,
    get user() {
      known ??= classOf(numbers);
      return known;
    },
    size: numbers.length,
    splitBy(sets) {
      if (numbers.length === 1) return [this];
      const parts = sets.reduce<readonly AscendingNumbers[]>(partedEach, [numbers]);
      return parts.length === 1 ? [this] : parts.map((part) => cohortOf(part, classOf));
    },
    joined(parts) {
      const [only] = parts;
      if (parts.length === 1 && only !== undefined) return only;
      return cohortOf(mergedAll(parts.map((part) => part.numbers)), classOf);
    },
    within(set) {
      const [inside] = partedBySet(numbers, set);
      if (inside.length === 0) return undefined;
      return inside.length === numbers.length ? this : cohortOf(inside, classOf);
    },
  };
}

/** In one loop, as cohorts are split by dozens of sets that mostly tell nobody in them apart. */
function partedEach(parts: readonly AscendingNumbers[], set: AccountSet): readonly AscendingNumbers[] {
  if (set.isEmpty) return parts;
  const apart: AscendingNumbers[] = [];
  for (const part of parts) for (const side of partedBySet(part, set)) if (side.length > 0) apart.push(side);
  return apart;
}

/** A cohort of one class without accounts: nothing tells its users apart. */
export function cohortOfOne(user: UserClass): Cohort {
  return {
    numbers: new Int32Array(0),
    user,
    size: 1,
    splitBy() {
      return [this];
    },
    joined() {
      return this;
    },
    within: () => undefined,
  };
}
