import hostJson from '../../host.json' with { type: 'json' };
import { authenticate } from '../application/authenticate.ts';
import type { Caller } from '../application/caller.ts';
import { checkHealth, type Health } from '../application/check-health.ts';
import { engine } from '../application/engine.ts';
import { type Exceptions, exceptionsUseCases } from '../application/exceptions/exceptions.ts';
import type { TenantId } from '../application/identifiers.ts';
import type { Logger } from '../application/ports/logger.ts';
import { type ResultsReader, resultsReader } from '../application/read-results.ts';
import type { Delivery } from '../application/reject-message.ts';
import { requestScan, type ScanOrder, scheduleScans } from '../application/request-scan.ts';
import { runScan } from '../application/run-scan.ts';
import type { ScanRequest } from '../application/scan-request.ts';
import { findControls } from '../core/controls/catalogue.ts';
import type { Adapters } from './adapters.ts';
import { type NotificationUseCases, notificationUseCases } from './notifications.ts';
import type { RemediationSettings } from './remediation.ts';
import { remediationFollowing } from './remediation-following.ts';
import { type RemediationsUseCases, remediationsUseCases } from './remediations.ts';
import type { Settings } from './settings.ts';
import { type SignInSettings, type SignInUseCases, signInUseCases } from './sign-ins.ts';
import { type WhyUseCases, whyUseCases } from './why.ts';

/** The use cases with everything that they need. A function calls one of them. */
export interface App extends SignInUseCases, NotificationUseCases, WhyUseCases, RemediationsUseCases {
  /** Who sends this `Authorization` header. Throws UnauthenticatedError. */
  authenticate(authorization: string | null): Promise<Caller>;
  scheduleScans(): Promise<readonly ScanRequest[]>;
  requestScan(order: ScanOrder): Promise<readonly ScanRequest[]>;
  runScan(delivery: Delivery, logger: Logger): Promise<void>;
  results(): Promise<ResultsReader>;
  exceptions(): Promise<Exceptions>;
  checkHealth(): Promise<Health>;
}

export type AppSettings = SignInSettings &
  RemediationSettings &
  Pick<
    Settings,
    | 'TENANT_IDS'
    | 'EMERGENCY_ACCESS_IDS'
    | 'ADMINISTRATIVE_ROLE_IDS'
    | 'PROOF_STEP_LIMIT'
    | 'MAX_RESULT_AGE_HOURS'
    | 'notifications'
  >;

/** The attempt after which the host moves a message to poison. */
export const lastAttempt = hostJson.extensions.queues.maxDequeueCount;

/** Puts the use cases together; an adapter is opened when a use case first needs it. */
export function composeApp(settings: AppSettings, adapters: Adapters): App {
  const { clock, newScanId } = adapters;
  const { TENANT_IDS: tenantIds } = settings;

  const requesting = async () => ({
    tenantIds,
    clock,
    newScanId,
    scanRegister: await adapters.scanRegister(),
    scanQueue: await adapters.scanQueue(),
  });

  const signIns = signInUseCases(settings, adapters, lastAttempt);

  return {
    ...signIns,
    ...notificationUseCases(settings.notifications, adapters, lastAttempt),
    ...whyUseCases(settings, adapters),
    ...remediationsUseCases(settings, adapters),

    authenticate: async (authorization) => authenticate(await adapters.tokenValidator(), authorization),

    scheduleScans: async () => scheduleScans(await requesting()),

    requestScan: async (order) => requestScan(await requesting(), order),

    async runScan(delivery, logger) {
      // The prover is loaded with the first scan: a function that serves results never pays for it.
      const { judgeStepwise } = await import('../core/judge-tenant.ts');
      const dependencies = {
        tenantIds,
        clock,
        engine,
        lastAttempt,
        judgeTenant: judgeStepwise,
        logger,
        emergencyAccess: settings.EMERGENCY_ACCESS_IDS,
        administrativeRoles: settings.ADMINISTRATIVE_ROLE_IDS,
        stepLimit: settings.PROOF_STEP_LIMIT,
        resultStore: await adapters.resultStore(),
        evidenceStore: await adapters.evidenceStore(),
        gapUserStore: await adapters.gapUserStore(),
        scanRegister: await adapters.scanRegister(),
        tenantReader: await adapters.tenantReader(),
        exceptionRegister: await adapters.exceptionRegister(),
        notificationQueue: await adapters.notificationQueue(),
        telemetry: adapters.telemetry(logger),
        queueSignIns: (tenantId: TenantId) => signIns.queueSignIns(logger, tenantId),
        ...remediationFollowing(settings, adapters, logger),
      };
      await runScan(dependencies, delivery);
    },

    async results() {
      const evidenceStore = { load: async (name: string) => (await adapters.evidenceStore()).load(name) };
      const gapUserStore = { read: async (name: string) => (await adapters.gapUserStore()).read(name) };
      const controlKeys = (anyId: string) => findControls(anyId).map(({ key }) => key);
      const resultStore = await adapters.resultStore();
      return resultsReader({ resultStore, evidenceStore, gapUserStore, controlKeys });
    },

    exceptions: async () =>
      exceptionsUseCases({
        tenantIds,
        clock,
        exceptionRegister: await adapters.exceptionRegister(),
        principalReader: adapters.principalReader,
        notificationQueue: await adapters.notificationQueue(),
      }),

    async checkHealth() {
      const { MAX_RESULT_AGE_HOURS: maxResultAgeHours } = settings;
      return checkHealth({ tenantIds, clock, maxResultAgeHours, resultStore: await adapters.resultStore() });
    },
  };
}
