import { labelsOf, type NamedDimension } from '../../conditional-access/sign-in-space.ts';
import { type Cube, type Dimension, type PointSet, partOf } from '../../prover/cube.ts';

/** What a gap has of one dimension, and what it lacks of all that its scope has: either may be the shorter to tell. */
export interface Restriction {
  readonly has: readonly (string | null)[];
  readonly lacks: readonly (string | null)[];
}

/** A gap beside the scope that it lies in: only what sets the two apart is worth telling. */
export class GapInScope {
  readonly gap: Cube;
  readonly #scope: Cube;

  constructor(gap: Cube, scope: Cube) {
    this.gap = gap;
    this.#scope = scope;
  }

  part(dimension: Dimension): PointSet {
    return partOf(this.gap, dimension);
  }

  isRestricted(dimension: Dimension): boolean {
    return this.part(dimension) !== partOf(this.#scope, dimension);
  }

  /** Undefined where the gap has all that the scope has. */
  restriction(dimension: NamedDimension): Restriction | undefined {
    if (!this.isRestricted(dimension)) return undefined;
    return {
      has: labelsOf(dimension, this.part(dimension)),
      lacks: labelsOf(dimension, partOf(this.#scope, dimension) & ~this.part(dimension)),
    };
  }
}
