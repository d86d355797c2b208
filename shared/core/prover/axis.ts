import { type Cube, type Dimension, type PointSet, partOf, type Region, sameRegion } from './cube.ts';

/** A set of boxes: bit i stands for box i. */
export type BoxSet = bigint;

/** Points of one dimension that no box tells apart, with the boxes that contain them. */
export interface Group {
  readonly points: PointSet;
  readonly inside: BoxSet;
}

/** A dimension of a cover: its points within the scope, in groups. */
export class Axis {
  readonly dimension: Dimension;
  /** One bit, its own. */
  readonly bit: bigint;
  /** The points within the scope. */
  readonly whole: PointSet;
  #restricting: BoxSet = 0n;
  #groups: readonly Group[];

  constructor(dimension: Dimension, scope: Cube, bit: bigint) {
    this.dimension = dimension;
    this.bit = bit;
    this.whole = partOf(scope, dimension);
    this.#groups = [{ points: this.whole, inside: 0n }];
  }

  /** The boxes that do not contain all of it. */
  get restricting(): BoxSet {
    return this.#restricting;
  }

  /** Takes in a box, given by its bit, that contains these points of the dimension. */
  restrict(box: BoxSet, points: PointSet): void {
    if ((this.whole & ~points) === 0n) return;
    this.#restricting |= box;
    this.#groups = this.#groups.flatMap((group) => split(group, points, box));
  }

  /** The groups as these boxes tell them apart. */
  groups(boxes: BoxSet): readonly Group[] {
    const free = boxes & ~this.#restricting;
    const found = new Map<BoxSet, PointSet>();
    for (const { points, inside } of this.#groups) {
      const left = inside & boxes;
      found.set(left, (found.get(left) ?? 0n) | points);
    }
    return [...found].map(([inside, points]) => ({ points, inside: inside | free }));
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

const bitsOfDigit = new Map(
  [...'0123456789abcdef'].map((digit, bits) => [digit.charCodeAt(0), countBits(bits)]),
);

function countBits(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + countBits(bits >> 1);
}

/** How many boxes are in the set. By its digits: shifting a large bigint copies it every time. */
export function boxCount(boxes: BoxSet): number {
  const digits = boxes.toString(16);
  let bits = 0;
  for (let at = 0; at < digits.length; at++) bits += bitsOfDigit.get(digits.charCodeAt(at)) ?? 0;
  return bits;
}
