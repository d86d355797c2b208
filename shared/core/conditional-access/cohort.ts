import { type AccountSet, parted } from './account-set.ts';
import type { UserClass } from './user-class.ts';

/** Users who can still be told apart, with one of them who speaks for all. */
export interface Cohort {
  /** By number, in ascending order; empty for those without an account. */
  readonly numbers: Int32Array;
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
      const parts = sets.reduce<readonly Int32Array[]>(
        (some, set) => some.flatMap((part) => parted(part, set).filter(({ length }) => length > 0)),
        [numbers],
      );
      return parts.length === 1 ? [this] : parts.map((part) => cohortOf(part, classOf));
    },
    joined(parts) {
      const [only] = parts;
      if (parts.length === 1 && only !== undefined) return only;
      return cohortOf(joinedNumbers(parts), classOf);
    },
    within(set) {
      const [inside] = parted(numbers, set);
      if (inside.length === 0) return undefined;
      return inside.length === numbers.length ? this : cohortOf(inside, classOf);
    },
  };
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

function joinedNumbers(parts: readonly Cohort[]): Int32Array {
  return mergedAll(parts.map(({ numbers }) => numbers));
}

/** By halves, so that no number is copied more often than the lists can be halved. */
function mergedAll(lists: readonly Int32Array[]): Int32Array {
  const [first = new Int32Array(0)] = lists;
  if (lists.length <= 1) return first;
  const middle = lists.length >> 1;
  return merged(mergedAll(lists.slice(0, middle)), mergedAll(lists.slice(middle)));
}

/** Two ascending lists as one, numbers of both once. */
function merged(left: Int32Array, right: Int32Array): Int32Array {
  const all = new Int32Array(left.length + right.length);
  let count = 0;
  let atLeft = 0;
  let atRight = 0;
  while (atLeft < left.length && atRight < right.length) {
    const one = left[atLeft] ?? 0;
    const other = right[atRight] ?? 0;
    all[count++] = Math.min(one, other);
    atLeft += Number(one <= other);
    atRight += Number(other <= one);
  }
  all.set(left.subarray(atLeft), count);
  count += left.length - atLeft;
  all.set(right.subarray(atRight), count);
  return all.subarray(0, count + right.length - atRight);
}
