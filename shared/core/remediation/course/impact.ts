/** What a policy in report-only would have done so far, as the sign-in log tells. */
export interface Impact {
  readonly remediationId: string;
  readonly tenantId: string;
  /** ISO 8601: since when the policies are there to be observed. */
  readonly since: string;
  readonly measuredAt: string;
  readonly days: readonly ObservedDay[];
  readonly gate: Gate;
  /** Who would be hurt, by object id; each once. */
  readonly people: readonly AffectedPerson[];
  /** Of them, whom the measurement before did not know. */
  readonly newPeople: readonly string[];
  /** What the approvers of the enforcement sign; null while the gate is closed. */
  readonly enforcement: EnforcementProposal | null;
  /** Once enforced: sign-ins that these policies refused, by AADSTS error (53003, 530036). */
  readonly refusedSinceEnforcement: Readonly<Record<string, number>>;
}

/** `YYYY-MM-DD`, UTC. A day has data when some sign-in carries any report-only result of every observed policy. */
export interface ObservedDay {
  readonly day: string;
  readonly hasData: boolean;
  /** Sign-ins that the policies would have blocked, or interrupted, and those that they did not apply to. */
  readonly wouldBlock: number;
  readonly notApplied: number;
  /** Uses of the device code flow as such: a code was entered, or a session went on that began so. */
  readonly direct: number;
  readonly tracked: number;
}

export type Gate =
  | { readonly open: true; readonly daysWithData: number }
  /** One sentence each: what is missing, why, and what to do. */
  | { readonly open: false; readonly daysWithData: number; readonly reasons: readonly [string, ...string[]] };

/** Somebody who uses what the policies close. */
export interface AffectedPerson {
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly apps: readonly AffectedApp[];
  /** An approved exception leaves them out: they are not hurt. */
  readonly isExcepted: boolean;
}

export interface AffectedApp {
  readonly appId: string;
  readonly appDisplayName: string;
  readonly wouldBlock: number;
  readonly direct: number;
  readonly tracked: number;
  /** What they can use instead, in a sentence. */
  readonly instead: string;
}

/**
 * What enforcement is approved of: which policies, and which people are hurt knowingly. Without counts, which change
 * with every scan, so that two people can approve the same.
 */
export interface EnforcementProposal {
  readonly version: 1;
  readonly remediationId: string;
  readonly tenantId: string;
  readonly planHash: string;
  readonly policyIds: readonly string[];
  /** Object ids and names of those who are hurt and not excepted, sorted by id: approving acknowledges each by name. */
  readonly acknowledges: readonly { readonly userId: string; readonly userPrincipalName: string }[];
}
