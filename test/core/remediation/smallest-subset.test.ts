import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestSubset } from '../../../shared/core/remediation/smallest-subset.ts';

const items = [0, 1, 2, 3, 4, 5, 6, 7];

/** Any of these sets suffices, and whatever holds one of them. */
const sufficientSets = fc.array(fc.subarray(items, { minLength: 1 }), { minLength: 1, maxLength: 3 });

test('It finds a part that suffices and of which nothing can be left out', () => {
  fc.assert(
    fc.property(sufficientSets, (sets) => {
      const holds = (some: readonly number[]) => sets.some((set) => set.every((item) => some.includes(item)));

      const found = smallestSubset(items, holds);

      expect(holds(found)).toBe(true);
      expect(found.filter((left) => holds(found.filter((item) => item !== left)))).toEqual([]);
    }),
  );
});

test('Of two items that suffice by themselves, it takes the earlier one', () => {
  expect(smallestSubset(items, (some) => some.includes(2) || some.includes(6))).toEqual([2]);
});

test('It asks less often than there are items where one of many suffices', () => {
  const many = Array.from({ length: 128 }, (_, at) => at);
  let asked = 0;

  smallestSubset(many, (some) => {
    asked += 1;
    return some.includes(77);
  });

  expect(asked).toBeLessThan(20);
});
