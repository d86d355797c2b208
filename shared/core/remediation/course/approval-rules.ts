import { listText } from '../../controls/list-text.ts';
import { ConflictError, ForbiddenError } from '../../errors.ts';
import type { RemediationEvent } from './events.ts';
import { isObservable } from './observability.ts';
import type { Proposal } from './proposal.ts';
import type { Approval, Remediation } from './remediation.ts';

type ApprovalEvent = Extract<RemediationEvent, { approval: Approval }>;
type EnforcementEvent = Extract<RemediationEvent, { kind: 'enforcementApproved' }>;

/** How many different people must approve each decision: what no person asked for takes two at least. */
export function approvalsNeeded({ requestedBy, rules }: Pick<Proposal, 'requestedBy' | 'rules'>): number {
  return Math.max(rules.approvals, requestedBy.kind === 'person' ? 1 : 2);
}

/**
 * Holds an approval against the rules of its proposal: not the requester's, each person's once, all of the hash that
 * is decided on, and as many as are needed before a decision stands. `approvals`: this one, and those before it of the
 * same decision. Throws ForbiddenError and ConflictError.
 */
export function expectApprovals(
  remediation: Remediation,
  event: ApprovalEvent,
  approvals: readonly Approval[],
): void {
  expectSomebodyElse(remediation.proposal, event.approval, approvals);
  expectDecision(remediation, event);
  if (approvals.some(({ signedHash }) => signedHash !== event.approval.signedHash)) {
    throw new ConflictError('The approvals before are of something else: read it again.');
  }
  const needed = approvalsNeeded(remediation.proposal);
  if (approvals.length >= needed === (event.kind === 'approvalGiven')) {
    throw new ConflictError(`${approvals.length} of ${needed} approvals were given.`);
  }
}

function expectSomebodyElse(
  { requestedBy }: Proposal,
  { by }: Approval,
  approvals: readonly Approval[],
): void {
  const isSame = (objectId: string) => objectId.toLowerCase() === by.objectId.toLowerCase();
  if (requestedBy.kind === 'person' && isSame(requestedBy.objectId)) {
    throw new ForbiddenError('You asked for this remediation. It takes another person to approve it.');
  }
  if (approvals.filter((one) => isSame(one.by.objectId)).length > 1) {
    throw new ConflictError('You have approved this already. It takes another person besides you.');
  }
}

/** Of a proposal its plan is approved, once and before it expires; of what was observed the enforcement. */
function expectDecision({ proposal, planHash, state }: Remediation, event: ApprovalEvent): void {
  const { signedHash, at } = event.approval;
  if (state.status === 'proposed') {
    if (signedHash !== planHash) throw new ConflictError('What was signed is not this plan: read it again.');
    if (at > proposal.expiresAt)
      throw new ConflictError('The time to approve it has passed: propose it anew.');
    expectKindOfPlan(proposal, event);
  } else if (signedHash === planHash) {
    throw new ConflictError('The plan is approved already: what is approved now is that it is enforced.');
  }
  if (event.kind === 'enforcementApproved') expectEnforcement({ proposal, planHash, state }, event);
}

/** What was observed is enforced by its own proposal, and each person who is hurt by it is acknowledged. */
function expectEnforcement(
  { proposal, planHash, state }: Pick<Remediation, 'proposal' | 'planHash' | 'state'>,
  { approval, enforcementHash, enforcement, acknowledged }: EnforcementEvent,
): void {
  const isOfThis =
    state.status === 'proposed'
      ? enforcement === null
      : enforcement?.planHash === planHash &&
        enforcement.remediationId === proposal.remediationId &&
        enforcement.tenantId === proposal.tenantId;
  if (!isOfThis || enforcementHash !== approval.signedHash) {
    throw new ConflictError('What was signed is not the enforcement that is approved: read it again.');
  }
  const missing = enforcement?.acknowledges.filter(({ userId }) => !acknowledged.includes(userId)) ?? [];
  if (missing.length > 0) {
    const names = listText(missing.map(({ userPrincipalName }) => userPrincipalName));
    throw new ConflictError(`${names} would be hurt, and must be acknowledged by name.`);
  }
}

function expectKindOfPlan({ plan }: Proposal, { kind }: ApprovalEvent): void {
  if (kind === 'applicationApproved' && !isObservable(plan)) {
    throw new ConflictError('This plan has nothing to observe: its one approval is that of its enforcement.');
  }
  if (kind === 'enforcementApproved' && isObservable(plan)) {
    throw new ConflictError('This plan is applied in report-only and observed before it is enforced.');
  }
}
