import type { Person } from '../../exceptions/registered-exception.ts';
import type { Stage, WirePolicy } from '../plan.ts';
import type { EnforcementProposal } from './impact.ts';
import type { Proposal } from './proposal.ts';

/** A proposal on its way, from the proposal to its end. It is what its journal says, event after event. */
export interface Remediation<State extends RemediationState = RemediationState> {
  readonly proposal: Proposal;
  /** Of the proposal: `sha256:` and 64 hexadecimal digits. */
  readonly planHash: string;
  readonly state: State;
  /** What was written for it so far, in the order of the writes. */
  readonly writes: readonly PolicyWrite[];
  /** What was kept back in a dry run, or is waited for from outside. */
  readonly withheld: readonly Withheld[];
}

export type RemediationState =
  | Proposed
  | Approved
  | AppliedInReportOnly
  | Observing
  | EnforcementApproved
  | Enforced
  | Verified
  | Ended;

export type RemediationStatus = RemediationState['status'];
export type StateOf<Status extends RemediationStatus> = RemediationState & { readonly status: Status };

/** `at` of every state: ISO 8601, since when it stands. */
export interface Proposed {
  readonly status: 'proposed';
  readonly at: string;
  /** Fewer than the rules ask for. */
  readonly approvals: readonly Approval[];
}

/** To be applied in report-only. */
export interface Approved {
  readonly status: 'approved';
  readonly at: string;
  readonly approvals: readonly Approval[];
}

export interface AppliedInReportOnly {
  readonly status: 'appliedInReportOnly';
  readonly at: string;
}

export interface Observing {
  readonly status: 'observing';
  readonly at: string;
  /** Of the enforcement, fewer than the rules ask for; all of the same enforcement proposal. */
  readonly approvals: readonly Approval[];
}

/** Of a plan with nothing to observe, the first and only decision; `enforcementHash` is the plan's then. */
export interface EnforcementApproved {
  readonly status: 'enforcementApproved';
  readonly at: string;
  readonly approvals: readonly Approval[];
  /** Of the enforcement proposal that was approved. */
  readonly enforcementHash: string;
  /** What was approved, so that whoever acts on it can recompute the hash; null where it was the plan itself. */
  readonly enforcement: EnforcementProposal | null;
  readonly acknowledged: readonly string[];
}

export interface Enforced {
  readonly status: 'enforced';
  readonly at: string;
}

export interface Verified {
  readonly status: 'verified';
  readonly at: string;
}

/** Never comes back to life. */
export interface Ended {
  readonly status: 'rejected' | 'expired' | 'superseded' | 'failed' | 'rolledBack';
  readonly at: string;
  /** One sentence each: why, and what to do. */
  readonly reasons: readonly string[];
}

/** One person's signature by Entra over the hash of what they decided on, with all that is needed to check it again. */
export interface Approval {
  readonly by: Person;
  /** ISO 8601: when it was given to the app. */
  readonly at: string;
  readonly reason: string;
  /** The hash that the token carries as its `nonce`. */
  readonly signedHash: string;
  /** As Entra issued it. */
  readonly idToken: string;
  /** The public key (JWK) that verified it then. */
  readonly key: Readonly<Record<string, unknown>>;
}

/** One write of one policy. `intended` is recorded before anything is sent, so that no death loses track of it. */
export interface PolicyWrite {
  /** Its place in the plan's `policies`. */
  readonly change: number;
  readonly stage: Stage['name'];
  readonly progress: 'intended' | 'written' | 'returned';
  /** Null while a policy that is created has no id yet. */
  readonly policyId: string | null;
  /** The policy before the write, as Graph returned it; null where there was none. */
  readonly saved: WirePolicy | null;
  readonly at: string;
}

/** A request that was not sent. One that is waited for from outside counts once it is `written`. */
export interface Withheld {
  readonly change: number;
  readonly stage: Stage['name'];
  readonly why: 'dryRun' | 'external';
  /** The policy as it was then; null where there was none. What a roll-back goes back to. */
  readonly saved: WirePolicy | null;
  readonly at: string;
}
