import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { Region } from '../prover/cube.ts';
import type { Verdict } from './control-result.ts';
import type { DecidedCohort } from './decide-users.ts';
import { isSurelyOpen } from './decided-cohorts.ts';
import type { OpenClass, OpenClasses } from './open-classes.ts';

/** Users with what they get through to, for sure or perhaps. */
export type AnsweredClass = OpenClass & Pick<DecidedCohort, 'answer'>;

/**
 * The gaps to tell of: none on a pass, though people get through at other places; on a fail all that are sure; else
 * what there may be at the places in question.
 */
export function openAtPlaces(
  verdict: Verdict,
  inQuestion: Region,
  decided: readonly DecidedCohort[],
  lists: OpenClasses,
  space: SignInSpace,
): readonly AnsweredClass[] {
  switch (verdict) {
    case 'pass':
      return [];
    case 'fail':
      return decided
        .filter(isSurelyOpen)
        .flatMap((one) => lists.of(one).map((open) => ({ ...open, answer: one.answer })));
    default:
      return decided
        .filter(({ answer }) => answer !== 'covered')
        .flatMap((one) => lists.within(inQuestion, one, one.remaining))
        .map((open) => ({ ...open, answer: speaksOfUnknowns(open, space) ? 'undecided' : 'open' }));
  }
}

function speaksOfUnknowns({ gaps }: OpenClass, space: SignInSpace): boolean {
  return gaps.every((cube) => [...cube.keys()].some((dimension) => space.isUnknown(dimension)));
}
