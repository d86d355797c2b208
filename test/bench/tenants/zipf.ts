import type { RandomNumbers } from './random-numbers.ts';

/** Draws ranks from 0 by Zipf's law: the second is drawn half as often as the first, the third a third as often. */
export function zipf(ranks: number, random: RandomNumbers): () => number {
  const cumulated = new Float64Array(ranks);
  let sum = 0;
  for (let rank = 0; rank < ranks; rank++) {
    sum += 1 / (rank + 1);
    cumulated[rank] = sum;
  }
  return () => firstAbove(cumulated, random.fraction() * sum);
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
