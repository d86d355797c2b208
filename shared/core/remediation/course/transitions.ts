import type { RemediationEventKind } from './events.ts';
import type { RemediationStatus } from './remediation.ts';

type Row = Partial<Record<RemediationEventKind, RemediationStatus>>;

/** The way back, or out, of a remediation for which something may have been written. */
const ends = {
  rejected: 'rejected',
  superseded: 'superseded',
  failed: 'failed',
  rolledBack: 'rolledBack',
} as const;

/** Every state, what may happen in it, and what follows. What is not here is refused. */
export const transitions = {
  proposed: {
    approvalGiven: 'proposed',
    applicationApproved: 'approved',
    /** Of a plan that has nothing to observe. */
    enforcementApproved: 'enforcementApproved',
    rejected: 'rejected',
    expired: 'expired',
    superseded: 'superseded',
  },
  approved: {
    writeIntended: 'approved',
    written: 'approved',
    writeRefused: 'approved',
    writeReturned: 'approved',
    withheld: 'approved',
    noticed: 'approved',
    appliedInReportOnly: 'appliedInReportOnly',
    expired: 'expired',
    ...ends,
  },
  appliedInReportOnly: {
    observationBegun: 'observing',
    noticed: 'appliedInReportOnly',
    ...ends,
  },
  observing: {
    approvalGiven: 'observing',
    approvalsVoided: 'observing',
    noticed: 'observing',
    enforcementApproved: 'enforcementApproved',
    ...ends,
  },
  enforcementApproved: {
    writeIntended: 'enforcementApproved',
    written: 'enforcementApproved',
    writeRefused: 'enforcementApproved',
    writeReturned: 'enforcementApproved',
    withheld: 'enforcementApproved',
    noticed: 'enforcementApproved',
    /** Back to looking: of a plan that was observed. */
    approvalsVoided: 'observing',
    /** Of one that was not. */
    expired: 'expired',
    enforced: 'enforced',
    ...ends,
  },
  enforced: {
    noticed: 'enforced',
    verified: 'verified',
    /** By another remediation, which took back what this one wrote. */
    rolledBack: 'rolledBack',
  },
  verified: { noticed: 'verified', rolledBack: 'rolledBack' },
  rejected: {},
  expired: {},
  superseded: {},
  failed: {},
  rolledBack: {},
} as const satisfies Record<RemediationStatus, Row>;

/** What may happen in a state, by type. */
export type EventIn<Status extends RemediationStatus> = keyof (typeof transitions)[Status] &
  RemediationEventKind;
