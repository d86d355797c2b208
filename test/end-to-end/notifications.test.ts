import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { applicationToken } from '../sandbox/launcher/application-token.ts';
import { type BootedSandbox, bootLimitMilliseconds, bootSandbox } from './booted-sandbox.ts';

const limitMilliseconds = 60_000;
const notificationSchema = z.object({
  type: z.string(),
  data: z.object({
    id: z.string(),
    audience: z.string(),
    level: z.string(),
    title: z.string(),
    link: z.string(),
  }),
});
const scanSchema = z.object({
  tenantId: z.string(),
  scanId: z.string(),
  requestedAt: z.string(),
  trigger: z.string(),
});

let sandbox: BootedSandbox;
beforeAll(async () => {
  sandbox = await bootSandbox();
}, bootLimitMilliseconds);
afterAll(() => sandbox.stop());

/** What arrived, each with a signature that holds. */
function arrived(type: string) {
  const verifier = new Webhook(sandbox.notifications.secret);
  return sandbox.notifications.received
    .map(({ body, headers }) => notificationSchema.parse(verifier.verify(body, headers)))
    .filter((notification) => notification.type === type);
}

function timesLogged(functionName: string, message: string): number {
  return sandbox.log.filter((entry) => entry.functionName === functionName && entry.message.includes(message))
    .length;
}

test('the first verdicts arrive as one notification, with a link that leads to them', {
  timeout: limitMilliseconds,
}, async () => {
  await sandbox.client.scan();

  await expect.poll(() => arrived('verdicts.decided'), { timeout: limitMilliseconds }).toHaveLength(1);
  const [told] = arrived('verdicts.decided');
  expect(told?.data.title).toMatch(/^First verdicts on 8 controls: \d+ fail/);
  expect(told?.data.link).toBe(`${sandbox.host.url}/api/results/${sandbox.tenant.tenantId}`);
});

test('a verdict that turned arrives once, although its scan and so its notification is delivered twice', {
  timeout: limitMilliseconds,
}, async () => {
  const before = new Map((await newestVerdicts()).map(({ id, verdict }) => [id, verdict]));
  const { state } = sandbox.tenant;
  for (const policy of state.tenant.policies) state.replacePolicy({ ...policy, state: 'disabled' });
  const turned = (await sandbox.client.scan()).filter(({ id, verdict }) => before.get(id) !== verdict);
  expect(turned).not.toEqual([]);
  await expect
    .poll(() => arrived('verdict.changed').length, { timeout: limitMilliseconds })
    .toBe(turned.length);

  await deliverNewestScanAgain();

  await expect
    .poll(() => timesLogged('sendNotification', 'Notification sent before'), { timeout: limitMilliseconds })
    .toBe(turned.length);
  const told = arrived('verdict.changed').map(
    ({ data: { level, title } }) => `${level} ${title.split(' ')[0]}`,
  );
  expect(told.toSorted()).toEqual(turned.map(({ id }) => `error ${id}`).toSorted());
});

async function newestVerdicts() {
  const schema = z.object({ controls: z.array(z.object({ id: z.string(), verdict: z.string() })) });
  return schema.parse(await (await sandbox.client.get(sandbox.tenant.tenantId)).json()).controls;
}

async function deliverNewestScanAgain(): Promise<void> {
  const newest = await sandbox.client.newestScan();
  const answer = await sandbox.client.get(`${sandbox.tenant.tenantId}/scans/${newest?.scanId}`);
  const request = { version: 1, ...scanSchema.parse(await answer.json()) };
  await QueueServiceClient.fromConnectionString(sandbox.azurite.connectionString)
    .getQueueClient('scans')
    .sendMessage(JSON.stringify(request));
}

test('a test notification arrives for everyone and for the approvers', {
  timeout: limitMilliseconds,
}, async () => {
  const authorization = `Bearer ${await applicationToken(sandbox.tenant)()}`;
  const answer = await fetch(`${sandbox.host.url}/api/notifications/test`, {
    method: 'POST',
    headers: { authorization },
  });

  expect([answer.status, await answer.json()]).toEqual([202, { channels: ['webhook'] }]);
  await expect
    .poll(
      () =>
        arrived('test')
          .map(({ data }) => data.audience)
          .toSorted(),
      { timeout: limitMilliseconds },
    )
    .toEqual(['approvers', 'everyone']);
});

test('no log line, stored row or notification holds the address or the secret of the webhook', async () => {
  const options = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(sandbox.azurite.connectionString, 'notifications', options);
  const rows: object[] = [];
  for await (const row of table.listEntities()) rows.push(row);
  const { url, secret, received } = sandbox.notifications;

  const everything = JSON.stringify([sandbox.log, rows, received.map(({ body }) => body)]);

  expect(rows.length).toBeGreaterThan(0);
  expect(everything).not.toContain(secret.slice('whsec_'.length));
  expect(everything).not.toContain(url);
});
