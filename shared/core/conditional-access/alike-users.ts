import type { PointSet } from '../prover/cube.ts';
import type { AccountSet } from './account-set.ts';
import type { UserClass } from './user-class.ts';

/** One bit each: more sets hardly ever come, and are not worth a longer key. */
const mostSets = 31;

/**
 * The same function, which works out its answer once for all accounts that it cannot tell apart: those of the same guest
 * types that each of the sets holds, or does not hold. For users without an account, once each.
 */
export function onceForAlike<Value>(
  tellers: () => readonly AccountSet[],
  find: (user: UserClass) => Value,
): (user: UserClass) => Value {
  const ofAccounts = new Map<PointSet, Map<number, Value>>();
  const ofOthers = new Map<UserClass, Value>();
  let sets: readonly AccountSet[] | undefined;
  return (user) => {
    if (user.number === undefined) return remembered(ofOthers, user, user, find);
    sets ??= tellers();
    if (sets.length > mostSets) return find(user);
    let ofTypes = ofAccounts.get(user.guestTypes);
    if (ofTypes === undefined) {
      ofTypes = new Map();
      ofAccounts.set(user.guestTypes, ofTypes);
    }
    return remembered(ofTypes, membershipBits(user.number, sets), user, find);
  };
}

function membershipBits(number: number, sets: readonly AccountSet[]): number {
  let bits = 0;
  for (const set of sets) bits = bits * 2 + set.bit(number);
  return bits;
}

function remembered<Key, Value>(
  known: Map<Key, Value>,
  key: Key,
  user: UserClass,
  find: (user: UserClass) => Value,
): Value {
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  const found = find(user);
  known.set(key, found);
  return found;
}
