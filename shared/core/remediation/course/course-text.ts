import type { RemediationEventKind } from './events.ts';
import type { RemediationStatus } from './remediation.ts';

/** Why an event cannot happen in that state. */
export function refusalText(status: RemediationStatus, event: RemediationEventKind): string {
  return `This remediation is ${statusText[status]}: it cannot ${eventText[event]} now.`;
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

/** Reads on after "it cannot". */
const eventText: Readonly<Record<RemediationEventKind, string>> = {
  proposed: 'be proposed',
  approvalGiven: 'be approved',
  applicationApproved: 'be approved',
  enforcementApproved: 'be approved to be enforced',
  writeIntended: 'be written',
  written: 'be written',
  writeRefused: 'have a write refused',
  writeReturned: 'have taken back what was written',
  withheld: 'be withheld',
  appliedInReportOnly: 'be applied',
  observationBegun: 'be observed',
  approvalsVoided: 'have its approvals voided',
  enforced: 'be enforced',
  verified: 'be verified',
  noticed: 'have something noticed of it',
  rejected: 'be rejected',
  expired: 'expire',
  superseded: 'be superseded',
  failed: 'fail',
  rolledBack: 'be rolled back',
};
