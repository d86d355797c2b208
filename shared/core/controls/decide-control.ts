import { namedPrincipals } from '../conditional-access/named-principals.ts';
import type { Policy } from '../conditional-access/policy.ts';
import { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import { type UserClasses, userClasses } from '../conditional-access/user-classes.ts';
import { allowances } from '../exceptions/allowed-regions.ts';
import type { ControlException } from '../exceptions/exception.ts';
import type { Cube } from '../prover/cube.ts';
import { effortOf } from '../prover/three-values.ts';
import { benchmarkReading } from './benchmark-reading.ts';
import { type AllowedClass, ClaimDecision, type DecidedClass } from './claim-decision.ts';
import type { Control } from './control.ts';
import type { ControlResult, ExceptedGap, Verdict } from './control-result.ts';
import { decidingUnknowns } from './deciding-unknowns.ts';
import { findings } from './findings.ts';
import { type OpenClass, type ReportedGap, reportGaps } from './gap-report.ts';
import { reasonsFor } from './reasons.ts';
import { type Candidate, candidates, protections } from './sufficient-boxes.ts';
import { whatIfRequest } from './what-if.ts';
import { witnessIn } from './witness.ts';

const mostGaps = 100;

export interface DecideOptions {
  /** Those that have not expired. */
  readonly exceptions: readonly ControlException[];
  readonly emergencyAccess: readonly string[];
  /** Steps that the decision may take, for all users together. */
  readonly budget: number;
}

/** Decides one control over all policies together, and says why. */
export function decideControl(
  control: Control,
  tenant: TenantKnowledge,
  options: DecideOptions,
): ControlResult {
  const ids = new Set(
    [control.key, control.id, ...control.crosswalk.map(({ id }) => id)].map((id) => id.toLowerCase()),
  );
  const exceptions = options.exceptions.filter(({ controls }) =>
    controls.some((id) => ids.has(id.trim().toLowerCase())),
  );
  const named = namedPrincipals(tenant.policies, exceptions, options.emergencyAccess);
  const space = new SignInSpace(
    namedApplications(tenant.policies, exceptions),
    tenant.namedLocations,
    named.guestTenants,
  );
  const scope = control.claim.scope(space);
  const candidatePolicies = candidates(tenant, control, space);
  const protecting = protections(tenant, control.claim, candidatePolicies, space);
  const allowed = allowances(exceptions, options.emergencyAccess, tenant.directory, space);
  const users = userClasses(tenant, named, exceptions, space);

  const decision = new ClaimDecision(space, scope, protecting, allowed, effortOf(options.budget));
  const decided = users.enabled.map((user) => decision.decide(user));
  const verdict = verdictOf(decided);
  const reported = reportGaps(openClasses(decided, verdict), scope, candidatePolicies, tenant, space);
  const gaps = reported.map(({ gap }) => gap);
  const unknowns = verdict === 'pass' ? [] : decidingUnknowns(decided, space, tenant);
  const benchmark = benchmarkReading(control.criteria, tenant);
  const [widest] = reported;
  const witness = widest === undefined ? null : witnessOf(widest, named, space);

  return {
    control: control.key,
    id: control.id,
    title: control.title,
    verdict,
    reasons: reasonsFor(
      verdict,
      gaps,
      unknowns,
      candidatePolicies,
      users.enabled,
      allowed.length > 0,
      decided.some((one) => one.decision.kind === 'exhausted') ? options.budget : undefined,
    ),
    benchmark,
    usersInGap: tenant.directory.usersRead === 'absent' ? null : countAccounts(decided),
    gaps: gaps.slice(0, mostGaps),
    gapsOmitted: Math.max(0, gaps.length - mostGaps),
    excepted: exceptedGaps(users, decision, scope, candidatePolicies, tenant, space),
    witness,
    whatIf:
      witness === null
        ? null
        : whatIfRequest(witness, new Set(space.resource.labels.filter((label) => label !== null))),
    unknowns,
    findings: findings({
      tenant,
      space,
      scope,
      candidates: candidatePolicies,
      protections: protecting,
      users: users.enabled,
      gaps: decided.flatMap((one) => ('gaps' in one.decision ? one.decision.gaps : [])),
      emergencyAccess: options.emergencyAccess,
      effective: verdict,
      literal: benchmark.verdict,
      disabledInGap: countAccounts(users.disabled.map((user) => decision.decide(user))),
    }),
  };
}

/** One user who surely exists and surely gets through is a fail; the rest must surely be closed for a pass. */
function verdictOf(decided: readonly DecidedClass[]): Verdict {
  if (decided.some(({ user, decision }) => user.exists === 'surely' && decision.kind === 'open'))
    return 'fail';
  return decided.every(({ decision }) => decision.kind === 'covered') ? 'pass' : 'inconclusive';
}

/** The gaps to tell of: on a fail the sure ones, else those that there may be. */
function openClasses(decided: readonly DecidedClass[], verdict: Verdict): readonly OpenClass[] {
  return decided.flatMap(({ user, decision }) => {
    const isTold =
      verdict === 'fail'
        ? decision.kind === 'open' && user.exists === 'surely'
        : decision.kind === 'open' || decision.kind === 'undecided';
    return isTold && 'gaps' in decision ? [{ user, gaps: decision.gaps, isCounted: verdict === 'fail' }] : [];
  });
}

function countAccounts(decided: readonly DecidedClass[]): number {
  return decided.reduce(
    (sum, { user: { origin }, decision }) =>
      sum + (decision.kind === 'open' && origin.kind === 'directory' ? origin.accounts.length : 0),
    0,
  );
}

function witnessOf({ users, cube }: ReportedGap, named: Parameters<typeof witnessIn>[2], space: SignInSpace) {
  const [user] = users;
  return user === undefined ? null : witnessIn(cube, user, named, space);
}

function exceptedGaps(
  users: UserClasses,
  decision: ClaimDecision,
  scope: Cube,
  candidatePolicies: readonly Candidate[],
  tenant: TenantKnowledge,
  space: SignInSpace,
): readonly ExceptedGap[] {
  const byException = Map.groupBy(
    users.enabled.flatMap((user) => decision.allowed(user)),
    ({ allowance }: AllowedClass) => allowance.exception,
  );
  return [...byException].flatMap(([exception, classes]) =>
    reportGaps(classes, scope, candidatePolicies, tenant, space).map(({ gap }) => ({ ...gap, exception })),
  );
}

/** Every app id and suite that policies or exceptions name, in lower case. */
function namedApplications(
  policies: readonly Policy[],
  exceptions: readonly ControlException[],
): readonly string[] {
  const conditions = policies.flatMap((policy) =>
    policy.kind === 'understood' && policy.applications.kind === 'understood' ? [policy.applications] : [],
  );
  const ids = [
    ...conditions.flatMap(({ include, exclude }) => [...include, ...exclude]),
    ...exceptions.flatMap(({ resources }) => resources ?? []),
  ];
  return ids.map((id) => id.toLowerCase());
}
