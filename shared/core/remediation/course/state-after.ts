import { expectApprovals } from './approval-rules.ts';
import type { RemediationEvent } from './events.ts';
import type { Approval, Remediation, RemediationState, RemediationStatus } from './remediation.ts';

/** The state that the event leads to, `to` by the table. Throws where approvals are not what the rules ask for. */
export function stateAfter(
  remediation: Remediation,
  event: RemediationEvent,
  to: RemediationStatus,
  at: string,
): RemediationState {
  const { state } = remediation;
  const approvals = approvalsAfter(remediation, event);
  const since = to === state.status ? state.at : at;
  switch (to) {
    case 'proposed':
    case 'approved':
    case 'observing':
      return { status: to, at: since, approvals };
    case 'enforcementApproved': {
      if (event.kind !== 'enforcementApproved') return state;
      const { enforcementHash, enforcement, acknowledged } = event;
      return { status: to, at, approvals, enforcementHash, enforcement, acknowledged };
    }
    case 'appliedInReportOnly':
    case 'enforced':
    case 'verified':
      return { status: to, at: since };
    case 'rejected':
    case 'expired':
    case 'superseded':
    case 'failed':
    case 'rolledBack':
      return { status: to, at, reasons: reasonsOf(event) };
  }
}

/** Of the decision that is open or was made last; one that is voided begins anew. */
function approvalsAfter(remediation: Remediation, event: RemediationEvent): readonly Approval[] {
  const { state } = remediation;
  if (event.kind === 'approvalsVoided' || event.kind === 'observationBegun') return [];
  const earlier = 'approvals' in state ? state.approvals : [];
  if (!('approval' in event)) return earlier;
  const approvals = [...earlier, event.approval];
  expectApprovals(remediation, event, approvals);
  return approvals;
}

function reasonsOf(event: RemediationEvent): readonly string[] {
  if ('reasons' in event) return event.reasons;
  if ('why' in event) return [event.why];
  return 'reason' in event ? [event.reason] : [];
}
