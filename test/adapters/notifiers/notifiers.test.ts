import { createHmac } from 'node:crypto';
import { AdaptiveCard, SerializationContext } from 'adaptivecards/dist/adaptivecards.js';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EmailNotifier } from '../../../shared/adapters/notifiers/email-notifier.ts';
import { JsonPoster } from '../../../shared/adapters/notifiers/json-poster.ts';
import { SlackNotifier } from '../../../shared/adapters/notifiers/slack-notifier.ts';
import { TeamsNotifier } from '../../../shared/adapters/notifiers/teams-notifier.ts';
import { WebhookNotifier } from '../../../shared/adapters/notifiers/webhook-notifier.ts';
import { plainText, plainTitle } from '../../../shared/application/notifications/plain-text.ts';
import { minute } from '../../application/examples.ts';
import type { WebhookReceiver } from '../../sandbox/webhook-receiver/start-webhook-receiver.ts';
import { outgoingNotification, startTrustedReceiver } from './receiver-under-test.ts';

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startTrustedReceiver();
});
afterAll(() => receiver.stop());
beforeEach(() => {
  receiver.received.length = 0;
});

const poster = new JsonPoster({ service: 'The service', retryDelayInMs: 1 });
const urls = () => ({ everyone: `${receiver.url}/everyone`, approvers: `${receiver.url}/approvers` });
const nasty = 'A <!channel> & <https://evil.example|link> *bold* [x](https://evil.example) <at>all</at> `c`';

function received() {
  const [request] = receiver.received;
  if (request === undefined) throw new Error('Nothing was received.');
  return { ...request, json: JSON.parse(request.body) as unknown };
}

describe('Teams', () => {
  const notifier = () => new TeamsNotifier(urls(), poster);

  it('gets a card that the library for Adaptive Cards finds nothing wrong with', async () => {
    await notifier().send(outgoingNotification());

    const { json, headers } = received();
    expect(headers['content-type']).toBe('application/json');
    expect(json).toMatchObject({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
    });
    expect(problemsOf(cardIn(json))).toEqual([]);
  });

  it('gets names in text runs only, in which nothing is markup', async () => {
    await notifier().send(outgoingNotification({ title: nasty, text: nasty }));

    const card = cardIn(received().json);
    const runs = card.body.flatMap(({ type, inlines }) => {
      expect(type).toBe('RichTextBlock');
      return inlines;
    });
    expect(runs.map(({ type, text }) => [type, text])).toEqual([
      ['TextRun', nasty],
      ['TextRun', nasty],
      ['TextRun', minute(1)],
    ]);
    expect(card.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'Read on', url: 'https://gateproof.example.com/api/results' },
    ]);
  });

  it.each(['everyone', 'approvers'] as const)('is posted to where %s reads', async (audience) => {
    await notifier().send(outgoingNotification({ audience }));

    expect(received().path).toBe(`/${audience}`);
  });
});

const cardSchema = z.object({
  body: z.array(
    z.looseObject({
      type: z.string(),
      inlines: z.array(z.looseObject({ type: z.string(), text: z.string() })),
    }),
  ),
  actions: z.array(z.unknown()),
});

function cardIn(message: unknown) {
  const schema = z.object({ attachments: z.tuple([z.object({ content: z.looseObject(cardSchema.shape) })]) });
  return schema.parse(message).attachments[0].content;
}

function problemsOf(card: unknown): string[] {
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...events, ...parsed.validateProperties().validationEvents].map(({ message }) => message);
}

describe('Slack', () => {
  const notifier = () => new SlackNotifier(urls(), poster);

  it('gets blocks, and a text for where those are not shown', async () => {
    await notifier().send(outgoingNotification());

    expect(received().json).toMatchObject({
      text: ':rotating_light: 2.2.3 fails',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '2.2.3 fails' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'The verdict was pass and is fail.' } },
        {
          type: 'context',
          elements: [{ text: `<https://gateproof.example.com/api/results|Read on> · ${minute(1)}` }],
        },
      ],
    });
  });

  it('gets no mention and no link but its own', async () => {
    await notifier().send(outgoingNotification({ title: nasty, text: nasty }));

    const { body } = received();
    expect(body.match(/<[^>]*>/g)).toEqual(['<https://gateproof.example.com/api/results|Read on>']);
    expect(body).toContain('A &lt;!channel&gt; &amp; &lt;https://evil.example|link&gt;');
  });

  it('gets headers and sections no longer than it takes, and no torn entity', async () => {
    await notifier().send(outgoingNotification({ title: '<'.repeat(200), text: '&'.repeat(1_500) }));

    const schema = z.object({
      blocks: z.array(z.object({ text: z.object({ text: z.string() }).optional() })),
    });
    const [header, section] = schema.parse(received().json).blocks;
    expect(header?.text?.text).toBe('&lt;'.repeat(37));
    expect(section?.text?.text).toBe('&amp;'.repeat(600));
  });
});

describe('E-mail', () => {
  const credential = {
    getToken: async () => ({ token: 'access-token', expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const token = { credential, scope: 'https://communication.azure.com//.default' };
  const notifier = () =>
    new EmailNotifier(
      {
        endpoint: receiver.url,
        from: 'gateproof@example.com',
        to: { everyone: ['all@example.com'], approvers: ['one@example.com', 'two@example.com'] },
      },
      new JsonPoster({ service: 'Communication Services', token, retryDelayInMs: 1 }),
    );

  it('is handed to Communication Services with a token of the app and the id of the notification', async () => {
    await notifier().send(outgoingNotification());

    const { path, headers, json } = received();
    expect(path).toBe('/emails:send?api-version=2023-03-31');
    expect(headers).toMatchObject({
      authorization: 'Bearer access-token',
      'operation-id': '0f000000-0000-8000-8000-000000000001',
    });
    expect(json).toEqual({
      senderAddress: 'gateproof@example.com',
      recipients: { to: [{ address: 'all@example.com' }] },
      content: {
        subject: 'Gateproof: 2.2.3 fails',
        plainText: `The verdict was pass and is fail.\n\nhttps://gateproof.example.com/api/results\n\n${minute(1)}\n`,
      },
      userEngagementTrackingDisabled: true,
    });
  });

  it('asks the approvers at their own addresses', async () => {
    await notifier().send(outgoingNotification({ audience: 'approvers' }));

    expect(received().json).toMatchObject({
      recipients: { to: [{ address: 'one@example.com' }, { address: 'two@example.com' }] },
    });
  });

  it('was sent before where the service knows the operation', async () => {
    receiver.answers.push({ status: 409 });

    await expect(notifier().send(outgoingNotification())).resolves.toEqual({ status: 'sent' });
  });
});

describe('A webhook', () => {
  const key = Buffer.alloc(32, 7);
  const secret = `whsec_${key.toString('base64')}`;
  const now = new Date();
  const notifier = () => new WebhookNotifier({ url: `${receiver.url}/hook`, secret }, poster, () => now);

  it('gets what its verifier accepts, and a changed body is refused', async () => {
    await notifier().send(outgoingNotification());

    const { headers, body } = received();
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: 'verdict.changed',
      timestamp: minute(1),
      data: {
        id: '0f000000-0000-8000-8000-000000000001',
        level: 'error',
        audience: 'everyone',
        tenantId: outgoingNotification().tenantId,
        title: '2.2.3 fails',
        text: 'The verdict was pass and is fail.',
        link: 'https://gateproof.example.com/api/results',
      },
    });
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
  });

  it('gets the signature that the specification describes', async () => {
    await notifier().send(outgoingNotification());

    const { headers, body } = received();
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-id']).toBe('msg_0f000000-0000-8000-8000-000000000001');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  });
});

describe('The texts of a notification', () => {
  it('are one line of visible characters, cut between characters', () => {
    expect(plainTitle(' Ada\r\nBcc: all@example.com\u202e\u0000 ')).toBe('Ada Bcc: all@example.com');
    expect(plainTitle('🔑'.repeat(200))).toBe(`${'🔑'.repeat(99)}…`);
    expect(plainText('x'.repeat(2_000))).toHaveLength(1_500);
  });
});
