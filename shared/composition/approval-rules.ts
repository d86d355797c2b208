import type { ApprovalRules } from '../core/remediation/course/proposal.ts';
import type { RemediationSettings } from './remediation.ts';

/** How proposals are decided on, as the settings say. */
export function approvalRules(settings: RemediationSettings): ApprovalRules {
  const { APPROVAL_AUTHENTICATION_CONTEXT: authenticationContext } = settings;
  return {
    approvals: settings.REMEDIATION_APPROVALS,
    observationDays: settings.OBSERVATION_DAYS,
    approvalHours: settings.APPROVAL_HOURS,
    delivery: settings.REMEDIATION_DELIVERY,
    ...(authenticationContext !== undefined && { authenticationContext }),
  };
}
