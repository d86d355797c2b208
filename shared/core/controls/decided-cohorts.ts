import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
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
    .flatMap((cohort) => decision.needed(cohort));
  return new Set(closers.flatMap(({ source }) => source.policy ?? []));
}

/** How many users with an object get through for sure. */
export function countAccounts(decided: readonly DecidedCohort[]): number {
  return decided.reduce(
    (sum, { cohort, answer }) =>
      sum + (answer === 'open' && cohort.user.origin.kind === 'directory' ? cohort.size : 0),
    0,
  );
}
