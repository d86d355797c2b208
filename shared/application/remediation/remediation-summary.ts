import type { Proposal } from '../../core/remediation/course/proposal.ts';
import type { RemediationState, RemediationStatus } from '../../core/remediation/course/remediation.ts';
import type { Plan } from '../../core/remediation/plan.ts';

/** What lists show of a remediation. */
export interface RemediationSummary
  extends Pick<
    Proposal,
    'remediationId' | 'tenantId' | 'purpose' | 'id' | 'title' | 'requestedBy' | 'proposedAt' | 'expiresAt'
  > {
  readonly control: string;
  readonly kind: Plan['kind'];
  readonly planHash: string;
  readonly status: RemediationStatus;
  /** ISO 8601: since when it stands so. */
  readonly since: RemediationState['at'];
}
