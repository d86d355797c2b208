import { Axis, type BoxSet } from './axis.ts';
import { BitSet } from './bit-set.ts';
import { BitSetMap } from './bit-set-map.ts';
import type { Budget } from './budget.ts';
import { type Cube, type Dimension, meets, type Region } from './cube.ts';

/** Points that some boxes do not tell apart, with those of them that contain it. */
export interface Cell {
  readonly cube: Cube;
  readonly inside: BoxSet;
}

/**
 * The heart of the program: what of a scope do some boxes leave uncovered?
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
 *
 * Boxes are added once and asked for by sets of them, since many users meet the same ones: what was found out for one
 * set is remembered for all that lead to it.
 */
export class Cover {
  readonly #scope: Cube;
  readonly #boxes: Cube[] = [];
  readonly #axes = new Map<Dimension, Axis>();
  readonly #openings = new BitSetMap<BitSetMap<Cube | undefined>>();
  readonly #regions = new BitSetMap<BitSetMap<Region>>();

  constructor(scope: Cube) {
    this.#scope = scope;
  }

  /** Boxes to ask for. Those that do not meet the scope cover nothing of it and are left out. */
  add(region: Region): BoxSet {
    const meeting = region.filter((box) => meets(box, this.#scope));
    return BitSet.of(meeting.map((box) => this.#added(box)));
  }

  /** The boxes of a set. */
  boxesOf(set: BoxSet): Region {
    return this.#boxes.filter((_, number) => set.has(number));
  }

  /**
   * Some part of the scope that these boxes leave uncovered; undefined where they cover it. Throws `Exhausted`. `isFree`:
   * in which dimensions to look, if not in all; in the others all boxes contain the point in question, as those of a cell.
   */
  opening(boxes: BoxSet, budget: Budget, isFree?: (dimension: Dimension) => boolean): Cube | undefined {
    const open = this.#opening(boxes, this.#axesOf(isFree), budget);
    return open && new Map([...this.#scope, ...open]);
  }

  /** The points of some dimensions in cubes that these boxes do not tell apart. Throws `Exhausted`. */
  cells(boxes: BoxSet, isTold: (dimension: Dimension) => boolean, budget: Budget): readonly Cell[] {
    const scope = [...this.#scope].filter(([dimension]) => isTold(dimension));
    const none: readonly Cell[] = [{ cube: new Map(scope), inside: boxes }];
    return this.#axesOf(isTold).reduce((cells, axis) => {
      budget.spend(cells.length);
      return cells.flatMap(({ cube, inside }) =>
        axis.groups(inside).map((group) => ({
          cube: group.points === axis.whole ? cube : new Map(cube).set(axis.dimension, group.points),
          inside: group.inside,
        })),
      );
    }, none);
  }

  /**
   * All that these boxes leave uncovered of the scope, as disjoint cubes. Throws `Exhausted`. In the dimensions that
   * `passOver` names, gaps are left out that are gaps elsewhere in that dimension too: then what comes out is a part of
   * what is uncovered, with the same shadow on all other dimensions, and nothing only if nothing is. `isFree` as for
   * `opening`.
   */
  uncovered(
    boxes: BoxSet,
    budget: Budget,
    passOver?: (dimension: Dimension) => boolean,
    isFree?: (dimension: Dimension) => boolean,
  ): Region {
    const answers = passOver === undefined ? this.#regions : new BitSetMap<BitSetMap<Region>>();
    const search = new Enumeration(budget, passOver ?? (() => false), answers, this.#boxes.length);
    const open = search.uncovered(boxes, this.#axesOf(isFree));
    return open.map((cube) => new Map([...this.#scope, ...cube]));
  }

  #axesOf(isChosen: (dimension: Dimension) => boolean = () => true): readonly Axis[] {
    return [...this.#axes.values()].filter(({ dimension }) => isChosen(dimension));
  }

  #added(box: Cube): number {
    const number = this.#boxes.length;
    this.#boxes.push(box);
    for (const [dimension, set] of box) {
      let axis = this.#axes.get(dimension);
      if (axis === undefined) {
        axis = new Axis(dimension, this.#scope, this.#axes.size);
        this.#axes.set(dimension, axis);
      }
      axis.restrict(number, set);
    }
    return number;
  }

  /** As `Enumeration`, but it is content with the first gap, and looks where the fewest boxes are. */
  #opening(boxes: BoxSet, left: readonly Axis[], budget: Budget): Cube | undefined {
    if (boxes.isEmpty) return new Map();
    const axes = mostRestrictedFirst(boxes, left);
    const [axis] = axes;
    if (axis === undefined || hasFullBox(boxes, axes)) return undefined;
    const known = answersFor(this.#openings, axes);
    if (known.has(boxes)) return known.get(boxes);
    budget.spend(stepsFor(this.#boxes.length, left.length));
    const others = axes.slice(1);
    const covered: BoxSet[] = [];
    let found: Cube | undefined;
    for (const { points, inside } of fewestFirst(axis.groups(boxes))) {
      if (covered.some((fewer) => inside.contains(fewer))) continue;
      const rest = this.#opening(inside, others, budget);
      if (rest === undefined) {
        covered.push(inside);
        continue;
      }
      found = points === axis.whole ? rest : new Map(rest).set(axis.dimension, points);
      break;
    }
    known.set(boxes, found);
    return found;
  }
}

/** The search for all gaps. */
class Enumeration {
  readonly #budget: Budget;
  readonly #passOver: (dimension: Dimension) => boolean;
  readonly #answers: BitSetMap<BitSetMap<Region>>;
  /** Of all boxes that were added. */
  readonly #count: number;

  constructor(
    budget: Budget,
    passOver: (dimension: Dimension) => boolean,
    answers: BitSetMap<BitSetMap<Region>>,
    count: number,
  ) {
    this.#budget = budget;
    this.#passOver = passOver;
    this.#answers = answers;
    this.#count = count;
  }

  /** What the boxes leave uncovered in the axes that are left; as cubes over these axes only. */
  uncovered(boxes: BoxSet, left: readonly Axis[]): Region {
    if (boxes.isEmpty) return [new Map()];
    const axes = mostRestrictedFirst(boxes, left);
    const [axis] = axes;
    if (axis === undefined || hasFullBox(boxes, axes)) return [];
    const known = answersFor(this.#answers, axes);
    const answered = known.get(boxes);
    if (answered !== undefined) return answered;
    this.#budget.spend(stepsFor(this.#count, left.length));
    const others = axes.slice(1);
    const groups = axis.groups(boxes);
    const telling = this.#passOver(axis.dimension) ? groups.filter(leavesMostOpen) : groups;
    const answer = axis.joined(
      telling.map(({ points, inside }) => ({ points, rest: this.uncovered(inside, others) })),
    );
    this.#budget.spend(answer.length);
    known.set(boxes, answer);
    return answer;
  }
}

/** A step is what one costs with some hundred boxes in some ten dimensions. */
function stepsFor(boxes: number, axes: number): number {
  return 1 + Math.floor((boxes * axes) / 10_000);
}

/** What is known of the sub-questions over these axes, by the boxes left. */
function answersFor<Answer>(answers: BitSetMap<BitSetMap<Answer>>, axes: readonly Axis[]): BitSetMap<Answer> {
  const key = BitSet.of(axes.map(({ number }) => number));
  const known = answers.get(key);
  if (known !== undefined) return known;
  const none = new BitSetMap<Answer>();
  answers.set(key, none);
  return none;
}

/** Some box is full in all these axes. */
function hasFullBox(boxes: BoxSet, axes: readonly Axis[]): boolean {
  return !boxes.isWithin(axes.map(({ restricting }) => restricting));
}

/** Without the axes that none of the boxes restricts; the one that most of them restrict comes first. */
function mostRestrictedFirst(boxes: BoxSet, axes: readonly Axis[]): readonly Axis[] {
  const used: Axis[] = [];
  let first = 0;
  let most = 0;
  for (const axis of axes) {
    const restricted = boxes.countOf(axis.restricting);
    if (restricted === 0) continue;
    if (restricted > most) [first, most] = [used.length, restricted];
    used.push(axis);
  }
  const axis = used[first];
  if (axis === undefined) return used;
  // In place, as this is asked at every step.
  used.copyWithin(1, 0, first);
  used[0] = axis;
  return used;
}

interface Inside {
  readonly inside: BoxSet;
}

function fewestFirst<Group extends Inside>(groups: readonly Group[]): readonly Group[] {
  if (groups.length < 2) return groups;
  const counted = groups.map((group) => ({ group, count: group.inside.count }));
  return counted.sort((a, b) => a.count - b.count).map(({ group }) => group);
}

/** No other group lies in fewer of the boxes that this one lies in. */
function leavesMostOpen(group: Inside, _: number, groups: readonly Inside[]): boolean {
  return !groups.some((other) => other !== group && group.inside.contains(other.inside));
}
