import { describe, expect, it } from 'vitest';
import type { NotificationAudience, NotificationLevel } from '../../../shared/application/notification.ts';
import type { NotificationPlan } from '../../../shared/application/notifications/channel.ts';
import { notificationQueue } from '../../../shared/application/notifications/queue-notifications.ts';
import { RecordingLogger } from '../in-memory/recording-logger.ts';
import { RecordingNotificationMessageQueue } from '../in-memory/recording-notification-message-queue.ts';
import { notification } from './notification-examples.ts';

function queueUnder(plan: NotificationPlan) {
  const messageQueue = new RecordingNotificationMessageQueue();
  const logger = new RecordingLogger();
  const openMessageQueue = async () => messageQueue;
  return { messageQueue, logger, queue: notificationQueue({ plan, openMessageQueue, logger }) };
}

describe('Queueing a notification', () => {
  it('puts one message for each channel', async () => {
    const { queue, messageQueue } = queueUnder({ channels: ['teams', 'email'], level: 'info' });

    await queue.put([notification({ key: 'a' }), notification({ key: 'b' })]);

    expect(messageQueue.messages.map(({ channel, notification: { key } }) => [key, channel])).toEqual([
      ['a', 'teams'],
      ['a', 'email'],
      ['b', 'teams'],
      ['b', 'email'],
    ]);
  });

  it.each<[NotificationLevel, NotificationAudience, readonly NotificationLevel[]]>([
    ['verbose', 'everyone', ['verbose', 'info', 'error']],
    ['info', 'everyone', ['info', 'error']],
    ['error', 'everyone', ['error']],
    ['error', 'approvers', ['verbose', 'info', 'error']],
  ])('at the level %s lets through for %s: %j', async (level, audience, expected) => {
    const { queue, messageQueue } = queueUnder({ channels: ['slack'], level });

    await queue.put(
      (['verbose', 'info', 'error'] as const).map((one) => notification({ key: one, level: one, audience })),
    );

    expect(messageQueue.messages.map(({ notification: { key } }) => key)).toEqual(expected);
  });

  it('keeps a message far below what a queue takes, whatever a name holds', async () => {
    const { queue, messageQueue } = queueUnder({ channels: ['slack'], level: 'info' });

    await queue.put([notification({ title: '🔑\n'.repeat(50_000), text: '<&"\u0000'.repeat(50_000) })]);

    expect(Buffer.byteLength(JSON.stringify(messageQueue.messages))).toBeLessThan(16_000);
  });

  it('opens no queue where nobody is notified', async () => {
    const openMessageQueue = () => Promise.reject(new Error('opened'));
    const logger = new RecordingLogger();

    await notificationQueue({ plan: { channels: [], level: 'verbose' }, openMessageQueue, logger }).put([
      notification(),
    ]);

    expect(logger.lines).toEqual([]);
  });

  it('logs what could not be queued, and does not reject', async () => {
    const openMessageQueue = () => Promise.reject(new Error('The queue is down.'));
    const logger = new RecordingLogger();

    await notificationQueue({ plan: { channels: ['teams'], level: 'info' }, openMessageQueue, logger }).put([
      notification({ key: 'lost' }),
    ]);

    expect(logger.lines).toMatchObject([{ level: 'error', properties: { keys: ['lost'] } }]);
  });
});
