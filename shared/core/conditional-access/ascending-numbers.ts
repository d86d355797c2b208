import { type AccountSet, parted } from './account-set.ts';

/** Lists of different numbers in ascending order. A short one is looked up in a long one, and the rest copied in blocks. */
export type AscendingNumbers = Int32Array;

/** How much longer the other list has to be. */
const isShort = (short: number, long: number): boolean => short * 16 < long;

/** As `parted`. */
export function partedBySet(
  numbers: AscendingNumbers,
  set: AccountSet,
): readonly [inside: AscendingNumbers, outside: AscendingNumbers] {
  if (!isShort(set.size, numbers.length)) return parted(numbers, set);
  const inside: number[] = [];
  const outside = new Int32Array(numbers.length);
  let copied = 0;
  let from = 0;
  for (const number of set) {
    const at = placeOf(number, numbers, from);
    if (numbers[at] !== number) continue;
    outside.set(numbers.subarray(from, at), copied);
    copied += at - from;
    from = at + 1;
    inside.push(number);
  }
  if (inside.length === 0) return [new Int32Array(0), numbers];
  outside.set(numbers.subarray(from), copied);
  return [Int32Array.from(inside), outside.subarray(0, numbers.length - inside.length)];
}

/** All as one list, numbers of several once. By halves, so that none is copied more often than the lists can be halved. */
export function mergedAll(lists: readonly AscendingNumbers[]): AscendingNumbers {
  const [first = new Int32Array(0)] = lists;
  if (lists.length <= 1) return first;
  const middle = lists.length >> 1;
  return merged(mergedAll(lists.slice(0, middle)), mergedAll(lists.slice(middle)));
}

function merged(left: AscendingNumbers, right: AscendingNumbers): AscendingNumbers {
  if (isShort(right.length, left.length)) return inserted(right, left);
  if (isShort(left.length, right.length)) return inserted(left, right);
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

function inserted(short: AscendingNumbers, long: AscendingNumbers): AscendingNumbers {
  const all = new Int32Array(short.length + long.length);
  let count = 0;
  let from = 0;
  for (const number of short) {
    const at = placeOf(number, long, from);
    all.set(long.subarray(from, at), count);
    count += at - from;
    from = at;
    if (long[at] !== number) all[count++] = number;
  }
  all.set(long.subarray(from), count);
  return all.subarray(0, count + long.length - from);
}

/** The first place, from that one on, whose number is not smaller. */
function placeOf(number: number, numbers: AscendingNumbers, from: number): number {
  let low = from;
  // Each number is larger than the one before by 1 at least.
  const farthest = from + Math.max(0, number - (numbers[from] ?? 0));
  let high = Math.min(numbers.length, farthest);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
