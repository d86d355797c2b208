import { beforeEach, describe, expect, it } from 'vitest';
import { notificationId } from '../../../shared/application/notifications/notification-id.ts';
import {
  type SendNotificationDependencies,
  sendNotification,
} from '../../../shared/application/notifications/send-notification.ts';
import type { Delivery } from '../../../shared/application/reject-message.ts';
import { InputError, TransientError } from '../../../shared/core/errors.ts';
import { minute } from '../examples.ts';
import { InMemoryNotificationStore } from '../in-memory/in-memory-notification-store.ts';
import { InMemoryResultStore } from '../in-memory/in-memory-result-store.ts';
import { RecordingLogger } from '../in-memory/recording-logger.ts';
import { RecordingNotifier } from '../in-memory/recording-notifier.ts';
import { RecordingTelemetry } from '../in-memory/recording-telemetry.ts';
import { notification } from './notification-examples.ts';

const lastAttempt = 5;
const message = { version: 1, channel: 'teams', notification: notification() } as const;

let notifier: RecordingNotifier;
let store: InMemoryNotificationStore;
let telemetry: RecordingTelemetry;
let logger: RecordingLogger;
let resultStore: InMemoryResultStore;
let now: string;

beforeEach(() => {
  notifier = new RecordingNotifier();
  store = new InMemoryNotificationStore();
  telemetry = new RecordingTelemetry();
  logger = new RecordingLogger();
  resultStore = new InMemoryResultStore();
  now = minute(5);
});

function send(given: unknown = message, more: Partial<Delivery> = {}): Promise<void> {
  const dependencies: SendNotificationDependencies = {
    channels: ['teams', 'slack'],
    openNotifier: async () => notifier,
    notificationStore: store,
    resultStore,
    telemetry,
    logger,
    clock: () => new Date(now),
    siteUrl: 'https://gateproof.example.com',
    lastAttempt,
  };
  const delivery = { queue: 'notifications', messageId: 'm1', insertedAt: minute(1), attempt: 1, ...more };
  return sendNotification(dependencies, { ...delivery, message: given });
}

const fails = () => Promise.reject(new TransientError('Teams answered 503.'));

describe('Sending a notification', () => {
  it('gives the channel its texts, a whole link and an id that is always the same', async () => {
    await send();

    expect(notifier.sent).toEqual([
      {
        id: notificationId('verdictChanged|example'),
        kind: 'verdictChanged',
        level: 'info',
        audience: 'everyone',
        tenantId: notification().tenantId,
        title: '2.2.3 passes',
        text: 'The verdict was fail and is pass.',
        link: 'https://gateproof.example.com/api/results',
        at: minute(1),
      },
    ]);
    expect(notifier.sent[0]?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  });

  it('sends once, though the message is delivered again and another asks for the same', async () => {
    await send();
    await send(message, { attempt: 2 });
    await send(message, { messageId: 'm2' });

    expect(notifier.sent).toHaveLength(1);
  });

  it('sends through another channel all the same', async () => {
    await send();
    await send({ ...message, channel: 'slack' }, { messageId: 'm2' });

    expect(notifier.sent).toHaveLength(2);
  });

  it('sends again under the same id where the process died before it was written down', async () => {
    const end = store.end.bind(store);
    store.end = () => Promise.reject(new Error('The process died.'));
    await expect(send()).rejects.toThrow('The process died.');
    store.end = end;
    await send(message, { attempt: 2 });

    expect(new Set(notifier.sent.map(({ id }) => id)).size).toBe(1);
    expect(notifier.sent).toHaveLength(2);
  });

  it('tries again with the next delivery what failed, and sends nothing more after that', async () => {
    notifier.answer = fails;
    await expect(send()).rejects.toThrow(TransientError);
    notifier.answer = async () => ({ status: 'sent' });
    await send(message, { attempt: 2 });
    await send(message, { attempt: 3 });

    expect(notifier.sent).toHaveLength(2);
    expect(telemetry.names()).toEqual([]);
  });

  it('leaves it to the message that is at it, and takes over where that one is long gone', async () => {
    notifier.answer = fails;
    await expect(send()).rejects.toThrow(TransientError);
    notifier.answer = async () => ({ status: 'sent' });

    await send(message, { messageId: 'm2' });
    expect(notifier.sent).toHaveLength(1);
    now = minute(16);
    await send(message, { messageId: 'm3' });
    expect(notifier.sent).toHaveLength(2);
  });

  it('says by an event that the last attempt failed', async () => {
    notifier.answer = fails;

    await expect(send(message, { attempt: lastAttempt })).rejects.toThrow(TransientError);

    expect(telemetry.events).toMatchObject([
      { name: 'notification.failed', properties: { channel: 'teams', why: 'Teams answered 503.' } },
    ]);
  });

  it('gives up at once what is refused, says so by an event, and does not try again', async () => {
    notifier.answer = async () => ({ status: 'refused', why: 'Teams answered 410.' });

    await send();
    await send(message, { messageId: 'm2' });

    expect(notifier.sent).toHaveLength(1);
    expect(telemetry.events).toMatchObject([
      { name: 'notification.failed', properties: { channel: 'teams', why: 'Teams answered 410.' } },
    ]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('drops what a channel was to send that NOTIFIER no longer names', async () => {
    await send({ ...message, channel: 'webhook' });

    expect(notifier.sent).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'warn' }]);
  });
});

describe('A message that is no notification', () => {
  it.each([
    ['text', 'tell everybody'],
    ['of another version', { ...message, version: 2 }],
    ['for an unknown channel', { ...message, channel: 'pager' }],
    ['that leads to another site', { ...message, notification: notification({ path: '//evil.example' }) }],
    [
      'that leads to another host by a user name',
      { ...message, notification: notification({ path: '/@evil.example' }) },
    ],
    ['with a member that is not known', { ...message, url: 'https://evil.example' }],
  ])('is rejected and kept: %s', async (_what, given) => {
    await expect(send(given)).rejects.toThrow(InputError);

    expect(notifier.sent).toEqual([]);
    expect((await resultStore.rejectedMessages({ size: 10 })).items).toMatchObject([
      { queue: 'notifications', messageId: 'm1' },
    ]);
    expect(telemetry.names()).toEqual(['message.rejected']);
  });
});
