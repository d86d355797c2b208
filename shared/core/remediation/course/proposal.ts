import type { Verdict } from '../../controls/control-result.ts';
import type { Person } from '../../exceptions/registered-exception.ts';
import type { Plan } from '../plan.ts';
import type { Binding } from './binding.ts';
import type { AffectedPerson } from './impact.ts';

/**
 * A plan as it is proposed: all that people decide on, frozen. Its hash is what an approver signs, so nothing of it
 * ever changes; whoever wants something else proposes it anew.
 */
export interface Proposal {
  readonly version: 1;
  /** A GUID in lower case. */
  readonly remediationId: string;
  readonly tenantId: string;
  readonly purpose: Purpose;
  /** The control's title and its id in CIS Microsoft Azure Foundations v3.0.0, for people to read. */
  readonly title: string;
  readonly id: string;
  readonly plan: Plan;
  readonly before: { readonly verdict: Verdict; readonly usersInGap: number | null };
  /** Who uses today what the plan closes, as far as the sign-in log tells. */
  readonly losesAccess: LosesAccess;
  /** What the plan rests on: read again before each write. */
  readonly restsOn: readonly Binding[];
  /** The scan whose evidence the plan was made of. */
  readonly basis: { readonly scanId: string; readonly scannedAt: string; readonly inputHash: string };
  readonly requestedBy: Requester;
  readonly rules: ApprovalRules;
  /** ISO 8601. */
  readonly proposedAt: string;
  /** Until when it may be approved, and an approval to apply may be used. */
  readonly expiresAt: string;
}

export type Purpose =
  | { readonly kind: 'remediate' }
  /** Takes back what another remediation wrote. */
  | { readonly kind: 'rollBack'; readonly remediationId: string }
  /** Brings a policy back to what was approved, after somebody else changed it. */
  | { readonly kind: 'restore'; readonly remediationId: string };

/** `person` by the API; `scan` by the app itself; `pipeline` by a queue message, of which nobody knows who put it. */
export type Requester =
  | ({ readonly kind: 'person' } & Person)
  | { readonly kind: 'scan'; readonly scanId: string }
  | { readonly kind: 'pipeline'; readonly name: string };

export interface ApprovalRules {
  /** How many different people must approve each decision. */
  readonly approvals: number;
  /** Days with data before enforcement can be approved. */
  readonly observationDays: number;
  /** Hours that an approval may be used for; the proposal expires as many hours after it was made. */
  readonly approvalHours: number;
  readonly delivery: 'direct' | 'external';
  /** An authentication context (`c1` to `c99`) that the approver must have satisfied. */
  readonly authenticationContext?: string;
}

/** `known` false: the log says nothing of it, and `why`. */
export interface LosesAccess {
  readonly known: boolean;
  readonly why: string | null;
  /** Of the sign-in log: `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly people: readonly AffectedPerson[];
}
