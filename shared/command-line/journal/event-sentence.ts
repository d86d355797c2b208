import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import type { Requester } from '../../core/remediation/course/proposal.ts';
import type { Approval } from '../../core/remediation/course/remediation.ts';
import type { Stage } from '../../core/remediation/plan.ts';

/** What happened, for people to read. */
export function eventSentence(event: RemediationEvent): string {
  switch (event.kind) {
    case 'proposed':
      return `Proposed ${byRequester(event.proposal.requestedBy)}: ${event.proposal.title}`;
    case 'approvalGiven':
      return `One of several approvals, ${by(event.approval)}`;
    case 'applicationApproved':
      return `Approved to be applied in report-only, ${by(event.approval)}`;
    case 'enforcementApproved':
      return `Approved to be enforced, ${by(event.approval)}${knowingly(event.acknowledged)}`;
    case 'writeIntended':
      return `About to write ${writeText(event.write)}`;
    case 'written':
      return `Wrote ${writeText(event.write)}`;
    case 'writeRefused':
      return `Graph refused ${writeText(event.write)}: ${event.why}`;
    case 'writeReturned':
      return `Took back what was written, ${writeText(event.write)}: ${event.why}`;
    case 'withheld':
      return `Kept back ${changeText(event.withheld)}: ${withheldText[event.withheld.why]}`;
    case 'appliedInReportOnly':
      return 'Applied in report-only';
    case 'observationBegun':
      return `Observed from here on, as scan ${event.scanId} saw the policies`;
    case 'approvalsVoided':
      return `The approvals count no longer: ${event.why}`;
    case 'enforced':
      return 'Enforced';
    case 'verified':
      return `Verified by scan ${event.scanId}: ${event.checks.join(' ')}`;
    case 'noticed':
      return event.text;
    case 'rejected':
      return `Rejected by ${event.by.name}: ${event.reason}`;
    case 'expired':
      return `Expired: ${event.why}`;
    case 'superseded':
    case 'failed':
    case 'rolledBack':
      return `${endText[event.kind]}: ${event.reasons.join(' ')}`;
  }
}

const endText = { superseded: 'Superseded', failed: 'Failed', rolledBack: 'Rolled back' } as const;
const withheldText = { dryRun: 'this is a dry run', external: 'it is brought in from outside' } as const;
const stageText: Record<Stage['name'], string> = { reportOnly: 'report-only', enforced: 'in force' };

function byRequester(requester: Requester): string {
  switch (requester.kind) {
    case 'person':
      return `by ${requester.name}`;
    case 'scan':
      return `by scan ${requester.scanId}`;
    case 'pipeline':
      return `by the pipeline ${requester.name}`;
  }
}

function by({ by: person, reason }: Approval): string {
  return `signed by ${person.name}: ${reason}`;
}

function knowingly(acknowledged: readonly string[]): string {
  const count = acknowledged.length;
  if (count === 0) return '';
  return `, knowing that it hurts ${count === 1 ? 'one person' : `${count} people`}`;
}

function changeText({ change, stage }: { readonly change: number; readonly stage: Stage['name'] }): string {
  return `change ${change + 1} (${stageText[stage]})`;
}

function writeText(write: {
  readonly change: number;
  readonly stage: Stage['name'];
  readonly policyId: string | null;
}): string {
  return write.policyId === null ? changeText(write) : `${changeText(write)} to policy ${write.policyId}`;
}
