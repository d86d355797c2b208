import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import type { QueuesConfiguration } from '../../sandbox/function-host/configuration/host-configuration.ts';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import { hostLogTo } from '../../sandbox/function-host/log.ts';
import { QueueListener } from '../../sandbox/function-host/queue/queue-listener.ts';
import type { Invocation } from '../../sandbox/function-host/worker/invocation-request.ts';

const usual: QueuesConfiguration = {
  batchSize: 16,
  newBatchThreshold: 8,
  maxPollingIntervalMilliseconds: 200,
  visibilityTimeoutMilliseconds: 0,
  maxDequeueCount: 3,
  messageEncoding: 'none',
};

let azurite: Azurite;
let service: QueueServiceClient;
let queue: QueueClient;
let listener: QueueListener;
let queueNumber = 0;
const logged: LogEntry[] = [];

beforeAll(async () => {
  azurite = await startAzurite();
  service = QueueServiceClient.fromConnectionString(azurite.connectionString);
});
afterAll(() => azurite.stop());

beforeEach(() => {
  queueNumber += 1;
  queue = service.getQueueClient(`letters-${queueNumber}`);
  logged.length = 0;
});
afterEach(() => listener.stop());

type Handler = (text: string, dequeueCount: number) => Promise<void> | void;

function listen(
  handler: Handler,
  queues: Partial<QueuesConfiguration> = {},
  options: { queueName?: string; leaseMilliseconds?: number } = {},
): QueueListener {
  listener = new QueueListener({
    functionName: 'consume',
    service,
    queueName: options.queueName ?? queue.name,
    queues: { ...usual, ...queues },
    leaseMilliseconds: options.leaseMilliseconds ?? 600_000,
    invoke: async (_name, invocation) => {
      await handler(textOf(invocation), dequeueCountOf(invocation));
      return {};
    },
    log: hostLogTo((entry) => logged.push(entry)),
  });
  listener.start();
  return listener;
}

function textOf({ data }: Invocation): string {
  return 'string' in data ? data.string : '';
}

function dequeueCountOf({ triggerMetadata }: Invocation): number {
  const count = triggerMetadata?.['DequeueCount'];
  return count && 'json' in count ? JSON.parse(count.json) : Number.NaN;
}

const textsOf = async (of: QueueClient) =>
  (await of.exists())
    ? (await of.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.map((m) => m.messageText)
    : [];
const lengthOf = async (of: QueueClient) => (await of.getProperties()).approximateMessagesCount;
const poisonOf = (of: QueueClient) => service.getQueueClient(`${of.name}-poison`);
const failing = () => {
  throw new Error('on purpose');
};

test('a message runs the function and is deleted', async () => {
  const texts: string[] = [];
  await queue.create();
  await queue.sendMessage('{"a":1}');

  listen((text) => void texts.push(text));

  await expect.poll(() => lengthOf(queue)).toBe(0);
  expect(texts).toEqual(['{"a":1}']);
});

test('a queue that does not exist yet is polled until it does', async () => {
  const texts: string[] = [];
  listen((text) => void texts.push(text));

  await queue.create();
  await queue.sendMessage('late');

  await expect.poll(() => texts).toEqual(['late']);
  expect(logged).toEqual([]);
});

test('a failing message is tried maxDequeueCount times and then moved to the poison queue', async () => {
  const counts: number[] = [];
  await queue.create();
  await queue.sendMessage('bad');

  listen((_text, count) => {
    counts.push(count);
    failing();
  });

  await expect.poll(() => textsOf(poisonOf(queue))).toEqual(['bad']);
  await expect.poll(() => lengthOf(queue)).toBe(0);
  expect(counts).toEqual([1, 2, 3]);
});

test('a failed message stays invisible for the configured time', async () => {
  await queue.create();
  await queue.sendMessage('later');
  let runs = 0;

  listen(
    () => {
      runs += 1;
      failing();
    },
    { visibilityTimeoutMilliseconds: 3_600_000 },
  );

  await expect.poll(() => runs).toBe(1);
  await listener.stop();
  expect(await textsOf(queue)).toEqual([]);
  expect(await lengthOf(queue)).toBe(1);
});

test('a message that was received too often is moved without running the function', async () => {
  await queue.create();
  await queue.sendMessage('crashing');
  for (let count = 0; count < 3; count += 1) await receiveAndLetGo(queue);
  let runs = 0;

  listen(() => {
    runs += 1;
  });

  await expect.poll(() => textsOf(poisonOf(queue))).toEqual(['crashing']);
  expect(runs).toBe(0);
});

test('a failing message of a poison queue gets no poison queue of its own', async () => {
  const poison = poisonOf(queue);
  await poison.create();
  await poison.sendMessage('bad');
  let runs = 0;

  listen(
    () => {
      runs += 1;
      failing();
    },
    {},
    { queueName: poison.name },
  );

  await expect.poll(() => runs).toBeGreaterThanOrEqual(3);
  expect(await lengthOf(poison)).toBe(1);
  expect(await poisonOf(poison).exists()).toBe(false);
});

describe('under base64', () => {
  test('the function gets the decoded text', async () => {
    const texts: string[] = [];
    await queue.create();
    await queue.sendMessage(Buffer.from('grüße').toString('base64'));

    listen((text) => void texts.push(text), { messageEncoding: 'base64' });

    await expect.poll(() => texts).toEqual(['grüße']);
  });

  test('a text in no such encoding goes straight to the poison queue, and that is logged', async () => {
    await queue.create();
    await queue.sendMessage('{"plain":true}');
    let runs = 0;

    listen(
      () => {
        runs += 1;
      },
      { messageEncoding: 'base64' },
    );

    await expect.poll(() => textsOf(poisonOf(queue))).toEqual(['{"plain":true}']);
    expect(runs).toBe(0);
    expect(logged).toContainEqual(expect.objectContaining({ event: 'queueMessageUndecodable' }));
  });
});

test('with batchSize 1 and newBatchThreshold 0 messages run one at a time', async () => {
  await queue.create();
  for (const text of ['a', 'b', 'c']) await queue.sendMessage(text);
  let running = 0;
  let most = 0;
  let done = 0;

  listen(
    async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 50));
      running -= 1;
      done += 1;
    },
    { batchSize: 1, newBatchThreshold: 0 },
  );

  await expect.poll(() => done).toBe(3);
  expect(most).toBe(1);
});

test('the lease is renewed while a function runs, so that nobody else gets its message', async () => {
  await queue.create();
  await queue.sendMessage('slow');
  let runs = 0;
  let finish: () => void = () => undefined;

  listen(
    async () => {
      runs += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
    {},
    { leaseMilliseconds: 2_000 },
  );

  await expect.poll(() => runs).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await textsOf(queue)).toEqual([]);
  finish();
  await expect.poll(() => lengthOf(queue)).toBe(0);
  expect(runs).toBe(1);
});

test('a message that another reader has deleted meanwhile does no harm', async () => {
  await queue.create();
  const sent = await queue.sendMessage('gone');
  let cleared = false;

  listen(async () => {
    await queue.clearMessages();
    cleared = true;
  });

  await expect.poll(() => cleared).toBe(true);
  await listener.stop();
  expect(sent.messageId).toBeTruthy();
  expect(logged).toEqual([]);
});

test('stop fetches no more and waits for what is running', async () => {
  await queue.create();
  await queue.sendMessage('first');
  let finish: () => void = () => undefined;
  let started = false;
  listen(
    async () => {
      started = true;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
    { batchSize: 1, newBatchThreshold: 0 },
  );
  await expect.poll(() => started).toBe(true);

  const stopped = listener.stop();
  await queue.sendMessage('second');
  finish();
  await stopped;

  expect(await textsOf(queue)).toEqual(['second']);
});

async function receiveAndLetGo(from: QueueClient): Promise<void> {
  const { receivedMessageItems } = await from.receiveMessages();
  for (const { messageId, popReceipt } of receivedMessageItems) {
    await from.updateMessage(messageId, popReceipt, undefined, 0);
  }
}
