import type { ScanId } from '../application/identifiers.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { EvidenceStore } from '../application/ports/evidence-store.ts';
import type { ExceptionRegister } from '../application/ports/exception-register.ts';
import type { GapUserStore } from '../application/ports/gap-user-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import type { PrincipalReader } from '../application/ports/principal-reader.ts';
import type { ResultStore } from '../application/ports/result-store.ts';
import type { ScanQueue } from '../application/ports/scan-queue.ts';
import type { ScanRegister } from '../application/ports/scan-register.ts';
import type { Telemetry } from '../application/ports/telemetry.ts';
import type { TenantReader } from '../application/ports/tenant-reader.ts';
import type { TokenValidator } from '../application/ports/token-validator.ts';
import type { NotificationAdapters } from './notifications.ts';
import type { RemediationAdapters } from './remediation.ts';
import type { SignInAdapters } from './sign-ins.ts';

/** What implements each port. Each is opened when a function first needs it, so that no other pays for its code. */
export interface Adapters extends SignInAdapters, NotificationAdapters, RemediationAdapters {
  readonly tokenValidator: () => Promise<TokenValidator>;
  readonly resultStore: () => Promise<ResultStore>;
  readonly evidenceStore: () => Promise<EvidenceStore>;
  readonly gapUserStore: () => Promise<GapUserStore>;
  readonly scanRegister: () => Promise<ScanRegister>;
  readonly scanQueue: () => Promise<ScanQueue>;
  readonly tenantReader: () => Promise<TenantReader>;
  readonly exceptionRegister: () => Promise<ExceptionRegister>;
  readonly principalReader: () => Promise<PrincipalReader>;
  readonly telemetry: (logger: Logger) => Telemetry;
  readonly clock: Clock;
  readonly newScanId: () => ScanId;
}
