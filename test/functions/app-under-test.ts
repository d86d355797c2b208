import { HttpRequest, type HttpRequestInit, InvocationContext } from '@azure/functions';
import { appRoles } from '../../shared/application/app-roles.ts';
import type { TenantId } from '../../shared/application/identifiers.ts';
import type { Channel } from '../../shared/application/notifications/channel.ts';
import type { Clock } from '../../shared/application/ports/clock.ts';
import type { ResultStore } from '../../shared/application/ports/result-store.ts';
import type { SignInReader, SliceReading } from '../../shared/application/ports/sign-in-reader.ts';
import type { TokenValidator } from '../../shared/application/ports/token-validator.ts';
import { type App, composeApp } from '../../shared/composition/app.ts';
import { defaultStepLimit } from '../../shared/core/step-limit.ts';
import type { TenantSnapshot } from '../../shared/core/tenant-snapshot.ts';
import { minute, scanId, tenantId } from '../application/examples.ts';
import { InMemoryApprovalVerifier } from '../application/in-memory/in-memory-approval-verifier.ts';
import { InMemoryEvidenceStore } from '../application/in-memory/in-memory-evidence-store.ts';
import { InMemoryExceptionRegister } from '../application/in-memory/in-memory-exception-register.ts';
import { InMemoryGapUserStore } from '../application/in-memory/in-memory-gap-user-store.ts';
import { InMemoryJournalHeadStore } from '../application/in-memory/in-memory-journal-head-store.ts';
import { InMemoryNotificationStore } from '../application/in-memory/in-memory-notification-store.ts';
import { InMemoryPolicyAudit } from '../application/in-memory/in-memory-policy-audit.ts';
import { InMemoryPrincipalReader } from '../application/in-memory/in-memory-principal-reader.ts';
import { InMemoryRemediationQueue } from '../application/in-memory/in-memory-remediation-queue.ts';
import { InMemoryRemediationStore } from '../application/in-memory/in-memory-remediation-store.ts';
import { InMemoryResultStore } from '../application/in-memory/in-memory-result-store.ts';
import { InMemoryScanQueue } from '../application/in-memory/in-memory-scan-queue.ts';
import { InMemoryScanRegister } from '../application/in-memory/in-memory-scan-register.ts';
import { InMemorySignInEvidenceStore } from '../application/in-memory/in-memory-sign-in-evidence-store.ts';
import { InMemorySignInQueue } from '../application/in-memory/in-memory-sign-in-queue.ts';
import { InMemoryWhatIf } from '../application/in-memory/in-memory-what-if.ts';
import { RecordingNotificationMessageQueue } from '../application/in-memory/recording-notification-message-queue.ts';
import { RecordingNotificationQueue } from '../application/in-memory/recording-notification-queue.ts';
import { RecordingNotifier } from '../application/in-memory/recording-notifier.ts';
import { RecordingTelemetry } from '../application/in-memory/recording-telemetry.ts';
import { RolesTokenValidator } from '../application/in-memory/roles-token-validator.ts';

/** The composed app over in-memory twins: two configured tenants, and a clock that stands at minute 0. */
export interface AppUnderTest {
  readonly app: App;
  readonly tenantIds: readonly TenantId[];
  readonly resultStore: InMemoryResultStore;
  readonly evidenceStore: InMemoryEvidenceStore;
  readonly gapUserStore: InMemoryGapUserStore;
  readonly scanQueue: InMemoryScanQueue;
  readonly exceptionRegister: InMemoryExceptionRegister;
  readonly principalReader: InMemoryPrincipalReader;
  readonly notificationQueue: RecordingNotificationQueue;
  readonly notificationMessageQueue: RecordingNotificationMessageQueue;
  readonly notifier: RecordingNotifier;
  readonly telemetry: RecordingTelemetry;
  readonly signInQueue: InMemorySignInQueue;
  readonly signInEvidenceStore: InMemorySignInEvidenceStore;
  readonly remediationStore: InMemoryRemediationStore;
  readonly journalHeadStore: InMemoryJournalHeadStore;
  readonly remediationQueue: InMemoryRemediationQueue;
  readonly whatIf: InMemoryWhatIf;
  readonly policyAudit: InMemoryPolicyAudit;
}

export interface AppUnderTestOptions {
  readonly readTenant?: () => Promise<TenantSnapshot>;
  readonly clock?: Clock;
  /** In place of the twin that takes lists of roles for tokens. */
  readonly tokenValidator?: TokenValidator;
  readonly stepLimit?: number;
  /** Those that NOTIFIER names; absent: none. */
  readonly channels?: readonly Channel[];
  readonly emergencyAccess?: readonly string[];
  /** That approvers must satisfy; absent: none. */
  readonly authenticationContext?: string;
  readonly readSignIns?: SignInReader['read'];
  /** In place of the twin, to fail on purpose. */
  readonly openResultStore?: () => Promise<ResultStore>;
}

export function appUnderTest(options: AppUnderTestOptions = {}): AppUnderTest {
  const { readTenant = async () => ({ policies: [] }) } = options;
  const tenantIds = [tenantId(1), tenantId(2)];
  const resultStore = new InMemoryResultStore();
  const evidenceStore = new InMemoryEvidenceStore();
  const gapUserStore = new InMemoryGapUserStore();
  const scanRegister = new InMemoryScanRegister(resultStore);
  const scanQueue = new InMemoryScanQueue();
  const exceptionRegister = new InMemoryExceptionRegister();
  const principalReader = new InMemoryPrincipalReader();
  const notificationQueue = new RecordingNotificationQueue();
  const notificationMessageQueue = new RecordingNotificationMessageQueue();
  const notificationStore = new InMemoryNotificationStore();
  const notifier = new RecordingNotifier();
  const telemetry = new RecordingTelemetry();
  const signInQueue = new InMemorySignInQueue();
  const signInEvidenceStore = new InMemorySignInEvidenceStore();
  const remediationStore = new InMemoryRemediationStore();
  const journalHeadStore = new InMemoryJournalHeadStore();
  const remediationQueue = new InMemoryRemediationQueue();
  const whatIf = new InMemoryWhatIf();
  const policyAudit = new InMemoryPolicyAudit();
  let scansMade = 0;
  const app = composeApp(
    {
      TENANT_IDS: tenantIds,
      EMERGENCY_ACCESS_IDS: [...(options.emergencyAccess ?? [])],
      ADMINISTRATIVE_ROLE_IDS: [],
      AUTHORITY_HOST: 'https://login.example.com',
      API_TENANT_ID: '10000000-0000-4000-8000-000000000001',
      API_CLIENT_ID: '30000000-0000-4000-8000-0000000000aa',
      PROOF_STEP_LIMIT: options.stepLimit ?? defaultStepLimit,
      MAX_RESULT_AGE_HOURS: 26,
      SIGN_IN_HISTORY_DAYS: 30,
      SIGN_IN_LATENESS_HOURS: 24,
      SIGN_IN_VOLUME_LIMIT: 100_000,
      LOG_ANALYTICS_WORKSPACE_ID: undefined,
      REMEDIATION_DRY_RUN: false,
      REMEDIATION_DELIVERY: 'direct',
      REMEDIATION_APPROVALS: 1,
      APPROVAL_HOURS: 72,
      APPROVAL_AUTHENTICATION_CONTEXT: options.authenticationContext,
      OBSERVATION_DAYS: 14,
      notifications: {
        channels: options.channels ?? [],
        level: 'info',
        siteUrl: 'https://gateproof.example.com',
      },
    },
    {
      tokenValidator: async () => options.tokenValidator ?? new RolesTokenValidator(),
      resultStore: options.openResultStore ?? (async () => resultStore),
      evidenceStore: async () => evidenceStore,
      gapUserStore: async () => gapUserStore,
      scanRegister: async () => scanRegister,
      scanQueue: async () => scanQueue,
      tenantReader: async () => ({ read: readTenant }),
      exceptionRegister: async () => exceptionRegister,
      principalReader: async () => principalReader,
      notificationQueue: async () => notificationQueue,
      notificationMessageQueue: async () => notificationMessageQueue,
      notificationStore: async () => notificationStore,
      notifier: async () => notifier,
      signInQueue: async () => signInQueue,
      signInEvidenceStore: async () => signInEvidenceStore,
      remediationStore: async () => remediationStore,
      journalHeadStore: async () => journalHeadStore,
      remediationQueue: async () => remediationQueue,
      whatIf: async () => whatIf,
      policyAudit: async () => policyAudit,
      approvalVerifier: async () => new InMemoryApprovalVerifier(),
      signInReader: async () => ({
        source: 'microsoftGraph',
        read: options.readSignIns ?? (async () => noSignIns),
      }),
      telemetry: () => telemetry,
      clock: options.clock ?? (() => new Date(minute(0))),
      newScanId: () => {
        scansMade += 1;
        return scanId(scansMade);
      },
    },
  );
  return {
    app,
    gapUserStore,
    signInQueue,
    signInEvidenceStore,
    remediationStore,
    journalHeadStore,
    remediationQueue,
    whatIf,
    policyAudit,
    tenantIds,
    resultStore,
    evidenceStore,
    scanQueue,
    exceptionRegister,
    principalReader,
    notificationQueue,
    notificationMessageQueue,
    notifier,
    telemetry,
  };
}

const noSignIns: SliceReading = {
  kind: 'counted',
  counts: { signIns: 0, withoutPolicies: 0, uses: [], policyResults: [] },
  examined: 0,
};

/** From a person with every app role, unless the headers say otherwise. */
export function request(path: string, init: Partial<HttpRequestInit> = {}): HttpRequest {
  const headers = { authorization: `Bearer ${appRoles.join('-')}`, ...init.headers };
  return new HttpRequest({
    method: 'GET',
    url: `https://gateproof.example.com/api/${path}`,
    ...init,
    headers,
  });
}

/** An invocation whose log lines are kept. */
export function invocation(triggerMetadata: Record<string, unknown> = {}) {
  const log: string[] = [];
  const context = new InvocationContext({
    invocationId: 'invocation-1',
    functionName: 'underTest',
    triggerMetadata,
    logHandler: (_level, ...text) => log.push(text.join(' ')),
  });
  return { context, log };
}
