import type { TokenCredential } from '@azure/identity';
import type { PosterOptions } from '../adapters/notifiers/json-poster.ts';
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
  const notifiers = lazyNotifiers(settings, surroundings);
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

    notifier: (channel) => notifiers[channel](),
  };
}

type Notifiers = Readonly<Record<Channel, () => Promise<Notifier>>>;

function lazyNotifiers(
  { teams, slack, email, webhook }: NotificationSettings,
  { credential, clock }: NotificationSurroundings,
): Notifiers {
  const posterFor = async (options: PosterOptions) => {
    const { JsonPoster } = await import('../adapters/notifiers/json-poster.ts');
    return new JsonPoster(options);
  };
  return {
    teams: lazily(async () => {
      const { TeamsNotifier } = await import('../adapters/notifiers/teams-notifier.ts');
      return new TeamsNotifier(named(teams), await posterFor({ service: 'Teams' }));
    }),
    slack: lazily(async () => {
      const { SlackNotifier } = await import('../adapters/notifiers/slack-notifier.ts');
      return new SlackNotifier(named(slack), await posterFor({ service: 'Slack' }));
    }),
    email: lazily(async () => {
      const { EmailNotifier, emailScope } = await import('../adapters/notifiers/email-notifier.ts');
      const token = { credential: await credential(), scope: emailScope };
      return new EmailNotifier(named(email), await posterFor({ service: 'Communication Services', token }));
    }),
    webhook: lazily(async () => {
      const { WebhookNotifier } = await import('../adapters/notifiers/webhook-notifier.ts');
      return new WebhookNotifier(named(webhook), await posterFor({ service: 'The webhook' }), clock);
    }),
  };
}

function named<ChannelSettings>(settings: ChannelSettings | undefined): ChannelSettings {
  if (settings !== undefined) return settings;
  throw new Error('A notifier was asked for that NOTIFIER does not name.');
}
