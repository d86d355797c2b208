import type { ControlException } from './exception.ts';

/** An exception from its proposal to its end, as the register keeps it. */
export interface RegisteredException<State extends ExceptionState = ExceptionState> {
  readonly tenantId: string;
  readonly id: string;
  /** What may stay open; of a group, with the members that it had when it was proposed, and must still have when confirmed. */
  readonly exception: ControlException;
  /** By object id, for people to read: the principal, the members and the owner as they were called at the proposal. */
  readonly displayNames: Readonly<Record<string, string>>;
  /** The id of the exception that this one ends when it is confirmed. */
  readonly replaces?: string;
  /** Of everything above: whoever confirms names it, and so says what they saw. */
  readonly contentHash: string;
  readonly proposed: Decision;
  readonly state: State;
}

export interface Person {
  readonly objectId: string;
  /** For people to read; proves nothing. */
  readonly name: string;
}

export interface Decision {
  readonly by: Person;
  /** ISO 8601. */
  readonly at: string;
}

export type ExceptionState = Proposed | Confirmed | Ended;

/** Holds for nobody until a second person confirms it. */
export interface Proposed {
  readonly status: 'proposed';
}

/** Holds through the day that it names. */
export interface Confirmed {
  readonly status: 'confirmed';
  readonly confirmed: Decision;
}

/** Never comes back: whoever wants it again proposes it anew. */
export interface Ended {
  readonly status: 'ended';
  /** Absent of one that never held. */
  readonly confirmed?: Decision;
  readonly ending: Ending;
}

export type Ending =
  | (Decision & { readonly kind: 'withdrawn' | 'rejected'; readonly reason?: string })
  | (Decision & { readonly kind: 'replaced'; readonly replacedBy: string })
  | { readonly kind: 'expired'; readonly at: string };

export type Open = Proposed | Confirmed;

export function isProposed(entry: RegisteredException): entry is RegisteredException<Proposed> {
  return entry.state.status === 'proposed';
}

export function isConfirmed(entry: RegisteredException): entry is RegisteredException<Confirmed> {
  return entry.state.status === 'confirmed';
}

export function isOpen(entry: RegisteredException): entry is RegisteredException<Open> {
  return entry.state.status !== 'ended';
}
