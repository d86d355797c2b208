import { describe, expect, test } from 'vitest';
import { ConflictError } from '../../../../shared/core/errors.ts';
import { isEnded } from '../../../../shared/core/remediation/course/course.ts';
import type {
  RemediationEvent,
  RemediationEventKind,
} from '../../../../shared/core/remediation/course/events.ts';
import type {
  Remediation,
  RemediationStatus,
} from '../../../../shared/core/remediation/course/remediation.ts';
import {
  approvalBy,
  createPlan,
  creation,
  following,
  inForcePlan,
  intended,
  isCreated,
  proposalOf,
  proposed,
  switchOn,
  written,
} from './courses.ts';
import { courses, eventsIn, kinds, statuses } from './every-state.ts';

/** What is written of each state: what may happen in it, and where it leads. Everything else is refused. */
const table: Record<RemediationStatus, Partial<Record<RemediationEventKind, RemediationStatus>>> = {
  proposed: {
    approvalGiven: 'proposed',
    applicationApproved: 'approved',
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
    rejected: 'rejected',
    expired: 'expired',
    superseded: 'superseded',
    failed: 'failed',
    rolledBack: 'rolledBack',
  },
  appliedInReportOnly: {
    observationBegun: 'observing',
    noticed: 'appliedInReportOnly',
    rejected: 'rejected',
    superseded: 'superseded',
    failed: 'failed',
    rolledBack: 'rolledBack',
  },
  observing: {
    approvalGiven: 'observing',
    approvalsVoided: 'observing',
    noticed: 'observing',
    enforcementApproved: 'enforcementApproved',
    rejected: 'rejected',
    superseded: 'superseded',
    failed: 'failed',
    rolledBack: 'rolledBack',
  },
  enforcementApproved: {
    writeIntended: 'enforcementApproved',
    written: 'enforcementApproved',
    writeRefused: 'enforcementApproved',
    writeReturned: 'enforcementApproved',
    withheld: 'enforcementApproved',
    noticed: 'enforcementApproved',
    approvalsVoided: 'observing',
    enforced: 'enforced',
    rejected: 'rejected',
    expired: 'expired',
    superseded: 'superseded',
    failed: 'failed',
    rolledBack: 'rolledBack',
  },
  enforced: { noticed: 'enforced', verified: 'verified', rolledBack: 'rolledBack' },
  verified: { noticed: 'verified', rolledBack: 'rolledBack' },
  rejected: {},
  expired: {},
  superseded: {},
  failed: {},
  rolledBack: {},
};

/** What has to happen in the state before, for the event to keep the rules of approvals and writes. */
const before: Partial<Record<`${RemediationStatus} ${RemediationEventKind}`, readonly RemediationEvent[]>> = {
  'approved written': [intended(creation)],
  'approved writeRefused': [intended(creation)],
  'approved writeReturned': [intended(creation)],
  'approved appliedInReportOnly': [intended(creation), written(isCreated)],
  'enforcementApproved written': [intended(switchOn)],
  'enforcementApproved writeRefused': [intended(switchOn)],
  'enforcementApproved writeReturned': [intended(switchOn)],
  'enforcementApproved enforced': [intended(switchOn), written(switchOn)],
};

/** The remediation in that state, in which an event of that kind keeps the rules of approvals and writes. */
function readyFor(kind: RemediationEventKind, status: RemediationStatus): Remediation {
  const plan = status === 'proposed' && kind === 'enforcementApproved' ? inForcePlan : createPlan;
  const approvals = kind === 'approvalGiven' ? 2 : 1;
  const events = approvals === 2 ? twice(courses[status]) : courses[status];
  const rules = { ...proposalOf(plan).rules, approvals };
  const more = before[`${status} ${kind}`] ?? [];
  return following(proposed(plan, { rules }), [...events, ...more]);
}

/** The same course where each decision takes two people. */
function twice(events: readonly RemediationEvent[]): readonly RemediationEvent[] {
  return events.flatMap<RemediationEvent>((event) =>
    event.kind === 'applicationApproved' || event.kind === 'enforcementApproved'
      ? [{ kind: 'approvalGiven', approval: approvalBy('cy', event.approval.signedHash) }, event]
      : [event],
  );
}

const pairs = statuses.flatMap((status) => kinds.map((kind) => [status, kind] as const));

describe('Of a remediation', () => {
  test('every state is reached by the course that is told of it', () => {
    expect(statuses).toEqual(Object.keys(table));
  });

  test.each(pairs.filter(([status, kind]) => table[status][kind] !== undefined))(
    'that is %s, %s leads on as the table says',
    (status, kind) => {
      const remediation = readyFor(kind, status);

      const { state } = following(remediation, [eventsIn(status)[kind]], '2026-11-24T08:00:00.000Z');

      expect(remediation.state.status).toBe(status);
      expect(state.status).toBe(table[status][kind]);
      if (state.status !== status) expect(state.at).toBe('2026-11-24T08:00:00.000Z');
      else expect(state.at).toBe(remediation.state.at);
    },
  );

  test.each(pairs.filter(([status, kind]) => table[status][kind] === undefined))(
    'that is %s, %s is refused and changes nothing',
    (status, kind) => {
      const remediation = readyFor(kind, status);
      const copy = structuredClone(remediation);

      expect(() => following(remediation, [eventsIn(status)[kind]])).toThrow(ConflictError);

      expect(remediation).toEqual(copy);
    },
  );

  test.each(statuses)('that is %s, it has ended exactly where nothing can happen any more', (status) => {
    const remediation = following(proposed(createPlan), courses[status]);

    expect(isEnded(remediation)).toBe(Object.keys(table[status]).length === 0);
  });
});
