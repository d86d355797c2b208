import type { Proposal } from '../../core/remediation/course/proposal.ts';
import type {
  Remediation,
  RemediationState,
  RemediationStatus,
} from '../../core/remediation/course/remediation.ts';
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

export function summarizeRemediation({ proposal, planHash, state }: Remediation): RemediationSummary {
  const { plan, remediationId, tenantId, purpose, id, title, requestedBy, proposedAt, expiresAt } = proposal;
  const { control, kind } = plan;
  return {
    remediationId,
    tenantId,
    purpose,
    control,
    id,
    title,
    kind,
    requestedBy,
    proposedAt,
    expiresAt,
    planHash,
    status: state.status,
    since: state.at,
  };
}
