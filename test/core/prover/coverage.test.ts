import { describe, expect, test } from 'vitest';
import { Budget } from '../../../shared/core/prover/budget.ts';
import { coverage } from '../../../shared/core/prover/coverage.ts';
import { allPoints, type Cube, intersectCubes, type Region } from '../../../shared/core/prover/cube.ts';
import { widen } from '../../../shared/core/prover/widen.ts';
import { fc } from '../../seeded-fast-check.ts';
import { cubeOf, dimensionLists, everyPoint, isIn, regionOf, runs } from './enumeration.ts';

const questions = dimensionLists.chain((dimensions) =>
  fc.record({
    dimensions: fc.constant(dimensions),
    scope: cubeOf(dimensions),
    boxes: regionOf(dimensions),
  }),
);

function uncoveredOf(scope: Cube, boxes: Region): Region {
  const answer = coverage([scope], boxes);
  if (answer.kind === 'exhausted') throw new Error('The question was too hard for the default budget.');
  return answer.uncovered;
}

describe('What boxes leave of a scope', () => {
  test('is exactly the points of the scope that no box holds', () => {
    fc.assert(
      fc.property(questions, ({ dimensions, scope, boxes }) => {
        const uncovered = uncoveredOf(scope, boxes);
        for (const point of everyPoint(dimensions)) {
          expect(isIn(point, uncovered)).toBe(isIn(point, [scope]) && !isIn(point, boxes));
        }
      }),
      runs,
    );
  });

  test('comes in cubes that have no point in common', () => {
    fc.assert(
      fc.property(questions, ({ scope, boxes }) => {
        const uncovered = uncoveredOf(scope, boxes);
        const overlaps = uncovered.flatMap((cube, index) =>
          uncovered.slice(index + 1).filter((other) => intersectCubes(cube, other) !== undefined),
        );
        expect(overlaps).toEqual([]);
      }),
      runs,
    );
  });

  test('comes in cubes that restrict no dimension to nothing or to all of it', () => {
    fc.assert(
      fc.property(questions, ({ scope, boxes }) => {
        const sets = uncoveredOf(scope, boxes).flatMap((cube) => [...cube]);
        expect(sets.filter(([dimension, set]) => set === 0n || set === allPoints(dimension))).toEqual([]);
      }),
      runs,
    );
  });

  test('is asked for each cube of a scope that is a union', () => {
    fc.assert(
      fc.property(
        dimensionLists.chain((dimensions) =>
          fc.tuple(fc.constant(dimensions), regionOf(dimensions, 3), regionOf(dimensions, 4)),
        ),
        ([dimensions, scope, boxes]) => {
          const answer = coverage(scope, boxes);
          for (const point of everyPoint(dimensions)) {
            expect(answer.kind === 'decided' && isIn(point, answer.uncovered)).toBe(
              isIn(point, scope) && !isIn(point, boxes),
            );
          }
        },
      ),
      runs,
    );
  });

  test('is the whole scope without a box, and nothing under a box that holds it', () => {
    const dimension = { name: 'colour', size: 3 };
    const scope: Cube = new Map([[dimension, 3n]]);

    expect(uncoveredOf(scope, [])).toEqual([scope]);
    expect(uncoveredOf(scope, [scope])).toEqual([]);
  });
});

describe('A question too hard for its budget', () => {
  const dimensions = Array.from({ length: 12 }, (_, number) => ({ name: `d${number}`, size: 4 }));
  // Each box speaks of two neighbouring dimensions, so that no answer follows from one of them alone.
  const entangled = dimensions.map(
    (dimension, number): Cube =>
      new Map([
        [dimension, 5n],
        [dimensions[(number + 1) % dimensions.length] ?? dimension, 3n],
      ]),
  );

  test('is answered as exhausted', () => {
    expect(coverage([new Map()], entangled, { budget: new Budget(20) })).toEqual({ kind: 'exhausted' });
  });

  test('is decided when the budget is larger', () => {
    expect(coverage([new Map()], entangled)).toMatchObject({ kind: 'decided' });
  });
});

describe('Widened gaps', () => {
  test('are together the same region as before', () => {
    fc.assert(
      fc.property(questions, ({ dimensions, scope, boxes }) => {
        const uncovered = uncoveredOf(scope, boxes);
        const wide = widen(uncovered, scope, boxes, dimensions, 1000);
        for (const point of everyPoint(dimensions)) expect(isIn(point, wide)).toBe(isIn(point, uncovered));
      }),
      runs,
    );
  });

  test('are no more than before, and none lies inside another', () => {
    fc.assert(
      fc.property(questions, ({ dimensions, scope, boxes }) => {
        const uncovered = uncoveredOf(scope, boxes);
        const wide = widen(uncovered, scope, boxes, dimensions, 1000);
        const points = everyPoint(dimensions);
        const inside = (inner: Cube, outer: Cube) =>
          points.every((point) => !isIn(point, [inner]) || isIn(point, [outer]));
        expect(wide.length).toBeLessThanOrEqual(uncovered.length);
        expect(
          wide.filter((cube, index) => wide.some((other, at) => at !== index && inside(cube, other))),
        ).toEqual([]);
      }),
      runs,
    );
  });

  test('speak only of what matters: a box in one dimension leaves a gap in that dimension alone', () => {
    const flow = { name: 'flow', size: 3 };
    const platform = { name: 'platform', size: 7 };
    const boxes: Region = [new Map([[platform, 1n]])];
    const scope: Cube = new Map([[flow, 2n]]);

    const wide = widen(uncoveredOf(scope, boxes), scope, boxes, [platform], 1000);

    expect(wide).toEqual([
      new Map([
        [flow, 2n],
        [platform, 126n],
      ]),
    ]);
  });
});
