/** One thing that a plan rests on, as it was when the plan was made. Two of the same kind and id are the same thing. */
export interface Binding {
  readonly kind:
    | 'policy'
    | 'noPolicyWithMark'
    | 'groupMembers'
    | 'account'
    | 'namedLocation'
    | 'securityDefaults'
    | 'licence';
  /** The object's id in lower case; the mark of the control for `noPolicyWithMark`; empty for the tenant's own. */
  readonly id: string;
  /** For people to read. */
  readonly displayName: string;
  /** Says all of the thing that matters to the plan: two that are equal are the same state. */
  readonly fingerprint: string;
  /** What the fingerprint says, in a few words, e.g. `12 members` or `enabled`. */
  readonly summary: string;
}

const unreadFingerprint = 'unread';

/** Something that could not be read. It equals nothing, not even itself. */
export function unread(binding: Omit<Binding, 'fingerprint' | 'summary'>): Binding {
  return { ...binding, fingerprint: unreadFingerprint, summary: 'could not be read' };
}

export function isUnread({ fingerprint }: Binding): boolean {
  return fingerprint === unreadFingerprint;
}
