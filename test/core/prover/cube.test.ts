import { describe, expect, test } from 'vitest';
import {
  allPoints,
  containsCube,
  type Dimension,
  everywhere,
  intersect,
  intersectCubes,
  nowhere,
  pointSet,
  pointsOf,
  project,
  subtract,
  within,
} from '../../../shared/core/prover/cube.ts';
import { fc } from '../../seeded-fast-check.ts';
import { cubeOf, dimensionLists, everyPoint, isIn, numbersIn, regionOf, runs } from './enumeration.ts';

const colour: Dimension = { name: 'colour', size: 3 };

describe('Sets of points', () => {
  test('list their points in ascending order', () => {
    expect(pointsOf(pointSet([5, 0, 2, 5]))).toEqual([0, 2, 5]);
  });

  test('are not limited by the bits of a number', () => {
    expect(pointsOf(pointSet([200, 64]))).toEqual([64, 200]);
    expect(pointsOf(allPoints({ name: 'wide', size: 130 }))).toHaveLength(130);
  });
});

describe('The region of a set in one dimension', () => {
  test('is nowhere for no point', () => {
    expect(within(colour, 0n)).toBe(nowhere);
  });

  test('is everywhere for all points, so that no cube holds a full set', () => {
    expect(within(colour, allPoints(colour))).toBe(everywhere);
  });

  test('restricts that dimension otherwise', () => {
    expect(within(colour, 5n)).toEqual([new Map([[colour, 5n]])]);
  });
});

const twoCubes = dimensionLists.chain((dimensions) =>
  fc.tuple(fc.constant(dimensions), cubeOf(dimensions), cubeOf(dimensions)),
);
const twoRegions = dimensionLists.chain((dimensions) =>
  fc.tuple(fc.constant(dimensions), regionOf(dimensions, 4), regionOf(dimensions, 4)),
);

describe('The algebra agrees with the enumeration of all points', () => {
  test('on what two cubes have in common', () => {
    fc.assert(
      fc.property(twoCubes, ([dimensions, a, b]) => {
        const points = everyPoint(dimensions);
        const common = intersectCubes(a, b);
        const expected = points.flatMap((point, number) =>
          isIn(point, [a]) && isIn(point, [b]) ? [number] : [],
        );
        expect(numbersIn(common === undefined ? [] : [common], points)).toEqual(expected);
        expect(common === undefined).toBe(expected.length === 0);
      }),
      runs,
    );
  });

  test('on whether a cube contains another', () => {
    fc.assert(
      fc.property(twoCubes, ([dimensions, outer, inner]) => {
        const points = everyPoint(dimensions);
        expect(containsCube(outer, inner)).toBe(
          points.every((point) => !isIn(point, [inner]) || isIn(point, [outer])),
        );
      }),
      runs,
    );
  });

  test('on the intersection and the difference of regions', () => {
    fc.assert(
      fc.property(twoRegions, ([dimensions, a, b]) => {
        for (const point of everyPoint(dimensions)) {
          expect(isIn(point, intersect(a, b))).toBe(isIn(point, a) && isIn(point, b));
          expect(isIn(point, subtract(a, b))).toBe(isIn(point, a) && !isIn(point, b));
        }
      }),
      runs,
    );
  });

  test('on the shadow of a region: a point is in it when some point above it is in the region', () => {
    fc.assert(
      fc.property(twoRegions, ([dimensions, region]) => {
        const [dropped] = dimensions;
        const points = everyPoint(dimensions);
        const shadow = project(region, (dimension) => dimension !== dropped);
        for (const point of points) {
          const above = points.filter((other) =>
            [...other].every(
              ([dimension, coordinate]) => dimension === dropped || point.get(dimension) === coordinate,
            ),
          );
          expect(isIn(point, shadow)).toBe(above.some((other) => isIn(other, region)));
        }
      }),
      runs,
    );
  });
});
