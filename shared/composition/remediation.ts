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
}

export type RemediationSettings = Pick<
  Settings,
  | 'TENANT_IDS'
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
