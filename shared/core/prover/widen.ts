import {
  allPoints,
  type Cube,
  containsCube,
  type Dimension,
  intersectCubes,
  partOf,
  type Region,
} from './cube.ts';

/**
 * The uncovered cubes grown as far as they stay uncovered, and those inside another dropped: fewer, larger,
 * overlapping, and easier to read. Grown in the order of the given dimensions.
 */
export function widen(
  uncovered: Region,
  scope: Cube,
  boxes: Region,
  dimensions: readonly Dimension[],
): Region {
  const grown = uncovered.map((cube) =>
    dimensions.reduce((wider, dimension) => grow(wider, dimension, scope, boxes), cube),
  );
  return grown.filter(
    (cube, index) =>
      !grown.some(
        (other, at) =>
          at !== index && containsCube(other, cube) && (at < index || !containsCube(cube, other)),
      ),
  );
}

function grow(cube: Cube, dimension: Dimension, scope: Cube, boxes: Region): Cube {
  const others = new Map(cube);
  others.delete(dimension);
  let part = partOf(scope, dimension);
  for (const box of boxes) if (intersectCubes(box, others) !== undefined) part &= ~partOf(box, dimension);
  part |= partOf(cube, dimension);
  return part === allPoints(dimension) ? others : others.set(dimension, part);
}
