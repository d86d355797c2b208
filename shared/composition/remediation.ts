import type { ApprovalVerifier } from '../application/ports/approval-verifier.ts';
import type { JournalHeadStore } from '../application/ports/journal-head-store.ts';
import type { PolicyAudit } from '../application/ports/policy-audit.ts';
import type { RemediationQueue } from '../application/ports/remediation-queue.ts';
import type { RemediationStore } from '../application/ports/remediation-store.ts';
import type { WhatIf } from '../application/ports/what-if.ts';
import type { Settings } from './settings.ts';

/** What implements the ports of remediation. */
export interface RemediationAdapters {
  readonly remediationStore: () => Promise<RemediationStore>;
  readonly journalHeadStore: () => Promise<JournalHeadStore>;
  readonly remediationQueue: () => Promise<RemediationQueue>;
  readonly whatIf: () => Promise<WhatIf>;
  readonly policyAudit: () => Promise<PolicyAudit>;
  readonly approvalVerifier: () => Promise<ApprovalVerifier>;
}

export type RemediationSettings = Pick<
  Settings,
  | 'TENANT_IDS'
  | 'AUTHORITY_HOST'
  | 'API_TENANT_ID'
  | 'API_CLIENT_ID'
  | 'EMERGENCY_ACCESS_IDS'
  | 'ADMINISTRATIVE_ROLE_IDS'
  | 'PROOF_STEP_LIMIT'
  | 'REMEDIATION_DRY_RUN'
  | 'REMEDIATION_DELIVERY'
  | 'REMEDIATION_APPROVALS'
  | 'APPROVAL_HOURS'
  | 'APPROVAL_AUTHENTICATION_CONTEXT'
  | 'OBSERVATION_DAYS'
>;
