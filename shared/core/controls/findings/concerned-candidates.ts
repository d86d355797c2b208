import { allPoints, partOf } from '../../prover/cube.ts';
import type { Question } from '../question.ts';
import type { Candidate } from '../sufficient-boxes.ts';

/**
 * The candidates that are worth telling of. A policy on the device code flow closes a corner of what controls on MFA
 * speak of, too, but whatever is wrong with it concerns the control on that flow.
 */
export function concernedCandidates({ candidates, scope, space }: Question): readonly Candidate[] {
  const isAboutFlows = partOf(scope, space.flow) !== allPoints(space.flow);
  return candidates.filter(({ policy }) => isAboutFlows || policy.transferMethods.length === 0);
}
