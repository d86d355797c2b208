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
  const nearest = nearestPlaces(
    question,
    decided.filter(({ answer }) => answer !== 'covered'),
    decision,
  );
  if (nearest === undefined) return [];
  const getThrough = decided.filter((one) => nearest.getThrough.has(one));
  const open = getThroughAt(nearest.places, getThrough, decision).flatMap((one) => lists.of(one));
  return reportGaps(question, open, true).map(({ gap }) => gap);
}

/** What one candidate closes, and whose users, perhaps not all of them, get through there. */
interface TriedPlaces {
  readonly places: Region;
  readonly getThrough: ReadonlySet<DecidedCohort>;
  readonly users: number;
}

function nearestPlaces(
  question: Question,
  getThrough: readonly DecidedCohort[],
  decision: UsersDecision,
): TriedPlaces | undefined {
  // Where very many get through, that is found soon.
  const largestFirst = getThrough.toSorted((a, b) => b.cohort.size - a.cohort.size);
  return question.candidates
    .map((candidate) => placesOf(candidate, question))
    .filter(({ length }) => length > 0)
    .slice(0, mostTried)
    .reduce<TriedPlaces | undefined>((nearest, places) => {
      const tried = triedPlaces(places, largestFirst, decision, nearest?.users);
      return tried === undefined || tried.users === 0 ? nearest : tried;
    }, undefined);
}

/** Undefined where as many users get through as at places that were tried before. */
function triedPlaces(
  places: Region,
  decided: readonly DecidedCohort[],
  decision: UsersDecision,
  fewest = Number.POSITIVE_INFINITY,
): TriedPlaces | undefined {
  const elsewhere = decision.cover.outside(places);
  const getThrough = new Set<DecidedCohort>();
  let users = 0;
  for (const one of decided) {
    const count = decision.countThrough(one, elsewhere, fewest - users);
    if (count > 0) getThrough.add(one);
    users += count;
    if (users >= fewest) return undefined;
  }
  return { places, getThrough, users };
}

function getThroughAt(
  places: Region,
  getThrough: readonly DecidedCohort[],
  decision: UsersDecision,
): readonly DecidedCohort[] {
  const elsewhere = decision.cover.outside(places);
  return getThrough
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
