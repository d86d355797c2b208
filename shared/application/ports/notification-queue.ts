import type { Notification } from '../notification.ts';

/** Where notifications wait to be sent. Delivery is at least once, in no order. */
export interface NotificationQueue {
  /** Never rejects: a notification that could not be queued is logged, and fails nothing. */
  put(notifications: readonly Notification[]): Promise<void>;
}
