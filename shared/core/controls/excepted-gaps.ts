import type { Cohort } from '../conditional-access/cohort.ts';
import { intersect, type Region } from '../prover/cube.ts';
import type { UsersDecision } from './decide-users.ts';
import { isGapInDoubt } from './deciding-unknowns.ts';
import { reportGaps } from './gap-report.ts';
import type { ReportedExceptedGap } from './listed-gaps.ts';
import type { OpenClass, OpenClasses } from './open-classes.ts';
import type { Question } from './question.ts';
import type { Start } from './split-by.ts';

/** What the exceptions of a question are asked about. */
export interface Excepted {
  readonly cohorts: readonly Cohort[];
  /** The part of the scope that matters. */
  readonly region: Region;
}

/** The gaps that each exception keeps open, as if it stood alone; none where policies close them. */
export function exceptedGaps(
  question: Question,
  { cohorts, region }: Excepted,
  decision: UsersDecision,
  lists: OpenClasses,
): readonly ReportedExceptedGap[] {
  const starts = cohorts.flatMap((cohort) => decision.spokenOf(cohort)).flatMap(apartFromUnnamed(question));
  return question.allowances.flatMap((allowance) => {
    const { exception, users, perhaps, resources, usersRegion } = allowance;
    const open = starts.flatMap(({ cohort, closing, isNamed }) =>
      (isNamed ? cohort.splitBy(perhaps === undefined ? [users] : [users, perhaps]) : [cohort])
        .filter(({ user }) => usersRegion(user).length > 0)
        .flatMap((part) =>
          lists.within(
            intersect(usersRegion(part.user), resources, region),
            { cohort: part, closing },
            decision.protections,
          ),
        ),
    );
    return [true, false]
      .flatMap((isSure) =>
        reportGaps(question, onlyGaps(open, isSure, question), isSure, exception.principalId),
      )
      .map((reported) => ({ ...reported, gap: { ...reported.gap, exception } }));
  });
}

/** There can be thousands of exceptions, each for a few of many users: those whom none names are set apart but once. */
function apartFromUnnamed({ allowances, memberships }: Question) {
  const named = memberships.union(
    allowances.flatMap(({ users, perhaps }) => [users, ...(perhaps ? [perhaps] : [])]),
  );
  return ({ cohort, closing }: Start) =>
    cohort.splitBy([named]).map((part) => {
      const [first] = part.numbers;
      return { cohort: part, closing, isNamed: first !== undefined && named.has(first) };
    });
}

/** The gaps that users are in for sure, or those that they are perhaps in: these must not be counted. */
function onlyGaps(open: readonly OpenClass[], isSure: boolean, { space }: Question): readonly OpenClass[] {
  return open
    .map(({ cohort, gaps }) => ({
      cohort,
      gaps: gaps.filter((gap) => isGapInDoubt(gap, cohort.user, space) !== isSure),
    }))
    .filter(({ gaps }) => gaps.length > 0);
}
