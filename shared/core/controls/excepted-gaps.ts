import type { Cohort } from '../conditional-access/cohort.ts';
import { intersect, type Region } from '../prover/cube.ts';
import type { ExceptedGap } from './control-result.ts';
import type { UsersDecision } from './decide-users.ts';
import { reportGaps } from './gap-report.ts';
import type { OpenClasses } from './open-classes.ts';
import type { Question } from './question.ts';

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
): readonly ExceptedGap[] {
  const starts = cohorts.flatMap((cohort) => decision.spokenOf(cohort));
  return question.allowances.flatMap((allowance) => {
    const { exception, users, perhaps, resources, usersRegion } = allowance;
    const open = starts.flatMap(({ cohort, closing }) =>
      cohort
        .splitBy(perhaps === undefined ? [users] : [users, perhaps])
        .filter(({ user }) => usersRegion(user).length > 0)
        .flatMap((part) =>
          lists.within(
            intersect(usersRegion(part.user), resources, region),
            { cohort: part, closing },
            decision.protections,
          ),
        ),
    );
    return reportGaps(question, open, true).map(({ gap }) => ({ ...gap, exception }));
  });
}
