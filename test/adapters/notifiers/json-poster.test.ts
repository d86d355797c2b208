import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JsonPoster } from '../../../shared/adapters/notifiers/json-poster.ts';
import { TransientError } from '../../../shared/core/errors.ts';
import type { WebhookReceiver } from '../../sandbox/webhook-receiver/start-webhook-receiver.ts';
import { startTrustedReceiver } from './receiver-under-test.ts';

const secret = '/services/T0/B0/very-secret';

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startTrustedReceiver();
});
afterAll(() => receiver.stop());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

const post = (url = `${receiver.url}${secret}`, budgetMilliseconds = 20_000) =>
  new JsonPoster({ service: 'Slack', retryDelayInMs: 1, budgetMilliseconds }).post({ url, body: '{}' });

describe('Posting a notification', () => {
  it.each([429, 503])('waits as long as a %d asks for, and sends again', async (status) => {
    receiver.answers.push({ status, headers: { 'retry-after': '0' } });

    await expect(post()).resolves.toEqual({ status: 'sent' });

    expect(receiver.received).toHaveLength(2);
  });

  it('sends again after a fault of the server, and leaves it to the queue after some tries', async () => {
    receiver.answers.push({ status: 502 });
    await expect(post()).resolves.toEqual({ status: 'sent' });

    receiver.answers.push(...Array.from({ length: 4 }, () => ({ status: 500 })));
    await expect(post()).rejects.toThrow(TransientError);

    expect(receiver.received).toHaveLength(2 + 4);
  });

  it('leaves it to the queue where the service wants more time than an invocation has', async () => {
    receiver.answers.push({ status: 429, headers: { 'retry-after': '3600' } });

    await expect(post(undefined, 2_000)).rejects.toThrow(TransientError);

    expect(receiver.received).toHaveLength(1);
  });

  it.each([401, 403])(
    'leaves %d to the queue, as a right may only just have been granted',
    async (status) => {
      receiver.answers.push({ status });

      await expect(post()).rejects.toThrow(/^Slack answered 40\d\. Check the URL, the secret or the role/);

      expect(receiver.received).toHaveLength(1);
    },
  );

  it.each([
    [400, 'invalid_payload', 'Slack answered 400 (invalid_payload). Sending the same again would not help.'],
    [
      404,
      `Cannot POST ${secret}`,
      'Slack answered 404. The address leads nowhere any more: set that of a new webhook.',
    ],
    [
      410,
      '{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"secret"}}',
      'Slack answered 410 (WorkflowTriggerIsNotEnabled). The address leads nowhere any more: set that of a new webhook.',
    ],
    [302, '', 'Slack answered 302. Redirects are not followed: set the address that it leads to.'],
  ])('takes %d for final, and says what to do without the address', async (status, body, why) => {
    receiver.answers.push({ status, body, headers: { location: 'https://elsewhere.example.com' } });

    await expect(post()).resolves.toEqual({ status: 'refused', why });

    expect(receiver.received).toHaveLength(1);
  });

  it('keeps the address out of the error where nobody is there', async () => {
    const nobody = `https://127.0.0.1:1${secret}`;

    const error: unknown = await post(nobody).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(TransientError);
    expect(error).toHaveProperty(
      'message',
      'Slack could not be reached (ECONNREFUSED). The notification is sent again later.',
    );
    expect(error).not.toHaveProperty('cause');
  });
});
