import { InputError } from '../core/errors.ts';
import { eventNames } from './event-names.ts';
import type { TenantId } from './identifiers.ts';
import { notifyOfFailure, notifyOfSuccess } from './notifications/notify-of-scan.ts';
import type { ScanRegister } from './ports/scan-register.ts';
import type { TelemetryEvent } from './ports/telemetry.ts';
import { type Delivery, type RejectMessageDependencies, rejectMessage } from './reject-message.ts';
import type { Scan, Succeeded } from './scan.ts';
import { parseScanRequest, type ScanRequest } from './scan-request.ts';
import { type ScanTenantDependencies, scanTenant } from './scan-tenant.ts';
import type { ScannedTenant } from './scanned-tenant.ts';

export interface RunScanDependencies extends ScanTenantDependencies, RejectMessageDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly scanRegister: ScanRegister;
  /** Has the tenant's sign-ins collected as well. Never rejects. */
  readonly queueSignIns: (tenantId: TenantId) => Promise<void>;
  /** Carries remediations on by what the scan saw; `scanned` where it is still at hand. Never rejects. */
  readonly followRemediations: (scan: Scan<Succeeded>, scanned?: ScannedTenant) => Promise<void>;
  /** The attempt after which the queue gives a message up. */
  readonly lastAttempt: number;
}

/**
 * Runs the scan that a queue message asks for. Delivered twice, it has one effect, but events may repeat.
 * Throws when the attempt failed, so that the queue delivers again or, after the last one, moves it to poison.
 */
export async function runScan(dependencies: RunScanDependencies, delivery: Delivery): Promise<void> {
  const { resultStore, telemetry, logger } = dependencies;
  const request = await acceptedRequest(dependencies, delivery);
  const { tenantId, scanId } = request;
  try {
    const known = await resultStore.scan(tenantId, scanId);
    const outcome = isSucceeded(known) ? { scan: known } : await beginAndScan(dependencies, request);
    const { scan } = outcome;
    logger.info('Scan completed', { tenantId, scanId, changes: scan.state.changes });
    await telemetry.record(eventsOf(scan));
    await notifyOfSuccess(dependencies, scan);
    await dependencies.queueSignIns(tenantId);
    await dependencies.followRemediations(scan, 'snapshot' in outcome ? outcome : undefined);
  } catch (error) {
    const { attempt } = delivery;
    logger.error('Scan failed', { tenantId, scanId, attempt, lastAttempt: dependencies.lastAttempt, error });
    if (attempt >= dependencies.lastAttempt) await recordFailure(dependencies, request, error);
    throw error;
  }
}

async function acceptedRequest(dependencies: RunScanDependencies, delivery: Delivery): Promise<ScanRequest> {
  try {
    const request = parseScanRequest(delivery.message);
    if (dependencies.tenantIds.includes(request.tenantId)) return request;
    throw new InputError([{ member: 'tenantId', message: 'is not one of the tenants in TENANT_IDS' }]);
  } catch (error) {
    if (error instanceof InputError) await rejectMessage(dependencies, delivery, error);
    throw error;
  }
}

async function beginAndScan(dependencies: RunScanDependencies, request: ScanRequest): Promise<ScannedTenant> {
  await dependencies.scanRegister.begin(request);
  return scanTenant(dependencies, request);
}

async function recordFailure(
  dependencies: RunScanDependencies,
  request: ScanRequest,
  cause: unknown,
): Promise<void> {
  const { resultStore, telemetry, clock } = dependencies;
  const { tenantId, scanId, trigger, reason, requestedAt } = request;
  const error = (cause instanceof Error ? cause.message : String(cause)).slice(0, 2_000).toWellFormed();
  const finishedAt = clock().toISOString();
  await telemetry.record([{ name: eventNames.scanFailed, properties: { tenantId, scanId, error } }]);
  // Before it is stored: this is the last attempt, and what stands in the way of storing it is worth telling most.
  await notifyOfFailure(dependencies, request, finishedAt);
  await resultStore.saveScan(
    { tenantId, scanId, trigger, reason, requestedAt, state: { status: 'failed', finishedAt, error } },
    [],
  );
}

function eventsOf({ tenantId, scanId, state }: Scan<Succeeded>): TelemetryEvent[] {
  return [
    {
      name: eventNames.scanCompleted,
      properties: { tenantId, scanId, scannedAt: state.scannedAt, engine: state.engine },
    },
    ...state.changes.map(({ control, from, to }) => ({
      name: eventNames.verdictChanged,
      properties: { tenantId, scanId, control, from, to },
    })),
  ];
}

function isSucceeded(scan: Scan | undefined): scan is Scan<Succeeded> {
  return scan?.state.status === 'succeeded';
}
