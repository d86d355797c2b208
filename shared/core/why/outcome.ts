import { coverage } from '../prover/coverage.ts';
import { type Cube, intersect, type Region } from '../prover/cube.ts';
import type { SignInExplanation } from './explanation.ts';
import type { StopRegion } from './stops.ts';

export interface Outcome extends Pick<SignInExplanation, 'outcome' | 'errorCode'> {
  /** Where nothing surely stops it. */
  readonly open: Region;
}

/** What becomes of the sign-in; of several stops at one place, the user sees the first. */
export function outcomeOf(cube: Cube, stops: readonly StopRegion[]): Outcome {
  const shown = new Set<number | null>();
  let open: Region = [cube];
  for (const { errorCode, region } of stops) {
    if (intersect(open, region).length > 0) shown.add(errorCode ?? null);
    open = uncovered(open, region);
  }
  const outcome = open.length === 0 ? 'stopped' : stops.length === 0 ? 'notStopped' : 'depends';
  const [only = null, ...others] = shown;
  return { outcome, open, errorCode: outcome === 'stopped' && others.length === 0 ? only : null };
}

/** Where it is too hard to say, nothing is taken for closed. */
function uncovered(scope: Region, region: Region): Region {
  const rest = coverage(scope, region);
  return rest.kind === 'decided' ? rest.uncovered : scope;
}
