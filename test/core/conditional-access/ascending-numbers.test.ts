import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccountSet } from '../../../shared/core/conditional-access/account-set.ts';
import { mergedAll, partedBySet } from '../../../shared/core/conditional-access/ascending-numbers.ts';

/** Short and long ones, since a short list is looked up in a long one. */
const numbers = (most: number) =>
  fc.uniqueArray(fc.nat(300), { maxLength: most }).map((list) => Int32Array.from(list.sort((a, b) => a - b)));
const lists = fc.oneof(numbers(4), numbers(200));

test('a list is parted into the numbers that a set holds and the others, both in ascending order', () => {
  fc.assert(
    fc.property(lists, lists, (list, members) => {
      const [inside, outside] = partedBySet(list, AccountSet.of(members));

      expect([...inside]).toEqual([...list].filter((number) => members.includes(number)));
      expect([...outside]).toEqual([...list].filter((number) => !members.includes(number)));
    }),
  );
});

test('merged lists hold each number once, in ascending order', () => {
  fc.assert(
    fc.property(fc.array(lists, { maxLength: 5 }), (several) => {
      const each = new Set(several.flatMap((list) => [...list]));

      expect([...mergedAll(several)]).toEqual([...each].sort((a, b) => a - b));
    }),
  );
});

test('the size of a set follows what is added to it', () => {
  const set = AccountSet.of([1, 64]);
  expect(set.size).toBe(2);

  set.add(64);
  set.addNumbers(Int32Array.of(2, 3));
  set.addAll(AccountSet.of([3, 900]));

  expect(set.size).toBe(5);
});
