import { ConflictError } from '../../errors.ts';
import { refusalText } from './course-text.ts';
import type { RemediationEvent, RemediationEventKind } from './events.ts';
import type { Ended, Proposed, Remediation, RemediationStatus, StateOf } from './remediation.ts';
import { stateAfter } from './state-after.ts';
import { type EventIn, transitions } from './transitions.ts';
import { withheldAfter, writesAfter } from './write-rules.ts';

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
 * and where approvals or writes are not what the rules of the proposal and its plan ask for; ForbiddenError where the
 * requester approves.
 */
export function after(remediation: Remediation, event: RemediationEvent, at: string): Remediation {
  const { status } = remediation.state;
  const row: Partial<Record<RemediationEventKind, RemediationStatus>> = transitions[status];
  const to = row[event.kind];
  if (to === undefined) throw new ConflictError(refusalText(status, event.kind));
  return {
    ...remediation,
    state: stateAfter(remediation, event, to, at),
    writes: writesAfter(remediation, event, at),
    withheld: withheldAfter(remediation, event, at),
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
