import type {
  Gap,
  PolicyReference,
  Unknown,
  Verdict,
  WhatIfRequest,
  Witness,
} from '../controls/control-result.ts';

/** The stable JSON form of what a change of a tenant does to one control, printed as it stands here. */
export interface ControlComparison extends Difference {
  readonly control: string;
  readonly id: string;
  readonly title: string;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Both answers in one word; `undecided` where one of them is and neither is `yes`. */
  readonly change: 'opens' | 'closes' | 'both' | 'none' | 'undecided';
}

/** What a control says of one tenant and not of the other. */
export interface Difference {
  readonly opens: Decision;
  readonly closes: Decision;
  /** One sentence each: why it is undecided, and what else the gaps do not say. */
  readonly reasons: readonly string[];
  /** Sorted by size, 100 at most; those that may open where none surely does. */
  readonly opened: readonly ChangedGap[];
  readonly openedOmitted: number;
  /** The same of gaps that the change closes, as they were before it. */
  readonly closed: readonly ChangedGap[];
  readonly closedOmitted: number;
  /** A sign-in out of the largest opened gap. */
  readonly witness: Witness | null;
  readonly whatIf: WhatIfRequest | null;
  /** What decides whether a gap opens. */
  readonly unknowns: readonly Unknown[];
}

export type Decision = 'yes' | 'no' | 'undecided';

/** A gap of one of the two tenants that is none in the other. */
export interface ChangedGap extends Gap {
  readonly closedBy: ClosedBy;
}

/** What makes the same sign-ins no gap in the other tenant. */
export type ClosedBy =
  | { readonly kind: 'policies'; readonly policies: readonly PolicyReference[] }
  /** An exception or emergency access. */
  | { readonly kind: 'exception' }
  /** The control does not speak of these users, or of no sign-in at all. */
  | { readonly kind: 'notInScope' }
  /** They do not exist there, or are disabled. */
  | { readonly kind: 'couldNotSignIn' }
  /** Something that may protect and was not read. */
  | { readonly kind: 'unread' };

/** What is written differently in the two tenants under one id. */
export interface ObjectChange {
  readonly id: string;
  readonly displayName: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Only of `changed` ones. */
  readonly members: readonly MemberChange[];
}

/** `member` is Graph's path; null stands for an absent, null or empty value. */
export interface MemberChange {
  readonly member: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface TenantChanges {
  readonly policies: readonly ObjectChange[];
  readonly namedLocations: readonly ObjectChange[];
}

export interface Comparison {
  readonly assumptions: readonly string[];
  readonly changes: TenantChanges;
  readonly controls: readonly ControlComparison[];
}
