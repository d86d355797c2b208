import hostJson from '../../host.json' with { type: 'json' };
import type { Health } from '../application/check-health.ts';
import { engine } from '../application/engine.ts';
import type { Logger } from '../application/ports/logger.ts';
import type { ResultsReader } from '../application/read-results.ts';
import type { Delivery } from '../application/reject-message.ts';
import type { ScanOrder } from '../application/request-scan.ts';
import type { ScanRequest } from '../application/scan-request.ts';
import type { Adapters } from './adapters.ts';
import type { Settings } from './settings.ts';

/** The use cases with everything that they need. A function calls one of them. */
export interface App {
  scheduleScans(): Promise<readonly ScanRequest[]>;
  requestScan(order: ScanOrder): Promise<readonly ScanRequest[]>;
  runScan(delivery: Delivery, logger: Logger): Promise<void>;
  results(): Promise<ResultsReader>;
  checkHealth(): Promise<Health>;
}

export type AppSettings = Pick<Settings, 'TENANT_IDS' | 'EMERGENCY_ACCESS_IDS' | 'MAX_RESULT_AGE_HOURS'>;

/** The attempt after which the host moves a message to poison. */
export const lastAttempt = hostJson.extensions.queues.maxDequeueCount;

/** Use cases, like adapters, are loaded with the first call: a function that serves results never loads the prover. */
export function composeApp(settings: AppSettings, adapters: Adapters): App {
  const { clock, newScanId } = adapters;
  const { TENANT_IDS: tenantIds } = settings;

  const requesting = async () => ({
    ...{ tenantIds, clock, newScanId },
    scanRegister: await adapters.scanRegister(),
    scanQueue: await adapters.scanQueue(),
  });

  return {
    async scheduleScans() {
      const { scheduleScans } = await import('../application/request-scan.ts');
      return scheduleScans(await requesting());
    },

    async requestScan(order) {
      const { requestScan } = await import('../application/request-scan.ts');
      return requestScan(await requesting(), order);
    },

    async runScan(delivery, logger) {
      const [{ runScan }, { judgeTenant }] = await Promise.all([
        import('../application/run-scan.ts'),
        import('../core/judge-tenant.ts'),
      ]);
      const dependencies = {
        ...{ tenantIds, clock, engine, lastAttempt, judgeTenant, logger },
        emergencyAccess: settings.EMERGENCY_ACCESS_IDS,
        resultStore: await adapters.resultStore(),
        evidenceStore: await adapters.evidenceStore(),
        scanRegister: await adapters.scanRegister(),
        tenantReader: await adapters.tenantReader(),
        telemetry: await adapters.telemetry(logger),
      };
      await runScan(dependencies, delivery);
    },

    async results() {
      const [{ resultsReader }, { findControl }, resultStore] = await Promise.all([
        import('../application/read-results.ts'),
        import('../core/controls/catalogue.ts'),
        adapters.resultStore(),
      ]);
      const evidenceStore = { load: async (name: string) => (await adapters.evidenceStore()).load(name) };
      const findControlKey = (anyId: string) => findControl(anyId)?.key;
      return resultsReader({ resultStore, evidenceStore, findControlKey });
    },

    async checkHealth() {
      const { checkHealth } = await import('../application/check-health.ts');
      const { MAX_RESULT_AGE_HOURS: maxResultAgeHours } = settings;
      return checkHealth({ tenantIds, clock, maxResultAgeHours, resultStore: await adapters.resultStore() });
    },
  };
}
