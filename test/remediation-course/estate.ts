import type { Caller } from '../../shared/application/caller.ts';
import type { NotificationMessage } from '../../shared/application/notifications/notification-message.ts';
import { TransientError, UnauthenticatedError } from '../../shared/core/errors.ts';
import { memberAt } from '../../shared/core/remediation/wire-members.ts';
import { InMemoryApprovalVerifier } from '../application/in-memory/in-memory-approval-verifier.ts';
import { InMemoryEvidenceStore } from '../application/in-memory/in-memory-evidence-store.ts';
import { InMemoryExceptionRegister } from '../application/in-memory/in-memory-exception-register.ts';
import { InMemoryGapUserStore } from '../application/in-memory/in-memory-gap-user-store.ts';
import { InMemoryJournalHeadStore } from '../application/in-memory/in-memory-journal-head-store.ts';
import { InMemoryNotificationStore } from '../application/in-memory/in-memory-notification-store.ts';
import { InMemoryPolicyAudit } from '../application/in-memory/in-memory-policy-audit.ts';
import { InMemoryPolicyWriter } from '../application/in-memory/in-memory-policy-writer.ts';
import { InMemoryPrincipalReader } from '../application/in-memory/in-memory-principal-reader.ts';
import { InMemoryRemediationStore } from '../application/in-memory/in-memory-remediation-store.ts';
import { InMemoryResultStore } from '../application/in-memory/in-memory-result-store.ts';
import { InMemoryScanRegister } from '../application/in-memory/in-memory-scan-register.ts';
import { InMemorySignInEvidenceStore } from '../application/in-memory/in-memory-sign-in-evidence-store.ts';
import { InMemoryWhatIf } from '../application/in-memory/in-memory-what-if.ts';
import type { LittleTenant } from '../application/in-memory/little-tenant.ts';
import { RecordingNotifier } from '../application/in-memory/recording-notifier.ts';
import { RecordingTelemetry } from '../application/in-memory/recording-telemetry.ts';
import { littleCompany, people } from './company.ts';
import { type QueueName, Queues } from './queues.ts';

/** All that outlives a process: the storage, the queues, the tenant, and whoever else is called. Time passes by `wait`. */
export class Estate {
  readonly tenant: LittleTenant;
  readonly queues = new Queues();
  readonly resultStore = new InMemoryResultStore();
  readonly scanRegister = new InMemoryScanRegister(this.resultStore);
  readonly evidenceStore = new InMemoryEvidenceStore();
  readonly gapUserStore = new InMemoryGapUserStore();
  readonly exceptionRegister = new InMemoryExceptionRegister();
  readonly principalReader = new InMemoryPrincipalReader();
  readonly notificationStore = new InMemoryNotificationStore();
  readonly notifier = new RecordingNotifier();
  readonly signInEvidenceStore = new InMemorySignInEvidenceStore();
  readonly remediationStore = new InMemoryRemediationStore();
  readonly journalHeadStore = new InMemoryJournalHeadStore();
  readonly approvalVerifier = new InMemoryApprovalVerifier();
  readonly policyAudit = new InMemoryPolicyAudit();
  readonly telemetry = new RecordingTelemetry();
  readonly whatIf = new InMemoryWhatIf();
  readonly policyWriter: InMemoryPolicyWriter;
  /** The callers by the access tokens that they send. */
  readonly callers = new Map<string, Caller>(Object.entries(people));
  /** Keys of the notifications that were put, and which kind each is of. */
  readonly told = new Map<string, string>();
  scansMade = 0;
  #now = Date.parse('2026-11-02T06:00:00.000Z');

  constructor(tenant = littleCompany()) {
    this.tenant = tenant;
    this.policyWriter = new InMemoryPolicyWriter(tenant, this.clock);
    this.whatIf.answer = async (request) =>
      tenant.policies.map((policy) => {
        const excluded = memberAt(policy, 'conditions.users.excludeUsers');
        const user = memberAt(request, 'signInIdentity.userId');
        const isExcluded = Array.isArray(excluded) && excluded.includes(user);
        const policyApplies = !isExcluded && policy['state'] !== 'disabled';
        return {
          policyId: String(policy['id']),
          state: String(policy['state']),
          policyApplies,
          analysisReasons: policyApplies ? [] : ['users'],
        };
      });
  }

  readonly clock = () => new Date(this.#now);

  wait(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** At the earliest then. */
  waitUntil(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  readonly tokenValidator = {
    validate: async (token: string): Promise<Caller> => {
      const caller = this.callers.get(token);
      if (caller === undefined) throw new UnauthenticatedError('Nobody has this token.');
      return caller;
    },
  };

  readonly signInReader = {
    source: 'microsoftGraph',
    read: async () => {
      throw new TransientError('The log of this company is not read: what it says is in the store.');
    },
  } as const;

  queue(name: QueueName) {
    return {
      put: async (body: unknown, { delaySeconds } = { delaySeconds: 0 }) =>
        this.queues.put(name, body, this.clock(), delaySeconds),
    };
  }

  readonly notificationMessageQueue = {
    put: async (message: NotificationMessage) => {
      this.told.set(message.notification.key, message.notification.kind);
      this.queues.put('notifications', message, this.clock());
    },
  };
}
