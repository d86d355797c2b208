import { expect, test, vi } from 'vitest';
import { remembering } from '../../shared/core/remembering.ts';

test('an answer is worked out once for each object, also one that is undefined', () => {
  const find = vi.fn((list: readonly number[]) => list[0]);
  const first = remembering(find);
  const [empty, one] = [[], [7]];

  expect([first(empty), first(empty), first(one), first(one)]).toEqual([undefined, undefined, 7, 7]);
  expect(find).toHaveBeenCalledTimes(2);
});
