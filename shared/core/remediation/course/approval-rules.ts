import { ConflictError, ForbiddenError } from '../../errors.ts';
import type { RemediationEvent } from './events.ts';
import type { Proposal } from './proposal.ts';
import type { Approval, RemediationState } from './remediation.ts';

type ApprovalEvent = Extract<RemediationEvent, { approval: Approval }>;

/**
 * Holds an approval against the rules of its proposal: not the requester's, each person's once, all of the same hash,
 * and as many as are asked for before a decision stands. Throws ForbiddenError and ConflictError.
 */
export function expectApprovals(
  { requestedBy, rules }: Proposal,
  state: RemediationState,
  event: ApprovalEvent,
  approvals: readonly Approval[],
): void {
  const { by, signedHash } = event.approval;
  if (requestedBy.kind === 'person' && requestedBy.objectId === by.objectId) {
    throw new ForbiddenError('You asked for this remediation. It takes another person to approve it.');
  }
  if (approvals.filter((one) => one.by.objectId === by.objectId).length > 1) {
    throw new ConflictError('You have approved this already. It takes another person besides you.');
  }
  if (approvals.some((one) => one.signedHash !== signedHash)) {
    throw new ConflictError('The approvals before are of something else: read it again.');
  }
  const isEnough = approvals.length >= rules.approvals;
  if (isEnough === (event.kind === 'approvalGiven')) {
    throw new ConflictError(
      `${approvals.length} of ${rules.approvals} approvals, while it is ${state.status}.`,
    );
  }
}
