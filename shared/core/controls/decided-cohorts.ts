import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { Budget, Exhausted } from '../prover/budget.ts';
import { together } from '../prover/three-values.ts';
import type { Closer } from './closing-source.ts';
import type { AppliedCloser, DecidedCohort, UsersDecision } from './decide-users.ts';

/** Such a user exists for sure, and gets through for sure. */
export function isSurelyOpen({ cohort: { user }, answer }: DecidedCohort): boolean {
  return user.exists === 'surely' && answer === 'open';
}

/** The policies that were needed to close everything for somebody. */
export function closedBy(
  decided: readonly DecidedCohort[],
  decision: UsersDecision,
): ReadonlySet<UnderstoodPolicy> {
  const covered = decided.filter(({ answer }) => answer === 'covered');
  // What it takes is the same for all to whom the same boxes close everything.
  const alike = Map.groupBy(covered, ({ start, applied }) =>
    [start, ...applied.map(({ closing }) => closing)].map(({ boxes }) => boxes.toString()).join(' '),
  );
  const closers = [...alike.values()].flatMap(([one]) => (one ? neededToClose(one, decision) : []));
  return new Set(closers.flatMap(({ source }) => source.policy ?? []));
}

const mostStepsToNeed = 2_000;

/** Of the sources that cover everything for these users, as few as it takes; all where that is hard to say. */
function neededToClose({ start, applied }: DecidedCohort, { cover }: UsersDecision): readonly Closer[] {
  const budget = new Budget(mostStepsToNeed);
  const covers = (some: readonly AppliedCloser[]) => {
    const all = together([start, ...some.map(({ closing }) => closing)]);
    return cover.possibleOpening(all, budget) === undefined;
  };
  const closersOf = (some: readonly AppliedCloser[]) => some.map(({ closer }) => closer);
  try {
    const one = applied.find((alone) => covers([alone]));
    if (one !== undefined) return [one.closer];
    const needed = applied.reduceRight((left, one) => {
      const others = left.filter((other) => other !== one);
      return covers(others) ? others : left;
    }, applied);
    return closersOf(needed);
  } catch (error) {
    if (error instanceof Exhausted) return closersOf(applied);
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
