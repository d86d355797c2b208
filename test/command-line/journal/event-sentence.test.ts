import { describe, expect, it } from 'vitest';
import { eventSentence } from '../../../shared/command-line/journal/event-sentence.ts';
import type { RemediationEvent } from '../../../shared/core/remediation/course/events.ts';
import { exampleEvents, exampleProposal } from '../../application/remediation/remediation-examples.ts';

const policy = '50000000-0000-4000-8000-000000000001';
const proposedBy = (requestedBy: ReturnType<typeof exampleProposal>['requestedBy']): RemediationEvent => ({
  ...exampleEvents.proposed,
  kind: 'proposed',
  planHash: 'sha256:0',
  proposal: exampleProposal(1, { title: 'No gap', requestedBy }),
});

describe('the sentence about an event', () => {
  it.each<[RemediationEvent, string]>([
    [proposedBy({ kind: 'scan', scanId: 's1' }), 'Proposed by scan s1: No gap'],
    [proposedBy({ kind: 'pipeline', name: 'weekly' }), 'Proposed by the pipeline weekly: No gap'],
    [exampleEvents.approvalGiven, 'One of several approvals, signed by Bo: Reviewed with the owners'],
    [
      exampleEvents.enforcementApproved,
      'Approved to be enforced, signed by Bo: Reviewed with the owners, knowing that it hurts one person',
    ],
    [exampleEvents.written, `Wrote change 1 (report-only) to policy ${policy}`],
    [exampleEvents.writeRefused, 'Graph refused change 1 (report-only): HTTP 403 Forbidden'],
    [
      exampleEvents.writeReturned,
      `Took back what was written, change 1 (report-only) to policy ${policy}: What was read back is not what was sent.`,
    ],
    [exampleEvents.withheld, 'Kept back change 1 (report-only): this is a dry run'],
    [exampleEvents.appliedInReportOnly, 'Applied in report-only'],
    [exampleEvents.approvalsVoided, 'The approvals count no longer: One more person is hurt.'],
    [exampleEvents.enforced, 'Enforced'],
    [exampleEvents.noticed, 'Somebody changed the policy.'],
    [exampleEvents.expired, 'Expired: Nobody approved it in time.'],
    [exampleEvents.superseded, 'Superseded: The control passes already.'],
    [exampleEvents.failed, 'Failed: Graph refuses the policy.'],
    [exampleEvents.rolledBack, 'Rolled back: Asked for by Bo.'],
  ])('%# says what happened', (event, sentence) => {
    expect(eventSentence(event)).toBe(sentence);
  });
});
