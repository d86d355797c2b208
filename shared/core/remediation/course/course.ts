import { ConflictError } from '../../errors.ts';
import type { Plan } from '../plan.ts';
import { expectApprovals } from './approval-rules.ts';
import type { RemediationEvent, RemediationEventKind } from './events.ts';
import type {
  Approval,
  Ended,
  PolicyWrite,
  Proposed,
  Remediation,
  RemediationState,
  RemediationStatus,
  StateOf,
} from './remediation.ts';
import { type EventIn, transitions } from './transitions.ts';

type EventOf<Kind extends RemediationEventKind> = Extract<RemediationEvent, { kind: Kind }>;

/** The first event of every remediation. */
export function begin({ proposal, planHash }: EventOf<'proposed'>): Remediation<Proposed> {
  const state: Proposed = { status: 'proposed', at: proposal.proposedAt, approvals: [] };
  return { proposal, planHash, state, writes: [], withheld: [] };
}

/** The same as `after` where the state is known: an event that cannot happen in it does not compile. */
export function happened<Status extends RemediationStatus>(
  remediation: Remediation<StateOf<Status>>,
  event: EventOf<EventIn<Status>>,
  at: string,
): Remediation {
  return after(remediation, event, at);
}

/**
 * The remediation after the event, at that time (ISO 8601). Throws ConflictError where it cannot happen in this state,
 * and where approvals are not what the rules of the proposal ask for.
 */
export function after(remediation: Remediation, event: RemediationEvent, at: string): Remediation {
  const { status } = remediation.state;
  const row: Partial<Record<RemediationEventKind, RemediationStatus>> = transitions[status];
  const to = row[event.kind];
  if (to === undefined) {
    throw new ConflictError(`This remediation is ${statusText[status]}: ${eventText[event.kind]} no more.`);
  }
  return {
    ...remediation,
    state: stateAfter(remediation, event, to, at),
    writes: writesAfter(remediation, event, at),
    withheld:
      event.kind === 'withheld' ? [...remediation.withheld, { ...event.withheld, at }] : remediation.withheld,
  };
}

/** What the events say, from the first on. Throws ConflictError where one cannot follow those before it. */
export function replay(
  events: readonly { readonly event: RemediationEvent; readonly at: string }[],
): Remediation {
  const [first, ...others] = events;
  if (first?.event.kind !== 'proposed') throw new ConflictError('A remediation begins with its proposal.');
  return others.reduce<Remediation>((one, { event, at }) => after(one, event, at), begin(first.event));
}

export function isEnded(remediation: Remediation): remediation is Remediation<Ended> {
  return Object.keys(transitions[remediation.state.status]).length === 0;
}

/**
 * Whether some policy of it comes into force only by the plan, so that report-only can show what it would do. What
 * goes back to what was there already is not watched again.
 */
export function isObservable({ kind, policies }: Pick<Plan, 'kind' | 'policies'>): boolean {
  if (kind === 'rollBack' || kind === 'restore') return false;
  return policies.some(({ stages }) =>
    stages.some(({ name, request }) => name === 'enforced' && request.body['state'] === 'enabled'),
  );
}

function stateAfter(
  { proposal, state }: Remediation,
  event: RemediationEvent,
  to: RemediationStatus,
  at: string,
): RemediationState {
  const earlier = 'approvals' in state ? state.approvals : [];
  const approvals = 'approval' in event ? [...earlier, event.approval] : earlier;
  if ('approval' in event) expectApprovals(proposal, state, event, approvals);
  switch (to) {
    case 'proposed':
    case 'approved':
      return { status: to, at: to === state.status ? state.at : at, approvals };
    case 'observing':
      return observing(state, event, approvals, at);
    case 'enforcementApproved': {
      if (event.kind === 'enforcementApproved') {
        const { enforcementHash, enforcement, acknowledged } = event;
        return { status: to, at, approvals, enforcementHash, enforcement, acknowledged };
      }
      return state;
    }
    case 'appliedInReportOnly':
    case 'enforced':
    case 'verified':
      return { status: to, at: to === state.status ? state.at : at };
    case 'rejected':
    case 'expired':
    case 'superseded':
    case 'failed':
    case 'rolledBack':
      return { status: to, at, reasons: reasonsOf(event) };
  }
}

function observing(
  state: RemediationState,
  event: RemediationEvent,
  approvals: readonly Approval[],
  at: string,
): RemediationState {
  const since = state.status === 'observing' ? state.at : at;
  return {
    status: 'observing',
    at: since,
    approvals: event.kind === 'approvalGiven' || event.kind === 'noticed' ? approvals : [],
  };
}

function writesAfter(remediation: Remediation, event: RemediationEvent, at: string): readonly PolicyWrite[] {
  const { writes } = remediation;
  switch (event.kind) {
    case 'writeIntended': {
      const others = writes.filter((write) => !isOf(write, event.write) || write.progress !== 'intended');
      return [...others, { ...event.write, progress: 'intended', at }];
    }
    case 'written':
    case 'writeReturned': {
      const { policyId } = event.write;
      const progress = event.kind === 'written' ? 'written' : 'returned';
      const begun = writes.some((write) => isOf(write, event.write))
        ? writes
        : [...writes, broughtFromOutside(remediation, event.write, at)];
      return begun.map((write) => (isOf(write, event.write) ? { ...write, policyId, progress, at } : write));
    }
    default:
      return writes;
  }
}

type WriteOf = Pick<PolicyWrite, 'change' | 'stage'>;

function isOf({ change, stage }: WriteOf, other: WriteOf): boolean {
  return change === other.change && stage === other.stage;
}

/** Nobody here intended it: it was waited for. */
function broughtFromOutside(
  { withheld }: Remediation,
  write: WriteOf & Pick<PolicyWrite, 'policyId'>,
  at: string,
): PolicyWrite {
  const saved = withheld.find((one) => isOf(one, write))?.saved ?? null;
  const { change, stage, policyId } = write;
  return { change, stage, policyId, saved, progress: 'written', at };
}

function reasonsOf(event: RemediationEvent): readonly string[] {
  if ('reasons' in event) return event.reasons;
  if ('why' in event) return [event.why];
  return 'reason' in event ? [event.reason] : [];
}

const statusText: Record<RemediationStatus, string> = {
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

const eventText: Record<RemediationEventKind, string> = {
  proposed: 'it is proposed',
  approvalGiven: 'it is approved',
  applicationApproved: 'it is approved',
  enforcementApproved: 'its enforcement is approved',
  writeIntended: 'it is written',
  written: 'it is written',
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
