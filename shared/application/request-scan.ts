import { InputError } from '../core/errors.ts';
import type { ScanId, TenantId } from './identifiers.ts';
import type { Clock } from './ports/clock.ts';
import type { ScanQueue } from './ports/scan-queue.ts';
import type { ScanRegister } from './ports/scan-register.ts';
import type { ScanRequest } from './scan-request.ts';
import { settleInBatches } from './settle-in-batches.ts';

export interface RequestScanDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly scanRegister: ScanRegister;
  readonly scanQueue: ScanQueue;
  readonly clock: Clock;
  readonly newScanId: () => ScanId;
}

export interface ScanOrder {
  /** Absent: every configured tenant. */
  readonly tenantId?: TenantId | undefined;
  readonly reason?: string | undefined;
}

/**
 * Requests come in bursts (a change of one policy raises several notifications): the scan starts a moment later,
 * and all that is requested until it starts to read is one scan.
 */
const burstSeconds = 3;

/** Queues one scan per tenant on the schedule. Every tenant is tried; throws when any could not be queued. */
export async function scheduleScans(dependencies: RequestScanDependencies): Promise<readonly ScanRequest[]> {
  return settleInBatches(dependencies.tenantIds, (tenantId) =>
    queueScan(dependencies, newRequest(dependencies, { tenantId }, 'schedule'), 0),
  );
}

/**
 * Queues a scan on demand and returns the scans that now wait, newly made or joined.
 * Throws InputError for a tenant that is not configured.
 */
export async function requestScan(
  dependencies: RequestScanDependencies,
  { tenantId, reason }: ScanOrder,
): Promise<readonly ScanRequest[]> {
  const { tenantIds } = dependencies;
  if (tenantId !== undefined && !tenantIds.includes(tenantId)) {
    throw new InputError([{ member: 'tenantId', message: 'is not one of the tenants in TENANT_IDS' }]);
  }
  const wanted = tenantId === undefined ? tenantIds : [tenantId];
  return settleInBatches(wanted, (id) =>
    queueScan(dependencies, newRequest(dependencies, { tenantId: id, reason }, 'request'), burstSeconds),
  );
}

function newRequest(
  { clock, newScanId }: RequestScanDependencies,
  { tenantId, reason }: { readonly tenantId: TenantId; readonly reason?: string | undefined },
  trigger: ScanRequest['trigger'],
): ScanRequest {
  const requestedAt = clock().toISOString();
  return { version: 1, scanId: newScanId(), tenantId, requestedAt, trigger, ...(reason && { reason }) };
}

async function queueScan(
  { scanRegister, scanQueue }: RequestScanDependencies,
  request: ScanRequest,
  delaySeconds: number,
): Promise<ScanRequest> {
  const waiting = await scanRegister.register(request);
  if (waiting.scanId !== request.scanId) return waiting;
  try {
    await scanQueue.put(request, { delaySeconds });
  } catch (error) {
    await scanRegister.withdraw(request);
    throw error;
  }
  return request;
}
