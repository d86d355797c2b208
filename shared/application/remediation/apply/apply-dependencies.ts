import type { Judgement, JudgeOptions } from '../../../core/judge-tenant.ts';
import type { ApprovalRules } from '../../../core/remediation/course/proposal.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import type { TenantId } from '../../identifiers.ts';
import type { ApprovalVerifier } from '../../ports/approval-verifier.ts';
import type { ExceptionRegister } from '../../ports/exception-register.ts';
import type { JournalHeadStore } from '../../ports/journal-head-store.ts';
import type { PolicyWriter } from '../../ports/policy-writer.ts';
import type { RemediationQueue } from '../../ports/remediation-queue.ts';
import type { Sleep } from '../../ports/sleep.ts';
import type { TenantReader } from '../../ports/tenant-reader.ts';
import type { RejectMessageDependencies } from '../../reject-message.ts';
import type { RecordingDependencies } from '../record-event.ts';

/** What the writer needs. All that goes out to Entra does so with its own identity, and by keys that it fetches itself. */
export interface ApplyDependencies extends RecordingDependencies, RejectMessageDependencies {
  readonly tenantIds: readonly TenantId[];
  /** The attempt after which the queue gives a message up. */
  readonly lastAttempt: number;
  readonly journalHeadStore: JournalHeadStore;
  readonly remediationQueue: RemediationQueue;
  readonly policyWriter: PolicyWriter;
  readonly approvalVerifier: ApprovalVerifier;
  readonly tenantReader: TenantReader;
  readonly exceptionRegister: ExceptionRegister;
  readonly judgeTenant: (snapshot: TenantSnapshot, options: JudgeOptions) => Judgement;
  readonly sleep: Sleep;
  readonly emergencyAccess: readonly string[];
  readonly administrativeRoles: readonly string[];
  readonly stepLimit: number;
  /** As the writer's own settings say: what is proposed may ask for more, and not for less. */
  readonly rules: ApprovalRules;
  /** Everything happens but the write. */
  readonly isDryRun: boolean;
}
