import { lacksServicePlan } from '../controls/claim.ts';
import type { SignInControl } from '../controls/control.ts';
import { usersOf } from '../controls/decide-every-sign-in.ts';
import { askOf, type Question } from '../controls/question.ts';
import { servicePlanUnknown } from '../controls/service-plan-unknown.ts';
import type { SignInModel } from '../controls/sign-in-model.ts';
import type { Difference } from './comparison.ts';
import { differenceOf } from './difference.ts';
import { NewGaps } from './new-gaps.ts';
import { type NewGapsReport, reportNewGaps } from './report-new-gaps.ts';

/**
 * What changes for a control that speaks of every sign-in. The models share a space, and number principals alike. What
 * closes is what would open if the change were taken back.
 */
export function compareSignIns(
  control: SignInControl,
  before: SignInModel,
  after: SignInModel,
  budget: number,
): Difference {
  const former = askOf(before, control, budget);
  const present = askOf(after, control, budget);
  return differenceOf(present, newGaps(former, present), newGaps(present, former));
}

function newGaps(before: Question, after: Question): NewGapsReport {
  const { control, tenant, users } = after;
  const gaps = new NewGaps(before, after);
  const cohorts = lacksServicePlan(control.claim, tenant) ? [] : usersOf(control, users);
  const planUnknown = servicePlanUnknown(control, tenant);
  const report = reportNewGaps(
    after,
    gaps,
    gaps.decide(cohorts),
    planUnknown.length === 0 ? 'surely' : 'perhaps',
  );
  return { ...report, unknowns: report.opens === 'undecided' ? [...planUnknown, ...report.unknowns] : [] };
}
