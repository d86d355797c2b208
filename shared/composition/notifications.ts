import { randomUUID } from 'node:crypto';
import type { Channel } from '../application/notifications/channel.ts';
import { sendTestNotifications } from '../application/notifications/test-notifications.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Logger } from '../application/ports/logger.ts';
import type { NotificationMessageQueue } from '../application/ports/notification-message-queue.ts';
import type { NotificationQueue } from '../application/ports/notification-queue.ts';
import type { NotificationStore } from '../application/ports/notification-store.ts';
import type { Notifier } from '../application/ports/notifier.ts';
import type { ResultStore } from '../application/ports/result-store.ts';
import type { Telemetry } from '../application/ports/telemetry.ts';
import type { Delivery } from '../application/reject-message.ts';
import type { NotificationSettings } from './notification-settings.ts';

export interface NotificationAdapters {
  readonly notificationQueue: () => Promise<NotificationQueue>;
  readonly notificationMessageQueue: () => Promise<NotificationMessageQueue>;
  readonly notificationStore: () => Promise<NotificationStore>;
  /** Of a channel that NOTIFIER names. */
  readonly notifier: (channel: Channel) => Promise<Notifier>;
}

interface OtherAdapters {
  readonly resultStore: () => Promise<ResultStore>;
  readonly telemetry: (logger: Logger) => Telemetry;
  readonly clock: Clock;
}

export interface NotificationUseCases {
  sendNotification(delivery: Delivery, logger: Logger): Promise<void>;
  /** Answers through which channels. Throws ConflictError where there is none. */
  sendTestNotifications(): Promise<readonly Channel[]>;
}

export function notificationUseCases(
  plan: Pick<NotificationSettings, 'channels' | 'level' | 'siteUrl'>,
  adapters: NotificationAdapters & OtherAdapters,
  lastAttempt: number,
): NotificationUseCases {
  const { clock } = adapters;
  return {
    async sendNotification(delivery, logger) {
      const { sendNotification } = await import('../application/notifications/send-notification.ts');
      const dependencies = {
        channels: plan.channels,
        siteUrl: plan.siteUrl,
        openNotifier: adapters.notifier,
        notificationStore: await adapters.notificationStore(),
        resultStore: await adapters.resultStore(),
        telemetry: adapters.telemetry(logger),
        clock,
        lastAttempt,
        logger,
      };
      await sendNotification(dependencies, delivery);
    },

    sendTestNotifications: () =>
      sendTestNotifications({
        plan,
        openMessageQueue: adapters.notificationMessageQueue,
        clock,
        newId: randomUUID,
      }),
  };
}
