import { allPoints, type Cube, containsCube, type Dimension, meets, partOf, type Region } from './cube.ts';

/**
 * The uncovered region again, as cubes that are grown as far as they stay uncovered: fewer, larger, overlapping, and
 * easier to read. Grown in the order of the given dimensions; what a grown cube contains already is passed over. It
 * ends with the given number of cubes: nobody reads more.
 */
export function widen(
  uncovered: Region,
  scope: Cube,
  boxes: Region,
  dimensions: readonly Dimension[],
  most: number,
): Region {
  const grown: Cube[] = [];
  const restricting = new Map(
    dimensions.map((dimension) => [dimension, boxes.filter((box) => box.has(dimension))]),
  );
  for (const cube of uncovered) {
    if (grown.length === most) break;
    if (grown.some((wider) => containsCube(wider, cube))) continue;
    grown.push(
      dimensions.reduce(
        (wider, dimension) => grow(wider, dimension, scope, restricting.get(dimension) ?? []),
        cube,
      ),
    );
  }
  return grown;
}

/** `boxes`: those that restrict the dimension. No other one meets the cube at all, wherever it is grown to. */
function grow(cube: Cube, dimension: Dimension, scope: Cube, boxes: Region): Cube {
  const others = new Map(cube);
  others.delete(dimension);
  let part = partOf(scope, dimension);
  for (const box of boxes) {
    const taken = partOf(box, dimension);
    if ((part & taken) !== 0n && meets(box, others)) part &= ~taken;
  }
  part |= partOf(cube, dimension);
  return part === allPoints(dimension) ? others : others.set(dimension, part);
}
