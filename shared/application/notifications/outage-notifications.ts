import type { Notification } from '../notification.ts';
import type { ResultStore } from '../ports/result-store.ts';
import type { Scan, Succeeded } from '../scan.ts';
import type { ScanRequest } from '../scan-request.ts';

type Store = Pick<ResultStore, 'newestSucceededScan' | 'scans'>;

/** More scans of one tenant hardly end out of the order in which they were requested. */
const scansLookedAt = 5;

/**
 * That scans fail. All scans that fail after the same success say it under one key, so that it is told once for each
 * outage. A scan that a younger one overtook says nothing: the younger one succeeded.
 */
export async function scanFailedNotifications(
  resultStore: Store,
  { tenantId, scanId, requestedAt }: ScanRequest,
  at: string,
): Promise<Notification[]> {
  const succeeded = await resultStore.newestSucceededScan(tenantId);
  if (succeeded !== undefined && succeeded.requestedAt > requestedAt) return [];
  const since =
    succeeded === undefined ? 'There is no result yet' : `The results are of ${succeeded.requestedAt}`;
  return [
    {
      key: `scanFailed|${tenantId}|${succeeded?.scanId ?? 'never'}`,
      kind: 'scanFailed',
      level: 'error',
      audience: 'everyone',
      tenantId,
      title: `Scans of the tenant ${tenantId} fail`,
      text: `${since}. You are told when a scan succeeds again, and of no further failure until then.`,
      path: `/api/results/${tenantId}/scans/${scanId}`,
      at,
    },
  ];
}

/** That scans succeed again: where the finished scan before this one had failed. */
export async function scanRecoveredNotifications(
  resultStore: Store,
  { tenantId, scanId, requestedAt, state: { finishedAt } }: Scan<Succeeded>,
): Promise<Notification[]> {
  const { items } = await resultStore.scans(tenantId, { size: scansLookedAt });
  const before = items.find((scan) => scan.requestedAt < requestedAt);
  if (before?.state.status !== 'failed') return [];
  return [
    {
      key: `scanRecovered|${tenantId}|${before.scanId}`,
      kind: 'scanRecovered',
      level: 'info',
      audience: 'everyone',
      tenantId,
      title: `Scans of the tenant ${tenantId} succeed again`,
      text: `The results are of ${requestedAt}.`,
      path: `/api/results/${tenantId}/scans/${scanId}`,
      at: finishedAt,
    },
  ];
}
