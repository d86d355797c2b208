import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitSet } from '../../../shared/core/prover/bit-set.ts';
import { BitSetMap } from '../../../shared/core/prover/bit-set-map.ts';

const numbers = fc.uniqueArray(fc.nat(200), { maxLength: 60 }).map((list) => new Set(list));
const inSet = (set: BitSet) => Array.from({ length: 220 }, (_, at) => at).filter((at) => set.has(at));
const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

test('a set of bits answers as a set of numbers does', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [one, other] = [BitSet.of(a), BitSet.of(b)];

      expect(inSet(one.with(other))).toEqual(sorted(a.union(b)));
      expect(inSet(one.and(other))).toEqual(sorted(a.intersection(b)));
      expect(inSet(one.without(other))).toEqual(sorted(a.difference(b)));
      expect(one.countOf(other)).toBe(a.intersection(b).size);
      expect(one.count).toBe(a.size);
      expect(one.isEmpty).toBe(a.size === 0);
      expect(one.meets(other)).toBe(!a.isDisjointFrom(b));
      expect(one.contains(other)).toBe(a.isSupersetOf(b));
      expect(one.isWithin([other])).toBe(a.isSubsetOf(b));
      expect(one.equals(other)).toBe(a.symmetricDifference(b).size === 0);
    }),
  );
});

test('sets of the same numbers are equal, have the same hash and the same text, however they came about', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const direct = BitSet.of(a);
      const derived = BitSet.of(a)
        .with(BitSet.of(b))
        .without(BitSet.of(b.difference(a)));

      expect(derived.equals(direct)).toBe(true);
      expect(derived.hash).toBe(direct.hash);
      expect(derived.toString()).toBe(direct.toString());
    }),
  );
});

test('no two sets have the same text', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [one, other] = [BitSet.of(a), BitSet.of(b)];

      expect(one.toString() === other.toString()).toBe(one.equals(other));
    }),
  );
});

test('the numbers are within several sets together where none of these has them all', () => {
  const parts = [BitSet.of([1, 40]), BitSet.of([99])];

  expect(BitSet.of([1, 99]).isWithin(parts)).toBe(true);
  expect(BitSet.of([1, 99, 100]).isWithin(parts)).toBe(false);
  expect(BitSet.none.isWithin([])).toBe(true);
});

test('a map by sets keeps one value for all sets of the same numbers', () => {
  const map = new BitSetMap<string | undefined>();

  map.set(BitSet.of([3, 70]), 'first');
  map.set(BitSet.of([70, 3]), 'second');
  map.set(BitSet.none, undefined);

  expect(map.get(BitSet.of([3, 70]))).toBe('second');
  expect(map.has(BitSet.none)).toBe(true);
  expect(map.get(BitSet.none)).toBeUndefined();
  expect(map.has(BitSet.of([3]))).toBe(false);
});
