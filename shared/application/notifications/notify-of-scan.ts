import type { Notification } from '../notification.ts';
import type { Logger } from '../ports/logger.ts';
import type { NotificationQueue } from '../ports/notification-queue.ts';
import type { ResultStore } from '../ports/result-store.ts';
import type { Scan, Succeeded } from '../scan.ts';
import type { ScanRequest } from '../scan-request.ts';
import { scanFailedNotifications, scanRecoveredNotifications } from './outage-notifications.ts';
import { verdictNotifications } from './verdict-notifications.ts';

interface NotifyDependencies {
  readonly resultStore: ResultStore;
  readonly notificationQueue: NotificationQueue;
  readonly logger: Logger;
}

/** Of a scan that is stored. Told again after a redelivery, it is the same under the same keys. Never rejects. */
export async function notifyOfSuccess(
  dependencies: NotifyDependencies,
  scan: Scan<Succeeded>,
): Promise<void> {
  await notify(dependencies, async () => [
    ...verdictNotifications(scan),
    ...(await scanRecoveredNotifications(dependencies.resultStore, scan)),
  ]);
}

/** Of a scan whose last attempt failed. Never rejects. */
export async function notifyOfFailure(
  dependencies: NotifyDependencies,
  request: ScanRequest,
  at: string,
): Promise<void> {
  await notify(dependencies, () => scanFailedNotifications(dependencies.resultStore, request, at));
}

/** What is told of a scan must not fail it. */
async function notify(
  { notificationQueue, logger }: NotifyDependencies,
  notifications: () => Promise<readonly Notification[]>,
): Promise<void> {
  try {
    await notificationQueue.put(await notifications());
  } catch (error) {
    logger.error('Notifications of a scan could not be made', { error });
  }
}
