import type { Notification } from '../../../shared/application/notification.ts';
import type { NotificationQueue } from '../../../shared/application/ports/notification-queue.ts';

/** Keeps what was put, in order. */
export class RecordingNotificationQueue implements NotificationQueue {
  readonly notifications: Notification[] = [];

  async put(notifications: readonly Notification[]): Promise<void> {
    this.notifications.push(...notifications);
  }

  keys(): readonly string[] {
    return this.notifications.map(({ key }) => key);
  }
}
