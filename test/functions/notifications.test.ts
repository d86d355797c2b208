import { describe, expect, it } from 'vitest';
import { notifications } from '../../functions/notifications.ts';
import { sendNotification } from '../../functions/send-notification.ts';
import { appUnderTest, invocation, request } from './app-under-test.ts';

const post = () => request('notifications/test', { method: 'POST' });

describe('Asking for a test notification', () => {
  it('queues one for everyone and one for the approvers, through every channel, new each time', async () => {
    const { app, notificationMessageQueue } = appUnderTest({ channels: ['teams', 'email'] });

    const answer = await notifications(app)(post(), invocation().context);
    await notifications(app)(post(), invocation().context);

    expect(answer).toMatchObject({ status: 202, body: '{"channels":["teams","email"]}' });
    const { messages } = notificationMessageQueue;
    expect(
      messages.slice(0, 4).map(({ channel, notification: { audience } }) => [channel, audience]),
    ).toEqual([
      ['teams', 'everyone'],
      ['email', 'everyone'],
      ['teams', 'approvers'],
      ['email', 'approvers'],
    ]);
    expect(new Set(messages.map(({ notification: { key } }) => key)).size).toBe(4);
  });

  it('is a conflict where no channel is named', async () => {
    const { app } = appUnderTest();

    const answer = await notifications(app)(post(), invocation().context);

    expect(answer).toMatchObject({ status: 409, body: expect.stringContaining('NOTIFIER') });
  });
});

describe('The queue function of notifications', () => {
  it('sends what is queued, once over two deliveries', async () => {
    const { app, notifier, notificationMessageQueue } = appUnderTest({ channels: ['teams'] });
    await notifications(app)(post(), invocation().context);

    for (const [index, message] of notificationMessageQueue.messages.entries()) {
      for (const dequeueCount of [1, 2]) {
        await sendNotification(app)(message, invocation({ id: `m${index}`, dequeueCount }).context);
      }
    }

    expect(notifier.sent.map(({ audience, link }) => [audience, link])).toEqual([
      ['everyone', 'https://gateproof.example.com/api/health'],
      ['approvers', 'https://gateproof.example.com/api/health'],
    ]);
  });
});
