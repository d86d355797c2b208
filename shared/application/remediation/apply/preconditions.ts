import { TransientError } from '../../../core/errors.ts';
import { type Binding, isUnread } from '../../../core/remediation/course/binding.ts';
import { bindingChanges } from '../../../core/remediation/course/binding-changes.ts';
import { bindingsOf } from '../../../core/remediation/course/bindings-of.ts';
import { driftOf, presentPolicy } from '../../../core/remediation/course/drift.ts';
import { isObservable } from '../../../core/remediation/course/observability.ts';
import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import { tenantInForce, tenantWithout } from '../../../core/remediation/course/tenant-views.ts';
import { guardProblems } from '../../../core/remediation/course/write-guards.ts';
import { includesName } from '../../../core/remediation/wire-members.ts';
import { neverInForce } from './back-in-force.ts';
import { fail, supersede } from './endings.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import type { TenantNow } from './tenant-now.ts';
import { weakerRules } from './weaker-rules.ts';

const longestShownLateMilliseconds = 15 * 60_000;
const lookAgainSeconds = 60;

/**
 * Everything that the approvals rest on, looked at again: what has changed supersedes, and what must never be written
 * fails. Nothing is written before this goes on.
 */
export async function expectAsApproved(hand: RemediationInHand, tenant: TenantNow): Promise<Outcome> {
  if (isShownLate(hand, tenant)) return hand.lookAgain(lookAgainSeconds);
  const changes = [...changedBindings(hand, tenant), ...changedWrites(hand, tenant)];
  if (changes.length > 0) return supersede(hand, changes);
  const { remediation, dependencies } = hand;
  const weaker = weakerRules(remediation.proposal, dependencies.rules);
  if (weaker.length > 0) return supersede(hand, weaker);
  const problems = guardProblems(tenantWithout(tenant.snapshot, remediation), {
    remediation,
    emergencyAccess: dependencies.emergencyAccess,
  });
  if (problems.length > 0) return fail(hand, problems);
  const unobserved = await neverInForce(hand);
  if (unobserved.length > 0) return fail(hand, unobserved);
  const otherProof = proofProblem(hand, tenant);
  return otherProof === undefined ? 'goesOn' : supersede(hand, [otherProof]);
}

function changedBindings(
  { remediation, dependencies }: RemediationInHand,
  tenant: TenantNow,
): readonly string[] {
  const { plan, restsOn } = remediation.proposal;
  const { emergencyAccess } = dependencies;
  const before = tenantWithout(tenant.snapshot, remediation);
  const now = bindingsOf(before, { plan, emergencyAccess, exceptions: tenant.exceptions });
  const counts = bindingsThatCount(remediation, emergencyAccess);
  const changes = bindingChanges(restsOn.filter(counts), now.filter(counts));
  if (changes.length > 0 && now.some((one) => counts(one) && isUnread(one) && wasRead(restsOn, one))) {
    throw new TransientError(`What the plan rests on could not be read whole: ${changes.join(' ')}`);
  }
  return changes;
}

/**
 * While a policy is observed, people are put into excluded groups and excepted on purpose. Whether that opens anything
 * is for the proof to say, which asks nothing of emergency access.
 */
function bindingsThatCount(
  { state, proposal }: RemediationInHand['remediation'],
  emergencyAccess: readonly string[],
): (binding: Binding) => boolean {
  if (state.status !== 'enforcementApproved' || !isObservable(proposal.plan)) return () => true;
  return ({ kind, id, fingerprint }) =>
    kind === 'groupMembers' ? includesName(emergencyAccess, id) : fingerprint !== 'excepted';
}

function wasRead(then: readonly Binding[], { kind, id }: Binding): boolean {
  return then.some((one) => one.kind === kind && one.id === id && !isUnread(one));
}

/** Graph may still list a policy as it was before a write that another reading has shown already. */
function isShownLate(hand: RemediationInHand, { snapshot }: TenantNow): boolean {
  const { remediation } = hand;
  return remediation.writes.some(({ progress, policyId, saved, at }) => {
    const isYoung = Date.parse(hand.now()) - Date.parse(at) < longestShownLateMilliseconds;
    if (progress !== 'written' || policyId === null || !isYoung) return false;
    const listed = presentPolicy(snapshot, policyId);
    return saved === null ? listed === undefined : policyDifferences(saved, listed).length === 0;
  });
}

/** What was written must stand as it was written. Its name matters to nobody. */
function changedWrites({ remediation }: RemediationInHand, { snapshot }: TenantNow): readonly string[] {
  const drifts = driftOf(snapshot, remediation).filter(
    ({ kind }) => kind !== 'unchanged' && kind !== 'renamed',
  );
  const unread = drifts.find(({ kind }) => kind === 'unread');
  if (unread !== undefined) {
    throw new TransientError(`The policy "${unread.policy.displayName}" could not be read.`);
  }
  return drifts.map(
    ({ kind, policy }) =>
      `The policy "${policy.displayName}" was ${kind === 'deleted' ? 'deleted' : 'changed'} since it was written.`,
  );
}

/** Other changes of the tenant may be harmless: that is what the prover says of it now. */
function proofProblem(hand: RemediationInHand, { snapshot, options }: TenantNow): string | undefined {
  const { plan } = hand.remediation.proposal;
  const after = tenantInForce(snapshot, hand.remediation);
  const result = hand.dependencies.judgeTenant(after, options).controls[0];
  const { verdict, usersInGap } = plan.after;
  if (result?.verdict === verdict && result.usersInGap === usersInGap) return undefined;
  const outcome = (verdictNow: string | undefined, users: number | null | undefined) =>
    `${verdictNow ?? 'undecided'} with ${users ?? 'an unknown number of'} users in the gap`;
  return `The plan was approved to end with ${outcome(verdict, usersInGap)}, and would end now with ${outcome(result?.verdict, result?.usersInGap)}.`;
}
