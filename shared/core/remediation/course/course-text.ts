import type { RemediationEventKind } from './events.ts';
import type { RemediationStatus } from './remediation.ts';

/** Why an event cannot happen in that state. */
export function refusalText(status: RemediationStatus, event: RemediationEventKind): string {
  return `This remediation is ${statusText[status]}: ${eventText[event]} no more.`;
}

/** Reads on after "it is". */
export const statusText: Readonly<Record<RemediationStatus, string>> = {
  proposed: 'proposed',
  approved: 'approved',
  appliedInReportOnly: 'applied in report-only',
  observing: 'being observed',
  enforcementApproved: 'approved to be enforced',
  enforced: 'enforced',
  verified: 'verified',
  rejected: 'rejected',
  expired: 'expired',
  superseded: 'superseded',
  failed: 'failed',
  rolledBack: 'rolled back',
};

const eventText: Readonly<Record<RemediationEventKind, string>> = {
  proposed: 'it is proposed',
  approvalGiven: 'it is approved',
  applicationApproved: 'it is approved',
  enforcementApproved: 'its enforcement is approved',
  writeIntended: 'it is written',
  written: 'it is written',
  writeRefused: 'a write is refused',
  writeReturned: 'what was written is taken back',
  withheld: 'it is withheld',
  appliedInReportOnly: 'it is applied',
  observationBegun: 'it is observed',
  approvalsVoided: 'its approvals are voided',
  enforced: 'it is enforced',
  verified: 'it is verified',
  noticed: 'something is noticed of it',
  rejected: 'it is rejected',
  expired: 'it expires',
  superseded: 'it is superseded',
  failed: 'it fails',
  rolledBack: 'it is rolled back',
};
