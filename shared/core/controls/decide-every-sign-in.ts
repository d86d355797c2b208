import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { benchmarkReading } from './benchmark-reading.ts';
import { ClaimDecision, type DecidedClass } from './claim-decision.ts';
import type { SignInControl } from './control.ts';
import type { ControlResult, ExceptedGap, Verdict } from './control-result.ts';
import { decidingUnknowns } from './deciding-unknowns.ts';
import { findings } from './findings/findings.ts';
import { type OpenClass, type ReportedGap, reportGaps } from './gap-report.ts';
import { askOf, type Question, type QuestionOptions } from './question.ts';
import { reasonsFor } from './reasons.ts';
import { whatIfRequest } from './what-if.ts';
import { witnessIn } from './witness.ts';

const mostGaps = 100;

/** Decides a control that speaks of every sign-in, over all policies together, and says why. */
export function decideEverySignIn(
  control: SignInControl,
  tenant: TenantKnowledge,
  options: QuestionOptions,
): ControlResult {
  const question = askOf(tenant, control, options);
  const decision = new ClaimDecision(question);
  const decided = inScope(question.users.enabled, control).map((user) => decision.decide(user));
  const verdict = isEmpty(control, tenant, decided) ? 'notApplicable' : verdictOf(decided);

  const reported = reportGaps(question, openClasses(decided, verdict));
  const gaps = reported.map(({ gap }) => gap);
  const unknowns =
    verdict === 'pass' || verdict === 'notApplicable' ? [] : decidingUnknowns(question, decided);
  const isExhausted = decided.some((one) => one.decision.kind === 'exhausted');
  const benchmark = benchmarkReading(control, tenant);
  const witness = witnessOf(question, reported);

  return {
    control: control.key,
    id: control.id,
    title: control.title,
    verdict,
    reasons: reasonsFor(question, { verdict, gaps, unknowns, isExhausted }),
    benchmark,
    usersInGap:
      tenant.directory.usersRead === 'absent'
        ? null
        : verdict === 'notApplicable'
          ? 0
          : countAccounts(decided),
    gaps: gaps.slice(0, mostGaps),
    gapsOmitted: Math.max(0, gaps.length - mostGaps),
    excepted: exceptedGaps(question, decision),
    witness,
    whatIf: witness === null ? null : whatIfRequest(witness, question.space),
    unknowns,
    findings: findings(question, {
      effective: verdict,
      literal: benchmark.verdict,
      gaps: decided.flatMap((one) => ('gaps' in one.decision ? one.decision.gaps : [])),
      disabledInGap: countAccounts(
        inScope(question.users.disabled, control).map((user) => decision.decide(user)),
      ),
    }),
  };
}

/** Whoever may be one of those that the claim speaks of. */
function inScope(users: readonly UserClass[], { claim }: SignInControl): readonly UserClass[] {
  return claim.users === 'all' ? users : users.filter(({ isAdministrator }) => isAdministrator.length > 0);
}

/** Nobody is in the scope, or no sign-in of it can be told without a licence. */
function isEmpty(
  { claim: { servicePlan } }: SignInControl,
  { licences }: TenantKnowledge,
  decided: readonly DecidedClass[],
): boolean {
  if (decided.length === 0) return true;
  return servicePlan !== undefined && licences !== undefined && !licences.includes(servicePlan);
}

/** One user who surely exists and surely gets through is a fail; the rest must surely be closed for a pass. */
function verdictOf(decided: readonly DecidedClass[]): Verdict {
  if (decided.some(isSurelyOpen)) return 'fail';
  return decided.every(({ decision }) => decision.kind === 'covered') ? 'pass' : 'inconclusive';
}

function isSurelyOpen({ user, decision }: DecidedClass): boolean {
  return user.exists === 'surely' && decision.kind === 'open';
}

/** The gaps to tell of: on a fail the sure ones, else those that there may be. */
function openClasses(decided: readonly DecidedClass[], verdict: Verdict): readonly OpenClass[] {
  if (verdict === 'notApplicable') return [];
  const isCounted = verdict === 'fail';
  return decided
    .filter((one) => !isCounted || isSurelyOpen(one))
    .flatMap(({ user, decision }) => ('gaps' in decision ? [{ user, gaps: decision.gaps, isCounted }] : []));
}

function countAccounts(decided: readonly DecidedClass[]): number {
  return decided.reduce(
    (sum, { user: { origin }, decision }) =>
      sum + (decision.kind === 'open' && origin.kind === 'directory' ? origin.accounts.length : 0),
    0,
  );
}

function witnessOf({ named, space }: Question, [widest]: readonly ReportedGap[]) {
  const user = widest?.users[0];
  return widest === undefined || user === undefined ? null : witnessIn(widest.cube, user, named, space);
}

function exceptedGaps(question: Question, decision: ClaimDecision): readonly ExceptedGap[] {
  const allowed = question.users.enabled.flatMap((user) => decision.allowed(user));
  const byException = Map.groupBy(allowed, ({ allowance }) => allowance.exception);
  return [...byException].flatMap(([exception, classes]) =>
    reportGaps(question, classes).map(({ gap }) => ({ ...gap, exception })),
  );
}
