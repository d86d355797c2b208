import type { NotificationMessage } from '../../../shared/application/notifications/notification-message.ts';
import type { NotificationMessageQueue } from '../../../shared/application/ports/notification-message-queue.ts';

/** Keeps what was put, in order. */
export class RecordingNotificationMessageQueue implements NotificationMessageQueue {
  readonly messages: NotificationMessage[] = [];

  async put(message: NotificationMessage): Promise<void> {
    this.messages.push(message);
  }
}
