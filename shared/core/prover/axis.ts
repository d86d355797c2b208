import { BitSet } from './bit-set.ts';
import { BitSetMap } from './bit-set-map.ts';
import { type Cube, type Dimension, type PointSet, partOf, type Region, sameRegion } from './cube.ts';

/** A set of boxes, by number. */
export type BoxSet = BitSet;

/** Points of one dimension that no box tells apart, with the boxes that contain them. */
export interface Group {
  readonly points: PointSet;
  readonly inside: BoxSet;
}

/** A box, by its number, that does not contain all of the dimension. */
interface Restriction {
  readonly box: number;
  readonly points: PointSet;
}

/** A dimension of a cover: its points within the scope, in groups. */
export class Axis {
  readonly dimension: Dimension;
  readonly number: number;
  /** The points within the scope. */
  readonly whole: PointSet;
  readonly #boxes: Restriction[] = [];
  #restricting: BoxSet | undefined = BitSet.none;
  #groups: readonly Group[];
  /** How many of the boxes the groups tell apart already. */
  #grouped = 0;

  constructor(dimension: Dimension, scope: Cube, number: number) {
    this.dimension = dimension;
    this.number = number;
    this.whole = partOf(scope, dimension);
    this.#groups = [{ points: this.whole, inside: BitSet.none }];
  }

  /** The boxes that do not contain all of it. */
  get restricting(): BoxSet {
    this.#restricting ??= BitSet.of(this.#boxes.map(({ box }) => box));
    return this.#restricting;
  }

  /** Takes in a box that contains these points of the dimension. */
  restrict(box: number, points: PointSet): void {
    if ((this.whole & ~points) === 0n) return;
    this.#boxes.push({ box, points });
    this.#restricting = undefined;
  }

  /** The groups as these boxes tell them apart. */
  groups(boxes: BoxSet): readonly Group[] {
    const free = boxes.without(this.restricting);
    const found: { points: PointSet; readonly inside: BoxSet }[] = [];
    const known = new BitSetMap<{ points: PointSet }>();
    for (const { points, inside } of this.#allGroups()) {
      const left = inside.and(boxes);
      const same = known.get(left);
      if (same !== undefined) same.points |= points;
      else {
        const group = { points, inside: left.with(free) };
        known.set(left, group);
        found.push(group);
      }
    }
    return found;
  }

  /** As all boxes tell them apart; only now, as few dimensions are ever asked for theirs. */
  #allGroups(): readonly Group[] {
    for (const { box, points } of this.#boxes.slice(this.#grouped)) {
      const added = BitSet.of([box]);
      const apart: Group[] = [];
      for (const group of this.#groups) split(group, points, added, apart);
      this.#groups = apart;
    }
    this.#grouped = this.#boxes.length;
    return this.#groups;
  }

  /** Regions over other dimensions, each for some points of this one; the same for several points told but once. */
  joined(answers: readonly { readonly points: PointSet; readonly rest: Region }[]): Region {
    const byAnswer = new Map<Region, PointSet>();
    for (const { points, rest } of answers) {
      const same = [...byAnswer.keys()].find((other) => sameRegion(other, rest)) ?? rest;
      byAnswer.set(same, (byAnswer.get(same) ?? 0n) | points);
    }
    return [...byAnswer].flatMap(([rest, points]) =>
      points === this.whole ? rest : rest.map((cube) => new Map(cube).set(this.dimension, points)),
    );
  }
}

/** Into those within the set, which the box contains, and the others; most boxes leave most groups whole. */
function split(group: Group, set: PointSet, box: BoxSet, apart: Group[]): void {
  const { points, inside } = group;
  const within = points & set;
  if (within === 0n) apart.push(group);
  else if (within === points) apart.push({ points, inside: inside.with(box) });
  else apart.push({ points: within, inside: inside.with(box) }, { points: points & ~set, inside });
}
