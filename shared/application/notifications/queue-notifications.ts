import type { Notification } from '../notification.ts';
import type { Logger } from '../ports/logger.ts';
import type { NotificationMessageQueue } from '../ports/notification-message-queue.ts';
import type { NotificationQueue } from '../ports/notification-queue.ts';
import { isSentUnder, type NotificationPlan } from './channel.ts';
import { plainText, plainTitle } from './plain-text.ts';

export interface QueueNotificationsDependencies {
  readonly plan: NotificationPlan;
  readonly openMessageQueue: () => Promise<NotificationMessageQueue>;
}

/** Puts one message for each channel that is to send it. Rejects where one could not be put; others may have been. */
export async function queueNotifications(
  { plan, openMessageQueue }: QueueNotificationsDependencies,
  notifications: readonly Notification[],
): Promise<void> {
  const wanted = notifications.filter((notification) => isSentUnder(plan, notification));
  if (wanted.length === 0 || plan.channels.length === 0) return;
  const queue = await openMessageQueue();
  for (const { title, text, ...notification } of wanted) {
    const bounded = { ...notification, title: plainTitle(title), text: plainText(text) };
    for (const channel of plan.channels) await queue.put({ version: 1, channel, notification: bounded });
  }
}

/** The queue for those whom a notification must never stand in the way of. */
export function notificationQueue(
  dependencies: QueueNotificationsDependencies & { readonly logger: Logger },
): NotificationQueue {
  return {
    async put(notifications) {
      try {
        await queueNotifications(dependencies, notifications);
      } catch (error) {
        const keys = notifications.map(({ key }) => key);
        dependencies.logger.error('Notifications could not be queued', { keys, error });
      }
    },
  };
}
