/**
 * The algebra that the prover thinks in. The sign-in space is a product of finite dimensions; a cube restricts some
 * of them and leaves the others free; a region is a union of cubes. (Multi-valued cubes of two-level logic.)
 */
export interface Dimension {
  readonly name: string;
  /** How many points it has, 1 at least. */
  readonly size: number;
}

/** A set of points of one dimension: bit i stands for point i. */
export type PointSet = bigint;

/** A product of sets; a dimension that is absent is unrestricted. No set in it is empty or full. */
export type Cube = ReadonlyMap<Dimension, PointSet>;

/** A union of cubes, which may overlap. No cube: nothing. */
export type Region = readonly Cube[];

export const everywhere: Region = [new Map()];
export const nowhere: Region = [];

/** By size: it is asked for all the time, and a large bigint takes longer to make than to look up. */
const wholes = new Map<number, PointSet>();

export function allPoints({ size }: Dimension): PointSet {
  const known = wholes.get(size);
  if (known !== undefined) return known;
  const whole = (1n << BigInt(size)) - 1n;
  wholes.set(size, whole);
  return whole;
}

export function pointSet(points: Iterable<number>): PointSet {
  let set = 0n;
  for (const point of points) set |= 1n << BigInt(point);
  return set;
}

/** The points of a set, in ascending order. By words: a large bigint is copied with every shift. */
export function pointsOf(set: PointSet): readonly number[] {
  const points: number[] = [];
  for (let rest = set, first = 0; rest !== 0n; rest >>= 32n, first += 32)
    for (let word = Number(BigInt.asUintN(32, rest)) | 0; word !== 0; word &= word - 1)
      points.push(first + 31 - Math.clz32(word & -word));
  return points;
}

/** The region of the points whose coordinate in that dimension lies in the set. */
export function within(dimension: Dimension, set: PointSet): Region {
  if (set === 0n) return nowhere;
  return set === allPoints(dimension) ? everywhere : [new Map([[dimension, set]])];
}

export function partOf(cube: Cube, dimension: Dimension): PointSet {
  return cube.get(dimension) ?? allPoints(dimension);
}

/** Undefined where the two have no point in common. */
export function intersectCubes(a: Cube, b: Cube): Cube | undefined {
  const result = new Map(a);
  for (const [dimension, set] of b) {
    const other = a.get(dimension);
    const common = other === undefined ? set : other & set;
    if (common === 0n) return undefined;
    result.set(dimension, common);
  }
  return result;
}

/** Whether the two have a point in common. */
export function meets(a: Cube, b: Cube): boolean {
  for (const [dimension, set] of a) {
    const other = b.get(dimension);
    if (other !== undefined && (other & set) === 0n) return false;
  }
  return true;
}

export function containsCube(outer: Cube, inner: Cube): boolean {
  for (const [dimension, set] of outer) if ((partOf(inner, dimension) & ~set) !== 0n) return false;
  return true;
}

export function intersect(...regions: readonly Region[]): Region {
  return regions.reduce((left, right) =>
    left.flatMap((a) => right.map((b) => intersectCubes(a, b)).filter((cube) => cube !== undefined)),
  );
}

/** The cube less another, as disjoint cubes: what differs in the first dimension, then in the second ... */
function subtractCube(cube: Cube, hole: Cube): Region {
  if (!meets(hole, cube)) return [cube];
  const rest: Cube[] = [];
  const inside = new Map(cube);
  for (const [dimension, set] of hole) {
    const outside = partOf(inside, dimension) & ~set;
    if (outside !== 0n) rest.push(new Map(inside).set(dimension, outside));
    inside.set(dimension, partOf(inside, dimension) & set);
  }
  return rest;
}

export function subtract(region: Region, holes: Region): Region {
  return holes.reduce((rest, hole) => rest.flatMap((cube) => subtractCube(cube, hole)), region);
}

/** The same; undefined where it takes more cubes than that to say, as holes in several dimensions double them. */
export function subtractWithin(most: number, region: Region, holes: Region): Region | undefined {
  let rest = region;
  for (const hole of holes) {
    rest = subtract(rest, [hole]);
    if (rest.length > most) return undefined;
  }
  return rest;
}

/** Whether the two consist of the same cubes in the same order: then they are the same. */
export function sameRegion(a: Region, b: Region): boolean {
  return a === b || (a.length === b.length && a.every((cube, index) => sameCube(cube, b[index])));
}

function sameCube(a: Cube, b: Cube | undefined): boolean {
  return b !== undefined && a.size === b.size && [...a].every(([dimension, set]) => b.get(dimension) === set);
}

/** A text to remember a cube by: the same for cubes that say the same in the same order. */
export function cubeKey(cube: Cube): string {
  return Array.from(cube, ([{ name }, set]) => `${name}=${set.toString(32)}`).join('&');
}

export function regionKey(region: Region): string {
  return region.map(cubeKey).join('|');
}

/** The cubes with some dimensions set free: the shadow of the region on the others. */
export function project(region: Region, keep: (dimension: Dimension) => boolean): Region {
  return region.map((cube) => new Map([...cube].filter(([dimension]) => keep(dimension))));
}

/** The smallest cube around the region. */
export function hull([first, ...others]: Region): Cube | undefined {
  if (first === undefined) return undefined;
  return new Map(
    [...first].flatMap(([dimension, set]) => {
      const part = others.reduce((all, cube) => all | partOf(cube, dimension), set);
      return part === allPoints(dimension) ? [] : [[dimension, part] as const];
    }),
  );
}
