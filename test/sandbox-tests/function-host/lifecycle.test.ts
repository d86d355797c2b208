import { spawn as spawnProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { readHostConfiguration } from '../../sandbox/function-host/configuration/host-configuration.ts';
import type { FunctionHost } from '../../sandbox/function-host/function-host.ts';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import {
  type SpawnedFunctionHost,
  spawnFunctionHost,
} from '../../sandbox/function-host/spawn-function-host.ts';
import { startFunctionHost } from '../../sandbox/function-host/start-function-host.ts';
import { type AppFixture, writeApp } from './app-fixture.ts';

const imports = `import { app } from '@azure/functions'; import { setTimeout as wait } from 'node:timers/promises';`;
const plainHost = { version: '2.0', extensions: { queues: { messageEncoding: 'none' } } };

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function fixture(source: string, files?: Record<string, unknown>): Promise<AppFixture> {
  const app = await writeApp(`${imports}\n${source}`, files);
  cleanUp.push(app.remove);
  return app;
}

async function start(
  source: string,
  options: { files?: Record<string, unknown>; settings?: Record<string, string> } = {},
) {
  const app = await fixture(source, options.files);
  const logged: LogEntry[] = [];
  const host: FunctionHost = await startFunctionHost({
    appDirectory: app.directory,
    settings: options.settings,
    log: (entry) => logged.push(entry),
  });
  cleanUp.push(host.stop);
  return { host, logged };
}

describe('settings', () => {
  const echo = `app.http('echo', { handler: () => ({ jsonBody: [process.env.LOCAL_ONLY, process.env.BOTH, process.env.GIVEN] }) });`;

  test('come from the caller, then the environment, then local.settings.json, and leave with the host', async () => {
    process.env['BOTH'] = 'environment';
    const Values = { LOCAL_ONLY: 'local', BOTH: 'local', GIVEN: 'local' };
    const { host } = await start(echo, {
      files: { 'local.settings.json': { IsEncrypted: false, Values } },
      settings: { GIVEN: 'given' },
    });

    expect(await (await fetch(`${host.url}/api/echo`)).json()).toEqual(['local', 'environment', 'given']);
    await host.stop();
    expect([process.env['LOCAL_ONLY'], process.env['BOTH']]).toEqual([undefined, 'environment']);
    delete process.env['BOTH'];
  });

  test('that a trigger names and nobody gives are named when the start is refused', async () => {
    await expect(start(`app.timer('t', { schedule: '%MISSING%', handler() {} });`)).rejects.toThrow(
      /setting MISSING, which '%MISSING%' names, is missing/,
    );
  });

  test('that a queue connection needs are named when the start is refused', async () => {
    await expect(
      start(`app.storageQueue('q', { queueName: 'q', connection: 'LETTERS', handler() {} });`),
    ).rejects.toThrow(/set LETTERS or LETTERS__queueServiceUri/);
  });
});

describe('host.json', () => {
  test('is overridden by settings of the real host’s form, whatever their case', async () => {
    const { directory } = await fixture('', {
      'host.json': { version: '2.0', extensions: { queues: { batchSize: 2 } } },
    });

    const configuration = await readHostConfiguration(directory, {
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:30',
      AzureFunctionsJobHost__Extensions__Queues__BatchSize: '4',
      AzureFunctionsJobHost__extensions__http__routePrefix: '',
      AzureFunctionsJobHost__functionTimeout: '-1',
    });

    expect(configuration).toMatchObject({
      routePrefix: '',
      functionTimeoutMilliseconds: null,
      queues: {
        batchSize: 4,
        visibilityTimeoutMilliseconds: 30_000,
        maxDequeueCount: 5,
        messageEncoding: 'base64',
      },
    });
  });

  test('that is wrong is refused with the member', async () => {
    const { directory } = await fixture('', {
      'host.json': { version: '2.0', extensions: { queues: { batchSize: 99 } } },
    });

    await expect(readHostConfiguration(directory, {})).rejects.toThrow(/extensions\.queues\.batchSize/);
  });
});

describe('a function without a route', () => {
  const source = `
    globalThis.inputs = [];
    app.timer('nightly', { schedule: '0 0 3 * * *', handler: (timer) => { globalThis.inputs.push(timer.isPastDue); } });
    app.timer('failing', { schedule: '0 0 3 * * *', handler: () => { throw new Error('on purpose'); } });`;
  const inputs = () => Reflect.get(globalThis, 'inputs');

  test('is run by hand over the admin endpoint, which answers 202', async () => {
    const { host } = await start(source);
    const run = (name: string, body: string) =>
      fetch(`${host.url}/admin/functions/${name}`, {
        method: 'POST',
        headers: { 'x-functions-key': host.masterKey },
        body,
      });

    expect((await run('nightly', '{"input":""}')).status).toBe(202);
    expect((await run('unknown', '{}')).status).toBe(404);
    expect((await run('nightly', 'no JSON')).status).toBe(400);
    await expect.poll(inputs).toEqual([false]);
  });

  test('is run by hand in this process, and its failure comes back', async () => {
    const { host } = await start(source);

    await host.runFunction('nightly');

    expect(inputs()).toEqual([false]);
    await expect(host.runFunction('failing')).rejects.toThrow('on purpose');
  });
});

test('stop answers what is open, then runs the terminate hooks', async () => {
  const { host } = await start(`
    globalThis.order = [];
    app.http('slow', { handler: async () => { await wait(200); globalThis.order.push('answered'); return { body: 'done' }; } });
    app.hook.appTerminate(() => { globalThis.order.push('terminated'); });`);
  const open = fetch(`${host.url}/api/slow`);
  await new Promise((resolve) => setTimeout(resolve, 50));

  await host.stop();

  expect(await (await open).text()).toBe('done');
  expect(Reflect.get(globalThis, 'order')).toEqual(['answered', 'terminated']);
});

test('a run that exceeds functionTimeout is logged', async () => {
  const { host, logged } = await start(
    `app.http('slow', { handler: async () => { await wait(150); return {}; } });`,
    {
      files: { 'host.json': { version: '2.0', functionTimeout: '00:00:00.05' } },
    },
  );

  await fetch(`${host.url}/api/slow`);

  expect(logged).toContainEqual(expect.objectContaining({ event: 'functionTimeout', functionName: 'slow' }));
});

describe('a host in a process of its own', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.stop());

  async function spawn(appDirectory: string, settings: Record<string, string> = {}) {
    const logged: LogEntry[] = [];
    const host: SpawnedFunctionHost = await spawnFunctionHost({
      appDirectory,
      environment: { ...process.env, STORAGE: azurite.connectionString, ...settings },
      queueLeaseMilliseconds: 2_000,
      log: (entry) => logged.push(entry),
    });
    cleanUp.push(host.stop);
    return { host, logged };
  }

  test('refuses to start with the app’s own words, all of them', async () => {
    const words = 'SCAN_SCHEDULE: write six fields\nTENANT_ID: is missing';
    const app = await fixture(
      `app.http('x', { handler: () => ({}) }); throw new Error(${JSON.stringify(words)});`,
    );

    await expect(spawn(app.directory)).rejects.toThrow(words);
  });

  test('serves, passes on what the app logs and prints, and ends with status 0', async () => {
    const app = await fixture(`
      app.http('hello', { handler: (request, context) => { context.log('from context'); console.log('from console'); return { body: 'hi' }; } });`);
    const { host, logged } = await spawn(app.directory);

    expect(await (await fetch(`${host.url}/api/hello`)).text()).toBe('hi');
    await expect
      .poll(() =>
        logged
          .filter(({ source }) => source === 'user')
          .map(({ message }) => message)
          .sort(),
      )
      .toEqual(['from console', 'from context']);
    await host.stop();
    expect(await host.ended).toBe(0);
  });

  test('ends when the process that started it is killed', async () => {
    const app = await fixture(
      `app.http('hello', { handler: () => ({ body: 'hi' }) }); setInterval(() => {}, 60_000);`,
    );
    const parent = startParent(app.directory);
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const url = `${output.toString().trim()}/api/hello`;
    await expect(fetch(url)).resolves.toBeInstanceOf(Response);

    parent.kill('SIGKILL');

    await expect
      .poll(() =>
        fetch(url).then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
  });

  test('leaves the message of a crash to the next host, which finds it received twice', async () => {
    const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('scans');
    await queue.create();
    await queue.sendMessage('only one');
    const app = await fixture(
      `app.storageQueue('consume', { queueName: 'scans', connection: 'STORAGE', handler: async (message, context) => {
        context.log(message + ' ' + context.triggerMetadata.dequeueCount);
        if (process.env.HANG) await wait(60_000);
      } });`,
      { 'host.json': plainHost },
    );
    const crashing = await spawn(app.directory, { HANG: 'yes' });
    const userLines = (logged: LogEntry[]) =>
      logged.filter(({ source }) => source === 'user').map(({ message }) => message);
    await expect.poll(() => userLines(crashing.logged)).toEqual(['only one 1']);

    await crashing.host.kill();
    const next = await spawn(app.directory);

    await expect.poll(() => userLines(next.logged)).toEqual(['only one 2']);
    await expect.poll(async () => (await queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('notices at its next start that a timer was due while it was down', async () => {
    const app = await fixture(
      `app.timer('often', { schedule: '%OFTEN%', handler: (timer, context) => { context.log('past due: ' + timer.isPastDue); } });`,
    );
    const settings = { AzureWebJobsStorage: azurite.connectionString, OFTEN: '0 * * * * *' };
    const blob = `azure-webjobs-hosts`;
    const first = await spawn(app.directory, settings);
    await first.host.stop();
    await rewindStatus(azurite, blob);

    const second = await spawn(app.directory, settings);

    await expect
      .poll(() => second.logged.filter(({ source }) => source === 'user').map(({ message }) => message))
      .toContain('past due: true');
  });
});

/** A process that starts a host and prints its address. */
function startParent(appDirectory: string) {
  const module = fileURLToPath(
    new URL('../../sandbox/function-host/spawn-function-host.ts', import.meta.url),
  );
  const code = `
    import { spawnFunctionHost } from ${JSON.stringify(module)};
    const options = { appDirectory: ${JSON.stringify(appDirectory)}, environment: process.env, log() {} };
    console.log((await spawnFunctionHost(options)).url);`;
  return spawnProcess(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Makes the one recorded timer look as if it had last run two minutes before its time. */
async function rewindStatus(azurite: Azurite, containerName: string): Promise<void> {
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(
    containerName,
  );
  for await (const { name } of container.listBlobsFlat()) {
    const status = { Last: minutesAgo(3), Next: minutesAgo(2), LastUpdated: minutesAgo(3) };
    await container.getBlockBlobClient(name).uploadData(Buffer.from(JSON.stringify(status)));
  }
}

function minutesAgo(minutes: number): string {
  const wholeMinute = Math.floor(Date.now() / 60_000) * 60_000;
  return new Date(wholeMinute - minutes * 60_000).toISOString();
}
