import { ConflictError } from '../../core/errors.ts';
import type { Notification, NotificationAudience } from '../notification.ts';
import type { Clock } from '../ports/clock.ts';
import type { Channel } from './channel.ts';
import { type QueueNotificationsDependencies, queueNotifications } from './queue-notifications.ts';

export interface SendTestDependencies extends QueueNotificationsDependencies {
  readonly clock: Clock;
  /** One that was never given out. */
  readonly newId: () => string;
}

/**
 * Queues a notification that says nothing, to everyone and to the approvers, and answers through which channels.
 * Throws ConflictError where there is none; rejects where it cannot be queued.
 */
export async function sendTestNotifications(dependencies: SendTestDependencies): Promise<readonly Channel[]> {
  const { channels } = dependencies.plan;
  if (channels.length === 0) {
    throw new ConflictError('Nobody would be notified: name the channels in the setting NOTIFIER.');
  }
  const id = dependencies.newId();
  const at = dependencies.clock().toISOString();
  const test = (audience: NotificationAudience, whom: string): Notification => ({
    key: `test|${id}|${audience}`,
    kind: 'test',
    level: 'error',
    audience,
    tenantId: null,
    title: `A test notification for ${whom}`,
    text: 'Nothing has happened: somebody asked whether notifications arrive here.',
    path: '/api/health',
    at,
  });
  await queueNotifications(dependencies, [
    test('everyone', 'everyone who is told'),
    test('approvers', 'those who are asked to decide'),
  ]);
  return channels;
}
