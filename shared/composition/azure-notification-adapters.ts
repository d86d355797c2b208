import type { TokenCredential } from '@azure/identity';
import type { StorageConnection } from '../adapters/storage/storage-connection.ts';
import { openNotificationQueue } from '../adapters/storage/storage-notification-queue.ts';
import { openTable } from '../adapters/storage/storage-table.ts';
import { consoleLogger } from '../adapters/telemetry/console-logger.ts';
import type { Channel } from '../application/notifications/channel.ts';
import { notificationQueue } from '../application/notifications/queue-notifications.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Notifier } from '../application/ports/notifier.ts';
import { lazily } from './lazily.ts';
import { notificationQueueName } from './names.ts';
import type { NotificationSettings } from './notification-settings.ts';
import type { NotificationAdapters } from './notifications.ts';

export interface NotificationSurroundings {
  readonly connection: StorageConnection;
  /** Of the identity that sends e-mail. */
  readonly credential: () => Promise<TokenCredential>;
  readonly clock: Clock;
}

/** The adapters of notifications. Each channel's is loaded with the first notification that it sends. */
export function azureNotificationAdapters(
  settings: NotificationSettings,
  surroundings: NotificationSurroundings,
): NotificationAdapters {
  const { connection } = surroundings;
  const openMessageQueue = lazily(() => openNotificationQueue(connection, notificationQueueName));
  return {
    notificationMessageQueue: openMessageQueue,
    notificationQueue: async () =>
      notificationQueue({ plan: settings, openMessageQueue, logger: consoleLogger }),

    notificationStore: lazily(async () => {
      const { notificationsTableName, TableNotificationStore } = await import(
        '../adapters/storage/table-notification-store.ts'
      );
      return new TableNotificationStore(await openTable(connection, notificationsTableName));
    }),

    notifier: (channel) => openNotifier(channel, settings, surroundings),
  };
}

async function openNotifier(
  channel: Channel,
  { teams, slack, email, webhook }: NotificationSettings,
  { credential, clock }: NotificationSurroundings,
): Promise<Notifier> {
  const { JsonPoster } = await import('../adapters/notifiers/json-poster.ts');
  switch (channel) {
    case 'teams': {
      const { TeamsNotifier } = await import('../adapters/notifiers/teams-notifier.ts');
      return new TeamsNotifier(named(teams), new JsonPoster({ service: 'Teams' }));
    }
    case 'slack': {
      const { SlackNotifier } = await import('../adapters/notifiers/slack-notifier.ts');
      return new SlackNotifier(named(slack), new JsonPoster({ service: 'Slack' }));
    }
    case 'email': {
      const { EmailNotifier, emailScope } = await import('../adapters/notifiers/email-notifier.ts');
      const token = { credential: await credential(), scope: emailScope };
      return new EmailNotifier(named(email), new JsonPoster({ service: 'Communication Services', token }));
    }
    case 'webhook': {
      const { WebhookNotifier } = await import('../adapters/notifiers/webhook-notifier.ts');
      return new WebhookNotifier(named(webhook), new JsonPoster({ service: 'The webhook' }), clock);
    }
  }
}

function named<ChannelSettings>(settings: ChannelSettings | undefined): ChannelSettings {
  if (settings !== undefined) return settings;
  throw new Error('A notifier was asked for that NOTIFIER does not name.');
}
