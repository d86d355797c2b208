import { isObservable } from '../../../core/remediation/course/observability.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';

/** An approval is used in time or not at all: to enforce, it takes a new one; otherwise a new proposal. */
export async function expireApproval(hand: RemediationInHand): Promise<Outcome> {
  const { state, proposal } = hand.remediation;
  const { approvalHours } = proposal.rules;
  if (state.status === 'enforcementApproved' && isObservable(proposal.plan)) {
    // Each approval's own time is held against its token; that of the state is written by whoever writes the journal.
    const first = Math.min(...state.approvals.map(({ at }) => Date.parse(at)));
    const end = first + approvalHours * 3_600_000;
    // A time that is none is for whoever verifies the approval.
    if (!(Date.parse(hand.now()) >= end)) return 'goesOn';
    const until = new Date(end).toISOString();
    const why = `It was not enforced until ${until}, ${approvalHours} hours after it was first approved. Approve it again.`;
    await hand.record({ kind: 'approvalsVoided', why });
    return 'ends';
  }
  if (hand.now() < proposal.expiresAt) return 'goesOn';
  const why = `It was not carried out until ${proposal.expiresAt}. Propose it anew.`;
  await hand.record({ kind: 'expired', why });
  return 'ends';
}
