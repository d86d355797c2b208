import { ConflictError, ForbiddenError, IntegrityError, UnauthenticatedError } from '../../../core/errors.ts';
import { comesIntoForce, isObservable } from '../../../core/remediation/course/observability.ts';
import type { Approval, Remediation } from '../../../core/remediation/course/remediation.ts';
import { idsOfPolicies } from '../../../core/remediation/measure/observed-policies.ts';
import { wasWatchedBefore } from '../../../core/remediation/measure/watched-before.ts';
import type { PolicyChange } from '../../../core/remediation/plan.ts';
import {
  approvalsCountSince,
  expectSignature,
  expectUnused,
  type SignedDecision,
} from '../approval-checks.ts';
import { enforcementHashOf, planHashOf } from '../hashes.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';

/**
 * Holds what is stored of the approvals against the signatures themselves, as nobody but Entra and a person can make
 * them: whoever can write to the storage has approved nothing yet. Throws IntegrityError; TransientError where the keys
 * cannot be read.
 */
export async function expectApproved(hand: RemediationInHand): Promise<void> {
  const { state } = hand.remediation;
  if (state.status !== 'approved' && state.status !== 'enforcementApproved') return;
  try {
    const decision = decisionOf(hand.remediation);
    expectObserved(hand);
    for (const approval of state.approvals) await expectOne(hand, decision, approval);
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    throw new IntegrityError(`An approval that is stored does not stand: ${cause.message}`, { cause });
  }
}

type Decision = Omit<SignedDecision, 'since'>;

function decisionOf({ proposal, planHash, state, writes }: Remediation): Decision {
  const { authenticationContext } = proposal.rules;
  const ofPlan = { hash: planHashOf(proposal), until: proposal.expiresAt, authenticationContext };
  if (state.status !== 'enforcementApproved' || !isObservable(proposal.plan)) return ofPlan;
  const { enforcement } = state;
  const isOfThis =
    enforcement !== null &&
    enforcement.remediationId === proposal.remediationId &&
    enforcement.tenantId === proposal.tenantId &&
    enforcement.planHash === planHash &&
    enforcement.policyIds.join() === idsOfPolicies({ proposal, writes }).join();
  if (!isOfThis) throw new ConflictError('What was approved to be enforced is something else.');
  return { hash: enforcementHashOf(enforcement), until: null, authenticationContext };
}

/**
 * What the sign-in log tells of only since the plan was applied was observed for as many days as the rules say, by the
 * writer's own clock: it began to be carried out when the writer first kept the hash of its approval, which nobody else can.
 */
function expectObserved({ remediation: { proposal, state }, journal, heads }: RemediationInHand): void {
  if (state.status !== 'enforcementApproved' || !isObservable(proposal.plan)) return;
  if (!proposal.plan.policies.some(isNewlyWatched)) return;
  const begun = journal.find(({ event }) => event.kind === 'applicationApproved')?.sequence;
  const keptAt = heads.find(({ sequence }) => sequence === begun)?.keptAt ?? '';
  const { observationDays } = proposal.rules;
  const earliest = Date.parse(keptAt) + observationDays * 86_400_000;
  if (state.approvals.every(({ at }) => Date.parse(at) >= earliest)) return;
  throw new ConflictError(
    `It was not observed for ${observationDays} days when it was approved to be enforced.`,
  );
}

function isNewlyWatched(change: PolicyChange): boolean {
  return comesIntoForce(change) && !wasWatchedBefore(change);
}

async function expectOne(hand: RemediationInHand, decision: Decision, approval: Approval): Promise<void> {
  const { journal, dependencies } = hand;
  const at = journal.findIndex(
    ({ event }) => 'approval' in event && event.approval.idToken === approval.idToken,
  );
  const before = journal.slice(0, Math.max(at, 0));
  const since = approvalsCountSince(before);
  if (at === -1 || since === undefined) throw new ConflictError('The journal does not know it.');
  expectUnused(approval.idToken, journal.slice(at + 1));
  const token = await dependencies.approvalVerifier.verify(approval.idToken);
  expectSignature({ ...decision, since }, approval, token);
}

function isRefusal(error: unknown): error is Error {
  return (
    error instanceof ConflictError || error instanceof ForbiddenError || error instanceof UnauthenticatedError
  );
}
