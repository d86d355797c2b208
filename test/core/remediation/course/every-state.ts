import type {
  RemediationEvent,
  RemediationEventKind,
} from '../../../../shared/core/remediation/course/events.ts';
import type { RemediationStatus } from '../../../../shared/core/remediation/course/remediation.ts';
import {
  applicationApproved,
  approvalBy,
  createPlan,
  creation,
  enforcementApproved,
  enforcementHash,
  enforcementOfPlan,
  following,
  intended,
  isCreated,
  planHash,
  proposalOf,
  proposed,
  switchOn,
  untilObserving,
  untilVerified,
} from './courses.ts';

const [approved, , , applied, observing] = untilObserving.map((_, index) =>
  untilObserving.slice(0, index + 1),
);
const [enforcing, , , enforced, verified] = untilVerified.map((_, index) => [
  ...untilObserving,
  ...untilVerified.slice(0, index + 1),
]);
const ended = {
  rejected: { kind: 'rejected', by: { objectId: 'bo', name: 'Bo' }, reason: 'Not this week' },
  expired: { kind: 'expired', why: 'Nobody approved it in time.' },
  superseded: { kind: 'superseded', reasons: ['The group Crew had 2 members and has 3 now.'] },
  failed: { kind: 'failed', reasons: ['Graph refused it.'] },
  rolledBack: { kind: 'rolledBack', reasons: ['Bo asked for it.'] },
} as const satisfies Partial<Record<RemediationEventKind, RemediationEvent>>;

/** A course that leads into each state. */
export const courses: Record<RemediationStatus, readonly RemediationEvent[]> = {
  proposed: [],
  approved: approved ?? [],
  appliedInReportOnly: applied ?? [],
  observing: observing ?? [],
  enforcementApproved: enforcing ?? [],
  enforced: enforced ?? [],
  verified: verified ?? [],
  rejected: [ended.rejected],
  expired: [ended.expired],
  superseded: [ended.superseded],
  failed: [applicationApproved(), ended.failed],
  rolledBack: [applicationApproved(), ended.rolledBack],
};

type Events = { readonly [Kind in RemediationEventKind]: RemediationEvent & { kind: Kind } };

/** One event of every kind, as it would be in that state. */
export function eventsIn(status: RemediationStatus): Events {
  const isEnforcing = status === 'enforcementApproved' || status === 'enforced';
  const write = isEnforcing ? switchOn : creation;
  const { saved: __, ...tried } = write;
  const { saved: _, ...done } = isEnforcing ? switchOn : isCreated;
  const hash = status === 'proposed' ? planHash : enforcementHash;
  return {
    proposed: { kind: 'proposed', proposal: proposalOf(createPlan), planHash },
    approvalGiven: { kind: 'approvalGiven', approval: approvalBy('bo', hash) },
    applicationApproved: applicationApproved(),
    enforcementApproved: status === 'proposed' ? enforcementOfPlan() : enforcementApproved(),
    writeIntended: intended(write),
    written: { kind: 'written', write: done },
    writeRefused: { kind: 'writeRefused', write: tried, why: 'The permission is missing.' },
    writeReturned: { kind: 'writeReturned', write: done, why: 'What was read back is not what was sent.' },
    withheld: { kind: 'withheld', withheld: { change: 0, stage: write.stage, why: 'dryRun', saved: null } },
    appliedInReportOnly: { kind: 'appliedInReportOnly' },
    observationBegun: { kind: 'observationBegun', scanId: 'scan-2' },
    approvalsVoided: { kind: 'approvalsVoided', why: 'One more person is hurt.' },
    enforced: { kind: 'enforced' },
    verified: { kind: 'verified', scanId: 'scan-3', checks: [] },
    noticed: { kind: 'noticed', key: 'policy-changed', text: 'Somebody changed it.', subject: 'policy' },
    ...ended,
  };
}

export const kinds = Object.values(eventsIn('proposed')).map(({ kind }) => kind);
export const statuses = Object.values(courses).map(
  (events) => following(proposed(createPlan), events).state.status,
);
