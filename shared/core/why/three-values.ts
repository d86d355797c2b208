import { coverage } from '../prover/coverage.ts';
import { type Cube, intersect, type Region } from '../prover/cube.ts';

/** `depends`: on what the question leaves free, or on what is not known. */
export type Applies = 'yes' | 'no' | 'depends';

/** Whether the region holds everywhere, somewhere or nowhere in the cube. */
export function holdsIn(cube: Cube, region: Region): Applies {
  const inside = intersect([cube], region);
  if (inside.length === 0) return 'no';
  const rest = coverage([cube], inside);
  return rest.kind === 'decided' && rest.uncovered.length === 0 ? 'yes' : 'depends';
}
