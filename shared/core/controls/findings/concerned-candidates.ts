import type { UnderstoodPolicy } from '../../conditional-access/policy.ts';
import { allPoints, partOf } from '../../prover/cube.ts';
import { remembering } from '../../remembering.ts';
import type { Question } from '../question.ts';
import type { Candidate } from '../sufficient-boxes.ts';

/**
 * The candidates that are worth telling of. A policy on the device code flow closes a corner of what controls on MFA
 * speak of, too, but whatever is wrong with it concerns the control on that flow.
 */
export const concernedCandidates = remembering(
  ({ candidates, scope, space }: Question): readonly Candidate[] => {
    const isAboutFlows = partOf(scope, space.flow) !== allPoints(space.flow);
    return candidates.filter(
      ({ policy }) => speaksOfPeople(policy) && (isAboutFlows || policy.transferMethods.length === 0),
    );
  },
);

/** Agents sign in by themselves: a policy for them alone concerns no control on people. */
function speaksOfPeople({ users }: UnderstoodPolicy): boolean {
  if (users.kind === 'unintelligible') return true;
  const { include } = users;
  const areAgents = include.users.length > 0 && include.users.every((id) => /^allagentidusers$/i.test(id));
  return !areAgents || include.groups.length > 0 || include.roles.length > 0 || include.guests !== undefined;
}
