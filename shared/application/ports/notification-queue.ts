import type { Notification } from '../notification.ts';

/** Takes notifications to be sent. What was put under a key before may be put again: it is told once. */
export interface NotificationQueue {
  /** Never rejects: a notification that could not be queued is logged, and fails nothing. */
  put(notifications: readonly Notification[]): Promise<void>;
}
