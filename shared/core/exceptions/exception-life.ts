import { dayNumber, dayText } from '../calendar.ts';
import { ConflictError, ForbiddenError, InputError } from '../errors.ts';
import { type Member, memberChange } from './member-change.ts';
import {
  type Confirmed,
  type Decision,
  type Ended,
  type Ending,
  isOpen,
  isProposed,
  type Open,
  type Proposed,
  type RegisteredException,
} from './registered-exception.ts';

/**
 * proposed -> confirmed -> ended. Which steps there are is said by the types; whoever reads an exception whose state is
 * not known narrows it with `expectProposed` or `expectOpen` first.
 */

const mostDaysAhead = 365;

/** Throws InputError where the last day is over already, or too far ahead. */
export function propose(
  draft: Omit<RegisteredException, 'proposed' | 'state'>,
  proposed: Decision,
): RegisteredException<Proposed> {
  const today = dayNumber(proposed.at) ?? Number.NaN;
  const days = (dayNumber(draft.exception.expiresOn) ?? Number.NaN) - today;
  if (!(days >= 0)) {
    throw new InputError([{ member: 'expiresOn', message: 'is over already: name a day to come' }]);
  }
  if (days > mostDaysAhead) {
    const latest = dayText(today + mostDaysAhead);
    const message = `is more than ${mostDaysAhead} days ahead: ${latest} is the last day that can be named`;
    throw new InputError([{ member: 'expiresOn', message }]);
  }
  return { ...draft, proposed, state: { status: 'proposed' } };
}

/** What the one who confirms saw, and what is so now. */
export interface Seen {
  readonly contentHash: string;
  /** Who is in the group now; of an exception for a user, nobody. */
  readonly members: readonly Member[];
}

/**
 * The second person's word. Throws ForbiddenError for the one who proposed it, and ConflictError where its last day is
 * over, or where it is not what was seen: other content, or other members of the group.
 */
export function confirm(
  entry: RegisteredException<Proposed>,
  seen: Seen,
  confirmed: Decision,
): RegisteredException<Confirmed> {
  expectAnother(entry, confirmed, 'confirms what another proposed');
  if (isPastItsDay(entry, confirmed.at)) {
    throw new ConflictError(`Its last day, ${entry.exception.expiresOn}, is over: propose it anew.`);
  }
  if (seen.contentHash !== entry.contentHash) {
    throw new ConflictError(
      'The content hash is not that of this exception: read it again, and confirm what it says.',
    );
  }
  const change = memberChange(entry, seen.members);
  if (change !== undefined) {
    throw new ConflictError(`The group is not as it was proposed: ${change}. Propose it anew.`);
  }
  return { ...entry, state: { status: 'confirmed', confirmed } };
}

/** Throws ForbiddenError for the one who proposed it: they withdraw it. */
export function reject(
  entry: RegisteredException<Proposed>,
  rejected: Decision,
  reason?: string,
): RegisteredException<Ended> {
  expectAnother(entry, rejected, 'rejects what another proposed; withdraw your own');
  return ended(entry, { kind: 'rejected', ...rejected, ...(reason !== undefined && { reason }) });
}

/** One person is enough: it only closes what stood open. */
export function withdraw(
  entry: RegisteredException<Open>,
  withdrawn: Decision,
  reason?: string,
): RegisteredException<Ended> {
  return ended(entry, { kind: 'withdrawn', ...withdrawn, ...(reason !== undefined && { reason }) });
}

/** Ends what a confirmed renewal stands in for. */
export function replace(
  entry: RegisteredException<Open>,
  renewal: RegisteredException<Confirmed>,
): RegisteredException<Ended> {
  return ended(entry, { kind: 'replaced', ...renewal.state.confirmed, replacedBy: renewal.id });
}

/** True of one that stands, or that ended by time alone. What people have ended is not renewed. */
export function isRenewable({ state }: Pick<RegisteredException, 'state'>): boolean {
  return state.status !== 'ended' || state.ending.kind === 'expired';
}

/** What tells whether an exception has expired. */
type Dated = Pick<RegisteredException, 'state'> & { readonly exception: { readonly expiresOn: string } };

/** The exception as it is at that time: one whose last day is over has ended, whether or not that was recorded. */
export function asOf<Entry extends Dated>(entry: Entry, at: string): Omit<Entry, 'state'> & Dated {
  const { state, exception } = entry;
  if (state.status === 'ended' || !isPastItsDay(entry, at)) return entry;
  const dayAfter = dayText((dayNumber(exception.expiresOn) ?? Number.NaN) + 1);
  return ended(entry, { kind: 'expired', at: `${dayAfter}T00:00:00.000Z` });
}

/** Throws ConflictError for one that was decided on already. */
export function expectProposed(entry: RegisteredException): RegisteredException<Proposed> {
  if (isProposed(entry)) return entry;
  throw new ConflictError(`This exception is no longer proposed: it is ${stateText(entry)}.`);
}

/** Throws ConflictError for one that has ended. */
export function expectOpen(entry: RegisteredException): RegisteredException<Open> {
  if (isOpen(entry)) return entry;
  throw new ConflictError(`This exception has ended: it is ${stateText(entry)}.`);
}

/** The state in one word, which says of an end how it came. */
export function stateText({ state }: Pick<RegisteredException, 'state'>): string {
  return state.status === 'ended' ? state.ending.kind : state.status;
}

function isPastItsDay({ exception }: Pick<Dated, 'exception'>, at: string): boolean {
  return at.slice(0, 10) > exception.expiresOn;
}

function expectAnother({ proposed }: RegisteredException, { by }: Decision, rule: string): void {
  if (by.objectId !== proposed.by.objectId) return;
  throw new ForbiddenError(`You proposed this exception. It takes a second person, who ${rule}.`);
}

function ended<Entry extends Pick<RegisteredException, 'state'>>(entry: Entry, ending: Ending) {
  const { state } = entry;
  const held = state.status === 'confirmed' ? { confirmed: state.confirmed } : {};
  const after: Ended = { status: 'ended', ...held, ending };
  return { ...entry, state: after };
}
