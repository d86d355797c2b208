import type { BoxSet } from './axis.ts';
import { BitSet } from './bit-set.ts';
import { BitSetMap } from './bit-set-map.ts';
import type { Budget } from './budget.ts';
import { Cover } from './cover.ts';
import { coverage } from './coverage.ts';
import { type Cube, type Dimension, everywhere, intersect, project, type Region, subtract } from './cube.ts';
import { widen } from './widen.ts';

/** Which dimensions are unknown Booleans, and of whom these speak. */
export interface Unknowns {
  /** The same at every sign-in of one user, e.g. whether the user is in an unread group. */
  readonly ofUser: (dimension: Dimension) => boolean;
  /** One sign-in's own, e.g. whether it lies in an unread location. */
  readonly ofSignIn: (dimension: Dimension) => boolean;
}

/** What closes parts of the scope for some user. */
export interface Closing {
  /** The boxes as they are, with the unknowns as dimensions like others. */
  readonly boxes: BoxSet;
  /** Enlarged by dropping what they say of unknowns of the sign-in: what these leave open, is open for sure. */
  readonly enlarged: BoxSet;
}

type IsFree = (dimension: Dimension) => boolean;

/** For one user: nothing gets through, something does, or it depends; whatever the unknowns are. */
export type Answer = 'covered' | 'open' | 'undecided';

/** Per user: an answer that is not read is not an answer. */
const mostGaps = 100;

/**
 * Do boxes cover a scope, for every value, for no value, or for some values of the unknowns?
 *
 * With the unknowns as further dimensions, no gap: covered. For the opposite, one and the same sign-in must get
 * through under every value of what is unknown of it; so the boxes are enlarged by dropping what they say of such
 * unknowns, and what still is not covered gets through for sure. The user's own unknowns may each have a gap of
 * their own, but every value of them must have one: the gaps, projected on them, must cover.
 *
 * All methods throw `Exhausted` past their budget.
 */
export class ThreeValuedCover {
  readonly #scope: Cube;
  readonly #unknowns: Unknowns;
  readonly #cover: Cover;
  /** Points of the scope that do not exist: never a gap, and no hindrance to telling of one. */
  readonly #impossible: BoxSet;
  #ofUser: BoxSet = BitSet.none;

  constructor(scope: Cube, impossible: Region, unknowns: Unknowns) {
    this.#scope = scope;
    this.#unknowns = unknowns;
    this.#cover = new Cover(scope);
    this.#impossible = this.#cover.add(impossible);
  }

  add(region: Region): Closing {
    const ofSignIn = ([dimension]: readonly [Dimension, unknown]) => this.#unknowns.ofSignIn(dimension);
    const certain = region.filter((box) => ![...box].some(ofSignIn));
    const uncertain = region.filter((box) => [...box].some(ofSignIn));
    const same = this.#added(certain);
    if (uncertain.length === 0) return { boxes: same, enlarged: same };
    return {
      boxes: same.with(this.#added(uncertain)),
      enlarged: same.with(this.#added(this.#enlarged(uncertain))),
    };
  }

  /** Closes all but that region, so that only what lies in it is asked for. */
  outside(region: Region): Closing {
    return this.add(subtract(everywhere, region));
  }

  #enlarged(region: Region): Region {
    return project(region, (dimension) => !this.#unknowns.ofSignIn(dimension));
  }

  #added(region: Region): BoxSet {
    return BitSet.union(
      region.map((box) => {
        const added = this.#cover.add([box]);
        if ([...box.keys()].some((dimension) => this.#unknowns.ofUser(dimension)))
          this.#ofUser = this.#ofUser.with(added);
        return added;
      }),
    );
  }

  /** Some part of the scope that may be open; undefined where all is covered. */
  possibleOpening({ boxes }: Closing, budget: Budget, isFree?: IsFree): Cube | undefined {
    return this.#cover.opening(boxes.with(this.#impossible), budget, isFree);
  }

  /**
   * Something is open for sure whatever else might close, where `closing` closes already and `all` with that is all
   * that might. Never where something unknown of the user is in question already.
   */
  isSurelyOpen(closing: Closing, all: Closing, budget: Budget, isFree?: IsFree): boolean {
    if (closing.enlarged.meets(this.#ofUser)) return false;
    return this.#cover.opening(all.enlarged.with(this.#impossible), budget, isFree) !== undefined;
  }

  /** `user`: what the user may be, of the dimensions that speak of the user. `isFree` as for `Cover.opening`. */
  decide(closing: Closing, user: Cube, budget: Budget, isFree?: IsFree): Answer {
    if (this.possibleOpening(closing, budget, isFree) === undefined) return 'covered';
    if (!closing.enlarged.meets(this.#ofUser))
      return this.isSurelyOpen(closing, closing, budget, isFree) ? 'open' : 'undecided';
    const { ofUser } = this.#unknowns;
    const isPassedOver = (dimension: Dimension) => !ofUser(dimension);
    const boxes = closing.enlarged.with(this.#impossible);
    const sure = this.#cover.uncovered(boxes, budget, isPassedOver, isFree);
    const every = coverage(project(intersect([this.#scope], [user]), ofUser), project(sure, ofUser), {
      budget,
      passOver: () => true,
    });
    return every.kind === 'decided' && every.uncovered.length === 0 ? 'open' : 'undecided';
  }

  /** The gaps of an answer that is not `covered`, fit to be read: all of them, or some where all are too many. */
  gaps(closing: Closing, answer: Answer, budget: Budget): Region {
    const boxes = answer === 'open' ? closing.enlarged : closing.boxes;
    return this.#readable(this.#cover.uncovered(boxes.with(this.#impossible), budget), boxes);
  }

  /** One of these gaps. */
  someGap(closing: Closing, answer: Answer, budget: Budget): Region {
    const boxes = answer === 'open' ? closing.enlarged : closing.boxes;
    const open = this.#cover.opening(boxes.with(this.#impossible), budget);
    return open === undefined ? [] : this.#readable([open], boxes);
  }

  /**
   * What may be open, and what is open for sure, in the dimensions that are kept, whatever the others say. `user` as
   * for `decide`.
   */
  shadow(closing: Closing, user: Cube, isKept: (dimension: Dimension) => boolean, budget: Budget): Shadow {
    const answers = new BitSetMap<Answer>();
    const cells = this.#cover
      .cells(closing.boxes.with(closing.enlarged), isKept, budget)
      .map(({ cube, inside }) => {
        const there = { boxes: closing.boxes.and(inside), enlarged: closing.enlarged.and(inside) };
        const answer =
          answers.get(inside) ?? this.decide(there, user, budget, (dimension) => !isKept(dimension));
        answers.set(inside, answer);
        return { cube, answer };
      });
    return {
      possible: cells.filter(({ answer }) => answer !== 'covered').map(({ cube }) => cube),
      sure: cells.filter(({ answer }) => answer === 'open').map(({ cube }) => cube),
    };
  }

  #readable(open: Region, boxSet: BoxSet): Region {
    const boxes = this.#cover.boxesOf(boxSet);
    const told = this.#cover.boxesOf(boxSet.with(this.#impossible));
    const dimensions = new Set(told.flatMap((box) => [...box.keys()]));
    return widen(open, this.#scope, boxes, [...dimensions], mostGaps);
  }
}

/** Where something gets through, in some dimensions: for some value of the unknowns, and for every value of them. */
export interface Shadow {
  readonly possible: Region;
  readonly sure: Region;
}

export const nothing: Closing = { boxes: BitSet.none, enlarged: BitSet.none };

export function together(closings: readonly Closing[]): Closing {
  return {
    boxes: BitSet.union(closings.map(({ boxes }) => boxes)),
    enlarged: BitSet.union(closings.map(({ enlarged }) => enlarged)),
  };
}
