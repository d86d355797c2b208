import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BootedSandbox, bootLimitMilliseconds, bootSandbox } from './booted-sandbox.ts';

/** Five deliveries at the pace that Graph allows, on a slow machine that is busy. */
const poisonLimitMilliseconds = 120_000;
const malformed = JSON.stringify({ version: 1, scanId: 'none', tenantId: 42 });

let sandbox: BootedSandbox;
beforeAll(async () => {
  sandbox = await bootSandbox();
  // Both go wrong at the same time, as each takes a while.
  sandbox.tenant.addFault({
    path: '/v1.0/identity/conditionalAccess/policies',
    times: 1_000_000,
    // Later than a scan may last, so that each attempt ends at once instead of waiting.
    fault: { kind: 'unavailable', retryAfterSeconds: 3_600 },
  });
  await sandbox.client.startTimer();
  await queue('scans').createIfNotExists();
  await queue('scans').sendMessage(malformed);
}, bootLimitMilliseconds);
afterAll(() => sandbox.stop());

function queue(name: string) {
  return QueueServiceClient.fromConnectionString(sandbox.azurite.connectionString).getQueueClient(name);
}

async function poisonMessages(): Promise<string[]> {
  const poison = queue('scans-poison');
  if (!(await poison.exists())) return [];
  const { peekedMessageItems } = await poison.peekMessages({ numberOfMessages: 32 });
  return peekedMessageItems.map(({ messageText }) => messageText);
}

function loggedByRunScan(message: string): string[] {
  return sandbox.log
    .filter(({ functionName, source }) => functionName === 'runScan' && source === 'user')
    .map((entry) => entry.message)
    .filter((line) => line.includes(message));
}

test('a malformed message is given up to the poison queue, with its reason in the log and in the results', {
  timeout: poisonLimitMilliseconds,
}, async () => {
  await expect.poll(poisonMessages, { timeout: poisonLimitMilliseconds }).toContain(malformed);

  const rejected: unknown = await (await sandbox.client.get('rejected-messages')).json();
  expect(rejected).toMatchObject({
    items: [{ queue: 'scans', text: malformed, reason: expect.stringContaining('tenantId') }],
  });
  expect(loggedByRunScan('A queue message was rejected')[0]).toContain('scanId');
});

test('a scan that Graph puts off is tried five times, given up to the poison queue, and recorded as failed', {
  timeout: poisonLimitMilliseconds,
}, async () => {
  const newest = () => sandbox.client.newestScan();
  await expect
    .poll(newest, { timeout: poisonLimitMilliseconds })
    .toMatchObject({ state: { status: 'failed', error: expect.stringContaining('503') } });

  const scanId = (await newest())?.scanId ?? '';
  const isPoison = async () => (await poisonMessages()).some((text) => text.includes(scanId));
  await expect.poll(isPoison, { timeout: poisonLimitMilliseconds }).toBe(true);
  expect(loggedByRunScan('Scan failed')).toHaveLength(5);
  expect((await sandbox.client.get(sandbox.tenant.tenantId)).status).toBe(404);
});

test('the next scan succeeds once Graph answers again', { timeout: poisonLimitMilliseconds }, async () => {
  sandbox.tenant.clearFaults();

  const controls = await sandbox.client.scan();

  expect(controls).toContainEqual(expect.objectContaining({ id: '2.2.3', verdict: 'fail' }));
});
