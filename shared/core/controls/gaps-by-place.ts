import type { Cohort } from '../conditional-access/cohort.ts';
import { placeDimensions } from '../conditional-access/places.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Cube } from '../prover/cube.ts';
import type { Cause } from './control-result.ts';

/** Users who are in a gap for the same reasons. */
export interface UsersInGap {
  readonly users: readonly UserClass[];
  /** Those with an account, by number. */
  readonly numbers: Cohort['numbers'];
  readonly cube: Cube;
  readonly because: readonly Cause[];
}

/**
 * Gaps that differ in nothing but the place, each list to be told as one: the same users, for the same reasons, under the
 * same conditions of all else. So nobody is in the one gap who is not in it at each of its places.
 */
export function alikeButForPlace<Told extends UsersInGap>(
  gaps: readonly Told[],
  space: SignInSpace,
): readonly (readonly Told[])[] {
  const places = new Set(placeDimensions(space));
  const conditions = (cube: Cube) =>
    [...cube].flatMap(([dimension, set]) => (places.has(dimension) ? [] : `${dimension.name} ${set}`)).sort();
  const alike = Map.groupBy(gaps, ({ cube, because }) => JSON.stringify([because, conditions(cube)]));
  return [...alike.values()].flatMap(bySameUsers);
}

function bySameUsers<Told extends UsersInGap>(gaps: readonly Told[]): readonly (readonly Told[])[] {
  const lists: Told[][] = [];
  for (const gap of gaps) {
    const list = lists.find(([first]) => first !== undefined && haveSameUsers(first, gap));
    if (list === undefined) lists.push([gap]);
    else list.push(gap);
  }
  return lists;
}

function haveSameUsers(a: UsersInGap, b: UsersInGap): boolean {
  if (a.numbers.length !== b.numbers.length) return false;
  if (a.numbers.length > 0)
    return a.numbers === b.numbers || a.numbers.every((number, at) => number === b.numbers[at]);
  return a.users.length === b.users.length && a.users.every((user) => b.users.includes(user));
}
