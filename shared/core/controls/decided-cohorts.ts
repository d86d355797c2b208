import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { Budget, Exhausted } from '../prover/budget.ts';
import { together } from '../prover/three-values.ts';
import type { Closer } from './closing-source.ts';
import type { DecidedCohort, UsersDecision } from './decide-users.ts';

/** Such a user exists for sure, and gets through for sure. */
export function isSurelyOpen({ cohort: { user }, answer }: DecidedCohort): boolean {
  return user.exists === 'surely' && answer === 'open';
}

/** The policies that were needed to close everything for somebody. */
export function closedBy(
  decided: readonly DecidedCohort[],
  decision: UsersDecision,
): ReadonlySet<UnderstoodPolicy> {
  const closers = decided
    .filter(({ answer }) => answer === 'covered')
    .flatMap((cohort) => neededToClose(cohort, decision));
  return new Set(closers.flatMap(({ source }) => source.policy ?? []));
}

const mostStepsToNeed = 2_000;

/** Of the sources that cover everything for these users, as few as it takes; all where that is hard to say. */
function neededToClose(
  { cohort, start, applied }: DecidedCohort,
  { cover }: UsersDecision,
): readonly Closer[] {
  const budget = new Budget(mostStepsToNeed);
  const covers = (closers: readonly Closer[]) => {
    const closings = closers.map((closer) => closer.closingFor(cohort.user));
    return cover.possibleOpening(together([start, ...closings]), budget) === undefined;
  };
  try {
    const one = applied.find((closer) => covers([closer]));
    if (one !== undefined) return [one];
    return applied.reduceRight((left, closer) => {
      const others = left.filter((other) => other !== closer);
      return covers(others) ? others : left;
    }, applied);
  } catch (error) {
    if (error instanceof Exhausted) return applied;
    throw error;
  }
}

/** How many users with an object get through for sure. */
export function countAccounts(decided: readonly DecidedCohort[]): number {
  return decided.reduce(
    (sum, { cohort, answer }) =>
      sum + (answer === 'open' && cohort.user.origin.kind === 'directory' ? cohort.size : 0),
    0,
  );
}
