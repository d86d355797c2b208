import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Partition } from '../../../shared/core/conditional-access/partition.ts';
import { runs } from '../prover/enumeration.ts';

/** Elements grouped by which of the sets hold them. */
function groupedNaively(size: number, sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const elements = [...Array(size).keys()];
  const groups = Map.groupBy(elements, (element) => sets.map((set) => set.includes(element)).join());
  return [...groups.values()];
}

test('Two elements are in one class if and only if every set holds both or neither', () => {
  const questions = fc
    .integer({ min: 0, max: 12 })
    .chain((size) =>
      fc.tuple(fc.constant(size), fc.array(fc.subarray([...Array(size).keys()]), { maxLength: 5 })),
    );
  fc.assert(
    fc.property(questions, ([size, sets]) => {
      const partition = new Partition(size);
      for (const set of sets) partition.split(set);
      expect(partition.classes()).toEqual(groupedNaively(size, sets));
    }),
    runs,
  );
});
