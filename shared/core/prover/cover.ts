import { Budget, Exhausted } from './budget.ts';
import { type Cube, type Dimension, meets, type PointSet, partOf, type Region } from './cube.ts';

/**
 * The heart of the program: what of a scope do the boxes leave uncovered?
 *
 * In each dimension, the points that no box tells apart form a group. Choosing a group in one dimension after the other
 * leaves ever fewer boxes: those that contain every group chosen so far. None left: whatever the other dimensions say,
 * nothing covers. One left that is full in all dimensions not chosen yet: everything is covered. Else choose on.
 * A sub-question is nothing but the boxes left and the dimensions not chosen, which is what it is remembered by.
 *
 * This is the tautology check of two-level logic minimisation, on multi-valued cubes. Exact. The depth is the number of
 * dimensions; in the worst case the cost is exponential, since the question is coNP-complete, hence the budget of steps.
 *
 * Where it only matters whether there is a gap, much can be passed over: a group that lies in all the boxes that another
 * one lies in, and in more, leaves no gap that the other does not leave too (the unate reduction of the same theory).
 */
export type Coverage =
  | { readonly kind: 'decided' /** Disjoint; none: covered. */; readonly uncovered: Region }
  | { readonly kind: 'exhausted' };

export interface CoverageOptions {
  /** The steps that may be taken; where they do not do, the answer is `exhausted`. */
  readonly budget?: Budget;
  /**
   * The dimensions in which gaps may be passed over that are gaps elsewhere in that dimension too: then what comes out
   * is a part of what is uncovered, with the same shadow on all other dimensions, and nothing only if nothing is.
   */
  readonly passOver?: (dimension: Dimension) => boolean;
}

const defaultSteps = 50_000;

export function coverage(scope: Region, boxes: Region, options: CoverageOptions = {}): Coverage {
  const { budget = new Budget(defaultSteps), passOver = () => false } = options;
  try {
    return {
      kind: 'decided',
      uncovered: scope.flatMap((cube) => new Search(cube, boxes, budget, passOver).uncovered()),
    };
  } catch (error) {
    if (error instanceof Exhausted) return { kind: 'exhausted' };
    throw error;
  }
}

/** A set of boxes: bit i stands for box i. */
type BoxSet = bigint;

/** A dimension of the question: its points within the scope, in groups, each with the boxes that contain it. */
interface Axis {
  readonly dimension: Dimension;
  /** One bit, its own. */
  readonly bit: bigint;
  readonly groups: readonly Group[];
  /** The boxes that contain every group: those that the dimension does not restrict. */
  readonly full: BoxSet;
}

interface Group {
  readonly points: PointSet;
  readonly inside: BoxSet;
}

class Search {
  readonly #scope: Cube;
  readonly #axes: readonly Axis[];
  readonly #all: BoxSet;
  readonly #passOver: (dimension: Dimension) => boolean;
  readonly #budget: Budget;
  readonly #answers = new Map<string, Region>();

  constructor(scope: Cube, boxes: Region, budget: Budget, passOver: (dimension: Dimension) => boolean) {
    const meeting = boxes.filter((box) => meets(box, scope));
    budget.spend(stepsToPrepare(meeting));
    this.#scope = scope;
    this.#all = (1n << BigInt(meeting.length)) - 1n;
    this.#axes = axesOf(scope, meeting);
    this.#passOver = passOver;
    this.#budget = budget;
  }

  uncovered(): Region {
    const open = this.#search(this.#all, this.#axes);
    return open.map((cube) => new Map([...this.#scope, ...cube]));
  }

  /** What the boxes leave uncovered in the axes that are left; as cubes over these axes only. */
  #search(boxes: BoxSet, left: readonly Axis[]): Region {
    if (boxes === 0n) return [new Map()];
    const [axis, ...others] = mostRestrictedFirst(boxes, left);
    if (axis === undefined || (boxes & fullIn([axis, ...others])) !== 0n) return [];
    const key = `${boxes}|${axis.bit | others.reduce((bits, { bit }) => bits | bit, 0n)}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    this.#budget.spend(1);
    const groups = groupedBy(axis.groups, boxes);
    const telling = this.#passOver(axis.dimension) ? groups.filter(leavesMostOpen) : groups;
    const answer = joined(
      axis,
      telling.map(({ points, inside }) => ({ points, rest: this.#search(inside, others) })),
    );
    this.#budget.spend(answer.length);
    this.#answers.set(key, answer);
    return answer;
  }
}

/** Sorting points by thousands of boxes takes long before the first step, by some hundreds it does not. */
function stepsToPrepare(boxes: Region): number {
  return Math.floor(boxes.length ** 2 / 10_000);
}

function axesOf(scope: Cube, boxes: Region): readonly Axis[] {
  const dimensions = new Set(boxes.flatMap((box) => [...box.keys()]));
  return [...dimensions].map((dimension, number) => {
    const groups = boxes.reduce<readonly Group[]>(
      (sofar, box, boxNumber) =>
        sofar.flatMap((group) => split(group, partOf(box, dimension), 1n << BigInt(boxNumber))),
      [{ points: partOf(scope, dimension), inside: 0n }],
    );
    return {
      dimension,
      bit: 1n << BigInt(number),
      groups,
      full: groups.reduce((full, { inside }) => full & inside, -1n),
    };
  });
}

function split({ points, inside }: Group, set: PointSet, box: BoxSet): readonly Group[] {
  const within = points & set;
  const outside = points & ~set;
  if (outside === 0n) return [{ points, inside: inside | box }];
  if (within === 0n) return [{ points, inside }];
  return [
    { points: within, inside: inside | box },
    { points: outside, inside },
  ];
}

/** The groups as these boxes tell them apart. */
function groupedBy(groups: readonly Group[], boxes: BoxSet): readonly Group[] {
  const found = new Map<BoxSet, PointSet>();
  for (const { points, inside } of groups)
    found.set(inside & boxes, (found.get(inside & boxes) ?? 0n) | points);
  return [...found].map(([inside, points]) => ({ points, inside }));
}

/** No other group lies in fewer of the boxes that this one lies in. */
function leavesMostOpen(group: Group, _: number, groups: readonly Group[]): boolean {
  return !groups.some((other) => other !== group && (other.inside & group.inside) === other.inside);
}

function fullIn(axes: readonly Axis[]): BoxSet {
  return axes.reduce((full, axis) => full & axis.full, -1n);
}

/** Without the axes that none of the boxes restricts; the one that most of them restrict comes first. */
function mostRestrictedFirst(boxes: BoxSet, axes: readonly Axis[]): readonly Axis[] {
  const used = axes
    .map((axis) => ({ axis, restricting: count(boxes & ~axis.full) }))
    .filter(({ restricting }) => restricting > 0);
  const [first] = used.toSorted((a, b) => b.restricting - a.restricting);
  if (first === undefined) return [];
  return [first.axis, ...used.filter((other) => other !== first).map(({ axis }) => axis)];
}

function count(boxes: BoxSet): number {
  let bits = 0;
  for (let rest = boxes; rest !== 0n; rest >>= 32n) {
    let word = Number(rest & 0xffff_ffffn);
    for (; word !== 0; word = (word & (word - 1)) >>> 0) bits++;
  }
  return bits;
}

/** Joins groups with the same answer, so that what comes out is regions and not atoms. */
function joined(axis: Axis, answers: readonly { points: PointSet; rest: Region }[]): Region {
  const byAnswer = new Map<Region, PointSet>();
  for (const { points, rest } of answers) {
    const same = [...byAnswer.keys()].find((other) => sameRegion(other, rest)) ?? rest;
    byAnswer.set(same, (byAnswer.get(same) ?? 0n) | points);
  }
  const whole = axis.groups.reduce((all, { points }) => all | points, 0n);
  return [...byAnswer].flatMap(([rest, points]) =>
    points === whole ? rest : rest.map((cube) => new Map(cube).set(axis.dimension, points)),
  );
}

function sameRegion(a: Region, b: Region): boolean {
  return a === b || (a.length === b.length && a.every((cube, index) => sameCube(cube, b[index])));
}

function sameCube(a: Cube, b: Cube | undefined): boolean {
  return b !== undefined && a.size === b.size && [...a].every(([dimension, set]) => b.get(dimension) === set);
}
