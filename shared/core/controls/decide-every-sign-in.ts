import type { Cohort } from '../conditional-access/cohort.ts';
import type { UserCohorts } from '../conditional-access/user-cohorts.ts';
import { everywhere } from '../prover/cube.ts';
import { benchmarkReading } from './benchmark-reading.ts';
import { isServicePlanUnread, lacksServicePlan } from './claim.ts';
import type { SignInControl } from './control.ts';
import type { ControlResult, Verdict } from './control-result.ts';
import { type DecidedCohort, UsersDecision } from './decide-users.ts';
import { closedBy, countAccounts, isSurelyOpen } from './decided-cohorts.ts';
import { type DecidedControl, decidedControl } from './decided-control.ts';
import { decidingUnknowns } from './deciding-unknowns.ts';
import { exceptedGaps } from './excepted-gaps.ts';
import { findings } from './findings/findings.ts';
import { gapMembers, reportGaps } from './gap-report.ts';
import { OpenClasses } from './open-classes.ts';
import { askOf } from './question.ts';
import { reasonsFor } from './reasons.ts';
import { servicePlanUnknown } from './service-plan-unknown.ts';
import type { SignInModel } from './sign-in-model.ts';

/** Decides a control that speaks of every sign-in, over all policies together, and says why. */
export function decideEverySignIn(
  control: SignInControl,
  model: SignInModel,
  budget: number,
): DecidedControl {
  const question = askOf(model, control, budget);
  const { tenant, users } = question;
  const decision = new UsersDecision(question);
  const isScopeEmpty = lacksServicePlan(control.claim, tenant);
  const cohorts = isScopeEmpty ? [] : usersOf(control, users);
  const decided = decision.decide(cohorts);
  const isPlanUnread = isServicePlanUnread(control.claim, tenant);
  const verdict = verdictOf(decided, isPlanUnread);
  const lists = new OpenClasses(decision, budget);
  const open = openClasses(decided, verdict, lists);
  const reported = reportGaps(question, open, verdict === 'fail');
  const gaps = reported.map(({ gap }) => gap);
  const isDecided = verdict === 'pass' || verdict === 'notApplicable';
  const unknowns = isDecided
    ? []
    : [...servicePlanUnknown(control, tenant), ...decidingUnknowns(question, open)];
  const benchmark = benchmarkReading(control, tenant);
  const excepted = exceptedGaps(question, { cohorts, region: everywhere }, decision, lists);
  const counted = isPlanUnread ? 0 : countAccounts(decided);

  const result: ControlResult = {
    control: control.key,
    id: control.id,
    title: control.title,
    verdict,
    reasons: reasonsFor(question, {
      verdict,
      gaps,
      unknowns,
      isExhausted: decided.some(({ answer }) => answer === 'exhausted'),
      closedBy: verdict === 'pass' ? closedBy(decided, decision) : new Set(),
    }),
    benchmark,
    usersInGap: tenant.directory.usersRead === 'absent' ? null : counted,
    ...gapMembers(
      question,
      reported,
      excepted.map(({ gap }) => gap),
    ),
    unknowns,
    findings: findings(question, {
      effective: verdict,
      literal: benchmark.verdict,
      gaps: open.flatMap((one) => one.gaps),
      disabledInGap: isScopeEmpty ? 0 : countAccounts(decision.decide(users.disabled)),
    }),
  };
  return decidedControl(result, reported, excepted);
}

/** All of whom the control may speak. */
export function usersOf({ claim }: SignInControl, users: UserCohorts): readonly Cohort[] {
  return claim.users === 'all' ? users.enabled : [...users.enabled, ...users.assumedAdministrators];
}

/**
 * One user who surely exists and surely gets through is a fail, if the scope surely has any sign-in; all must surely be
 * closed for a pass.
 */
function verdictOf(decided: readonly DecidedCohort[], isPlanUnread: boolean): Verdict {
  if (decided.length === 0) return 'notApplicable';
  if (!isPlanUnread && decided.some(isSurelyOpen)) return 'fail';
  return decided.every(({ answer }) => answer === 'covered') ? 'pass' : 'inconclusive';
}

/** The gaps to tell of: on a fail the sure ones, else those that there may be. */
function openClasses(decided: readonly DecidedCohort[], verdict: Verdict, lists: OpenClasses) {
  return decided
    .filter((one) => verdict !== 'fail' || isSurelyOpen(one))
    .flatMap((one) => lists.of(one).map((open) => ({ ...open, answer: one.answer })));
}
