import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test } from 'vitest';
import { startAzurite } from '../../sandbox/azurite/start-azurite.ts';

test('a started Azurite serves queues under its connection string, and nothing after stop', async () => {
  const azurite = await startAzurite();
  const service = QueueServiceClient.fromConnectionString(azurite.connectionString, {
    retryOptions: { maxTries: 1 },
  });
  const queue = service.getQueueClient('letters');

  await queue.create();
  await queue.sendMessage('hello');
  const { receivedMessageItems } = await queue.receiveMessages();
  await azurite.stop();

  expect(receivedMessageItems.map((message) => message.messageText)).toEqual(['hello']);
  await expect(queue.getProperties()).rejects.toThrow(/ECONNREFUSED/);
});

test('Azurite ends when the process that started it is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', startAndReport()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const queueUrl = output.toString().trim();
  await expect(fetch(queueUrl)).resolves.toBeInstanceOf(Response);

  parent.kill('SIGKILL');

  await expect
    .poll(
      () =>
        fetch(queueUrl).then(
          () => 'up',
          () => 'down',
        ),
      { timeout: 10_000 },
    )
    .toBe('down');
});

function startAndReport(): string {
  const module = fileURLToPath(new URL('../../sandbox/azurite/start-azurite.ts', import.meta.url));
  return `
    import { startAzurite } from ${JSON.stringify(module)};
    console.log((await startAzurite()).queueUrl);
    setInterval(() => {}, 60_000);`;
}
