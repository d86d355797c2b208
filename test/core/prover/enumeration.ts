import fc from 'fast-check';
import {
  allPoints,
  type Cube,
  type Dimension,
  type PointSet,
  partOf,
  pointSet,
  pointsOf,
  type Region,
} from '../../../shared/core/prover/cube.ts';

/** One coordinate for each of the dimensions: the plainest picture of a space, to check the algebra against. */
export type Point = ReadonlyMap<Dimension, number>;

/** The same slice of random spaces in every run. */
export const runs = { seed: 20_261_122, numRuns: 300 } as const;

export function everyPoint(dimensions: readonly Dimension[]): readonly Point[] {
  return dimensions.reduce<readonly Point[]>(
    (points, dimension) =>
      points.flatMap((point) =>
        pointsOf(allPoints(dimension)).map((coordinate) => new Map(point).set(dimension, coordinate)),
      ),
    [new Map()],
  );
}

export function isIn(point: Point, region: Region): boolean {
  return region.some((cube) =>
    [...point].every(
      ([dimension, coordinate]) => ((partOf(cube, dimension) >> BigInt(coordinate)) & 1n) === 1n,
    ),
  );
}

/** The points of a region, as numbers into the enumeration of the space. */
export function numbersIn(region: Region, points: readonly Point[]): readonly number[] {
  return points.flatMap((point, number) => (isIn(point, region) ? [number] : []));
}

export const dimensionLists: fc.Arbitrary<readonly Dimension[]> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .map((sizes) => sizes.map((size, number) => ({ name: `d${number}`, size })));

/** A set that restricts the dimension, or undefined for all of it. */
function partArbitrary(dimension: Dimension): fc.Arbitrary<PointSet | undefined> {
  return fc
    .subarray([...Array(dimension.size).keys()], { minLength: 1 })
    .map((points) => (points.length === dimension.size ? undefined : pointSet(points)));
}

export function cubeOf(dimensions: readonly Dimension[]): fc.Arbitrary<Cube> {
  return fc.tuple(...dimensions.map(partArbitrary)).map(
    (parts) =>
      new Map(
        dimensions.flatMap((dimension, number) => {
          const part = parts[number];
          return part === undefined ? [] : [[dimension, part] as const];
        }),
      ),
  );
}

export function regionOf(dimensions: readonly Dimension[], maxLength = 8): fc.Arbitrary<Region> {
  return fc.array(cubeOf(dimensions), { maxLength });
}
