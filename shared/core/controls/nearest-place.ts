import { placeDimensions } from '../conditional-access/places.ts';
import { intersect, type Region } from '../prover/cube.ts';
import type { Gap } from './control-result.ts';
import type { DecidedCohort } from './decide-users.ts';
import { reportGaps } from './gap-report.ts';
import type { OpenClass, OpenClasses } from './open-classes.ts';
import type { Question } from './question.ts';
import type { Candidate } from './sufficient-boxes.ts';

const mostTried = 10;

/**
 * Which place is the nearest to being closed: of those that candidates name, the one where the fewest users get through.
 * The gaps there, since they say what a policy lacks; none where there is no candidate.
 */
export function gapsAtNearestPlace(
  question: Question,
  decided: readonly DecidedCohort[],
  lists: OpenClasses,
): readonly Gap[] {
  const getThrough = decided.filter(({ answer }) => answer !== 'covered');
  const [nearest] = question.candidates
    .map((candidate) => placesOf(candidate, question))
    .filter(({ length }) => length > 0)
    .slice(0, mostTried)
    .map((places) => getThrough.flatMap((one) => lists.within(places, one, one.remaining)))
    .filter(({ length }) => length > 0)
    .sort((a, b) => usersIn(a) - usersIn(b));
  return nearest === undefined ? [] : reportGaps(question, nearest, true).map(({ gap }) => gap);
}

/** Without those in a location that was not read. */
function placesOf({ conditions }: Candidate, { scope, space }: Question): Region {
  const dimensions = placeDimensions(space);
  const locations = conditions.find(({ member }) => member === 'conditions.locations')?.region ?? [];
  return intersect(
    locations.filter((cube) => [...cube.keys()].every((dimension) => dimensions.includes(dimension))),
    [scope],
  );
}

function usersIn(open: readonly OpenClass[]): number {
  return open.reduce((sum, { cohort }) => sum + cohort.size, 0);
}
