import {
  allPoints,
  type Cube,
  containsCube,
  type Dimension,
  intersectCubes,
  type PointSet,
  partOf,
  type Region,
} from './cube.ts';

/**
 * The heart of the program: what of a scope do the boxes leave uncovered?
 *
 * A box that meets the scope's remaining part in no point is dropped; one that contains it ends the search. Else one
 * dimension is picked and its points are parted into groups that no box tells apart; each group is asked for by
 * itself, with the boxes that contain it. Within a group every box left is full in that dimension, so it is never
 * looked at again: the depth is the number of dimensions, and a sub-question is known by the boxes and dimensions
 * that are left, which is what it is remembered by. (The tautology check of two-level logic minimisation, on
 * multi-valued cubes.) Exact; exponential in the worst case, since the question is coNP-complete, hence the budget.
 */
export type Coverage =
  | { readonly kind: 'decided' /** Disjoint; none: covered. */; readonly uncovered: Region }
  | { readonly kind: 'exhausted'; readonly steps: number };

export const defaultBudget = 200_000;

class Exhausted extends Error {}

export function coverage(scope: Region, boxes: Region, budget: number = defaultBudget): Coverage {
  const search = new Search(boxes, budget);
  try {
    return { kind: 'decided', uncovered: scope.flatMap((cube) => search.uncovered(cube)) };
  } catch (error) {
    if (error instanceof Exhausted) return { kind: 'exhausted', steps: budget };
    throw error;
  }
}

class Search {
  readonly #boxes: Region;
  readonly #budget: number;
  readonly #remembered = new Map<string, Region>();
  #steps = 0;

  constructor(boxes: Region, budget: number) {
    this.#boxes = boxes;
    this.#budget = budget;
  }

  uncovered(scope: Cube): Region {
    this.#remembered.clear();
    const meeting = this.#boxes.filter((box) => intersectCubes(box, scope) !== undefined);
    const numbers = new Map(meeting.map((box, number) => [box, number]));
    const keyOf = (boxes: Region, dimensions: readonly Dimension[]) =>
      `${boxes.map((box) => numbers.get(box)).join()}|${dimensions.map(({ name }) => name).join()}`;
    const dimensions = [...new Set(meeting.flatMap((box) => [...box.keys()]))];

    const search = (boxes: Region, left: readonly Dimension[]): Region => {
      if (boxes.length === 0) return [new Map()];
      const [open, ...others] = orderByUse(left, boxes, scope);
      if (open === undefined || boxes.some((box) => coversRest(box, left, scope))) return [];
      const key = keyOf(boxes, left);
      const known = this.#remembered.get(key);
      if (known !== undefined) return known;
      if (++this.#steps > this.#budget) throw new Exhausted();
      const found = mergeGroups(
        open,
        groupsOf(partOf(scope, open), open, boxes).map(({ group, containing }) => ({
          group,
          rest: search(containing, others),
        })),
      );
      this.#steps += found.length;
      this.#remembered.set(key, found);
      return found;
    };
    return search(meeting, dimensions).map((cube) => new Map([...scope, ...cube]));
  }
}

function coversRest(box: Cube, left: readonly Dimension[], scope: Cube): boolean {
  return left.every((dimension) => (partOf(scope, dimension) & ~partOf(box, dimension)) === 0n);
}

/** Only the dimensions that some box restricts; the one that most boxes restrict first. */
function orderByUse(dimensions: readonly Dimension[], boxes: Region, scope: Cube): readonly Dimension[] {
  return dimensions
    .map((dimension) => ({
      dimension,
      uses: boxes.filter((box) => (partOf(scope, dimension) & ~partOf(box, dimension)) !== 0n).length,
    }))
    .filter(({ uses }) => uses > 0)
    .sort((a, b) => b.uses - a.uses)
    .map(({ dimension }) => dimension);
}

/** Parts the points into groups that no box tells apart, each with the boxes that contain it. */
function groupsOf(
  points: PointSet,
  dimension: Dimension,
  boxes: Region,
): readonly { group: PointSet; containing: Region }[] {
  let groups: { group: PointSet; containing: Cube[] }[] = [{ group: points, containing: [] }];
  for (const box of boxes) {
    const set = partOf(box, dimension);
    groups = groups.flatMap(({ group, containing }) => {
      const inside = group & set;
      const outside = group & ~set;
      if (inside === 0n) return [{ group, containing }];
      if (outside === 0n) return [{ group, containing: [...containing, box] }];
      return [
        { group: inside, containing: [...containing, box] },
        { group: outside, containing },
      ];
    });
  }
  return groups;
}

/** Joins groups with the same answer, so that what comes out is regions and not atoms. */
function mergeGroups(dimension: Dimension, answers: readonly { group: PointSet; rest: Region }[]): Region {
  const merged: { group: PointSet; rest: Region }[] = [];
  for (const { group, rest } of answers) {
    const same = merged.find((other) => sameRegion(other.rest, rest));
    if (same === undefined) merged.push({ group, rest });
    else same.group |= group;
  }
  return merged.flatMap(({ group, rest }) =>
    group === allPoints(dimension) ? rest : rest.map((cube) => new Map(cube).set(dimension, group)),
  );
}

function sameRegion(a: Region, b: Region): boolean {
  return a === b || (a.length === b.length && a.every((cube, index) => sameCube(cube, b[index])));
}

function sameCube(a: Cube, b: Cube | undefined): boolean {
  return b !== undefined && containsCube(a, b) && containsCube(b, a);
}

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
