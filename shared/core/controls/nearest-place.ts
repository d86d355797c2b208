import { placeDimensions } from '../conditional-access/places.ts';
import { intersect, type Region } from '../prover/cube.ts';
import { together } from '../prover/three-values.ts';
import type { Gap } from './control-result.ts';
import type { DecidedCohort, UsersDecision } from './decide-users.ts';
import { reportGaps } from './gap-report.ts';
import type { OpenClasses } from './open-classes.ts';
import type { Question } from './question.ts';
import type { Candidate } from './sufficient-boxes.ts';

const mostTried = 4;

/**
 * Which place is the nearest to being closed: of those that candidates name, the one where the fewest users get through.
 * The gaps there, since they say what a policy lacks; none where there is no candidate.
 */
export function gapsAtNearestPlace(
  question: Question,
  decided: readonly DecidedCohort[],
  decision: UsersDecision,
  lists: OpenClasses,
): readonly Gap[] {
  const getThrough = decided.filter(({ answer }) => answer !== 'covered');
  const [nearest] = question.candidates
    .map((candidate) => placesOf(candidate, question))
    .filter(({ length }) => length > 0)
    .slice(0, mostTried)
    .map((places) => getThroughAt(places, getThrough, decision))
    .filter(({ length }) => length > 0)
    .sort((a, b) => usersIn(a) - usersIn(b));
  if (nearest === undefined) return [];
  const open = nearest.flatMap((one) => lists.of(one));
  return reportGaps(question, open, true).map(({ gap }) => gap);
}

function getThroughAt(
  places: Region,
  decided: readonly DecidedCohort[],
  decision: UsersDecision,
): readonly DecidedCohort[] {
  const elsewhere = decision.cover.outside(places);
  return decided
    .flatMap(({ cohort, start }) => decision.decideFrom({ cohort, closing: together([start, elsewhere]) }))
    .filter(({ answer }) => answer !== 'covered');
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

function usersIn(open: readonly DecidedCohort[]): number {
  return open.reduce((sum, { cohort }) => sum + cohort.size, 0);
}
