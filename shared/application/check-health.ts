import type { TenantId } from './identifiers.ts';
import type { Clock } from './ports/clock.ts';
import type { ResultStore } from './ports/result-store.ts';
import { settleInBatches } from './settle-in-batches.ts';

export interface CheckHealthDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly resultStore: ResultStore;
  readonly clock: Clock;
  readonly maxResultAgeHours: number;
}

/** Names no tenant: the answer is public. */
export type Health =
  | { readonly status: 'healthy'; readonly tenants: number; readonly oldestResultAgeHours: number }
  | { readonly status: 'stale'; readonly reason: string };

const hour = 3_600_000;

/** Stale when any configured tenant has no succeeded scan, or its newest one finished too long ago. */
export async function checkHealth({
  tenantIds,
  resultStore,
  clock,
  maxResultAgeHours,
}: CheckHealthDependencies): Promise<Health> {
  const newest = await settleInBatches(tenantIds, (tenantId) => resultStore.newestSucceededScan(tenantId));
  const now = clock().getTime();
  const ages = newest.map((scan) =>
    scan === undefined ? Number.POSITIVE_INFINITY : (now - Date.parse(scan.state.finishedAt)) / hour,
  );
  const oldestResultAgeHours = Math.max(...ages);
  if (oldestResultAgeHours <= maxResultAgeHours) {
    return {
      status: 'healthy',
      tenants: tenantIds.length,
      oldestResultAgeHours: rounded(oldestResultAgeHours),
    };
  }
  const staleCount = ages.filter((age) => age > maxResultAgeHours).length;
  const newestResult = Number.isFinite(oldestResultAgeHours)
    ? `the oldest of the newest results is ${rounded(oldestResultAgeHours)} hours old`
    : 'some tenant has no succeeded scan yet';
  return {
    status: 'stale',
    reason:
      `${staleCount} of ${tenantIds.length} tenants lack a scan that succeeded within the last ` +
      `${maxResultAgeHours} hours: ${newestResult}.`,
  };
}

function rounded(hours: number): number {
  return Math.round(hours * 10) / 10;
}
