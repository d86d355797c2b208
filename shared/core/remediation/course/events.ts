import type { Person } from '../../exceptions/registered-exception.ts';
import type { EnforcementProposal } from './impact.ts';
import type { Proposal } from './proposal.ts';
import type { Approval, PolicyWrite, Withheld } from './remediation.ts';

/** What happens to a remediation. Each is one entry of the journal, and all that changes its state. */
export type RemediationEvent =
  | { readonly kind: 'proposed'; readonly proposal: Proposal; readonly planHash: string }
  /** One of several that are needed. */
  | { readonly kind: 'approvalGiven'; readonly approval: Approval }
  | { readonly kind: 'applicationApproved'; readonly approval: Approval }
  | {
      readonly kind: 'enforcementApproved';
      readonly approval: Approval;
      readonly enforcementHash: string;
      /** What the hash is of; null where the plan itself was signed, as it has nothing to observe. */
      readonly enforcement: EnforcementProposal | null;
      readonly acknowledged: readonly string[];
    }
  | { readonly kind: 'writeIntended'; readonly write: Omit<PolicyWrite, 'progress' | 'at'> }
  /** What was read back fits what was sent. */
  | { readonly kind: 'written'; readonly write: Omit<PolicyWrite, 'progress' | 'at' | 'saved'> }
  /** Graph refused the request, and it had no effect: it is intended no more. */
  | {
      readonly kind: 'writeRefused';
      readonly write: Omit<PolicyWrite, 'progress' | 'at' | 'saved'>;
      readonly why: string;
    }
  /** The policy is again as it was before the write. */
  | {
      readonly kind: 'writeReturned';
      readonly write: Omit<PolicyWrite, 'progress' | 'at' | 'saved'>;
      readonly why: string;
    }
  | { readonly kind: 'withheld'; readonly withheld: Omit<Withheld, 'at'> }
  | { readonly kind: 'appliedInReportOnly' }
  | { readonly kind: 'observationBegun'; readonly scanId: string }
  /** Approvals of an enforcement count no longer: more people are hurt, or the time for it has passed. */
  | { readonly kind: 'approvalsVoided'; readonly why: string }
  | { readonly kind: 'enforced' }
  | { readonly kind: 'verified'; readonly scanId: string; readonly checks: readonly string[] }
  /** Something worth a person's time that changes no state, e.g. that What If disagrees, or that somebody changed the policy. */
  | {
      readonly kind: 'noticed';
      readonly key: string;
      readonly text: string;
      readonly subject: string;
      /** Tells this happening from another of the same key: each is noticed once. */
      readonly fingerprint?: string;
    }
  | { readonly kind: 'rejected'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'expired'; readonly why: string }
  | { readonly kind: 'superseded'; readonly reasons: readonly string[] }
  | { readonly kind: 'failed'; readonly reasons: readonly string[] }
  | { readonly kind: 'rolledBack'; readonly reasons: readonly string[] };

export type RemediationEventKind = RemediationEvent['kind'];
