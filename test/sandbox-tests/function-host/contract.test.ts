import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import { type App, loadApp } from '../../sandbox/function-host/worker/app.ts';
import { type AppFixture, writeApp } from './app-fixture.ts';

/**
 * `@azure/functions-core` is an internal contract between the library and the real worker. When a new version of
 * the library fails here, read what it asks of the worker now, and only then raise the version below.
 */
const pinnedMinorVersion = '4.16';

const source = `
  import { app } from '@azure/functions';
  const seen = (globalThis.contractTest = { hooks: [] });
  app.http('page', { methods: ['GET'], route: 'pages/{id:guid?}', authLevel: 'function', handler: () => ({ body: 'x' }) });
  app.timer('nightly', {
    schedule: '%NIGHTLY%',
    retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 10 } },
    handler: (timer) => { seen.timer = timer; },
  });
  app.storageQueue('consume', {
    queueName: 'letters', connection: 'STORAGE',
    handler: (message, context) => {
      seen.message = message;
      seen.metadata = context.triggerMetadata;
      seen.retryContext = context.retryContext;
      seen.traceParent = context.traceContext.traceParent;
      context.warn('careful', { a: 1 });
      return 'done';
    },
  });
  app.hook.appStart((context) => { seen.hooks.push('appStart'); context.hookData.started = true; });
  app.hook.preInvocation((context) => { seen.hooks.push('preInvocation'); context.hookData.passed = 'on'; context.inputs = context.inputs.map((input) => input?.letter ?? input); });
  app.hook.postInvocation((context) => { seen.hooks.push('postInvocation ' + context.hookData.passed); context.result = 'replaced'; });
  app.hook.log((context) => { context.message = context.message.toUpperCase(); });
  app.hook.appTerminate(() => { seen.hooks.push('appTerminate'); throw new Error('ignored'); });
`;

let fixture: AppFixture;
let app: App;
const logged: LogEntry[] = [];
const seen = () => Reflect.get(globalThis, 'contractTest');

beforeAll(async () => {
  fixture = await writeApp(source);
  app = await loadApp({
    appDirectory: fixture.directory,
    functionTimeoutMilliseconds: null,
    sink: (entry) => logged.push(entry),
  });
});

afterAll(() => fixture.remove());

test('the installed library is the version that this host was checked against', () => {
  const { version } = createRequire(import.meta.url)('@azure/functions/package.json');

  expect(version).toMatch(new RegExp(`^${pinnedMinorVersion.replace('.', '\\.')}\\.`));
});

test('registration yields the bindings that the host reads', () => {
  const metadata = [...app.functions.values()].map((registration) => registration.metadata);

  expect(metadata).toEqual([
    expect.objectContaining({
      name: 'page',
      bindings: {
        [key('httpTrigger')]: expect.objectContaining({
          type: 'httpTrigger',
          direction: 'in',
          methods: ['GET'],
          route: 'pages/{id:guid?}',
          authLevel: 'function',
        }),
        $return: expect.objectContaining({ type: 'http', direction: 'out' }),
      },
    }),
    expect.objectContaining({
      name: 'nightly',
      bindings: {
        [key('timerTrigger')]: expect.objectContaining({ type: 'timerTrigger', schedule: '%NIGHTLY%' }),
      },
      retryOptions: expect.objectContaining({
        strategy: 'fixedDelay',
        maxRetryCount: 2,
        delayInterval: { seconds: 10 },
      }),
    }),
    expect.objectContaining({
      name: 'consume',
      bindings: {
        [key('queueTrigger')]: expect.objectContaining({
          type: 'queueTrigger',
          queueName: 'letters',
          connection: 'STORAGE',
        }),
      },
    }),
  ]);
  /** Binding keys are a type and a hash of the options. */
  function key(type: string): string {
    const keys = [...app.functions.values()].flatMap(({ metadata: { bindings } }) => Object.keys(bindings));
    return keys.find((name) => new RegExp(`^${type}[0-9a-f]+$`).test(name)) ?? `no key of ${type}`;
  }
});

test('a queue run goes through hooks and handler in the order of the real worker', async () => {
  await app.invoke('consume', {
    reason: 'test',
    data: { string: '{"letter":{"to":"you"}}' },
    triggerMetadata: { DequeueCount: { json: '3' }, Id: { string: 'an-id' } },
    retryContext: { retryCount: 1, maxRetryCount: 2 },
    traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  });

  expect(seen()).toMatchObject({
    hooks: ['appStart', 'preInvocation', 'postInvocation on'],
    message: { to: 'you' },
    metadata: { dequeueCount: 3, id: 'an-id' },
    retryContext: { retryCount: 1, maxRetryCount: 2 },
    traceParent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/),
  });
});

test('what a function logs carries its name, its invocation and what log hooks changed', () => {
  const line = logged.find(({ source }) => source === 'user');
  const started = logged.find(({ event }) => event === 'functionStarted');

  expect(line).toMatchObject({ level: 'warning', functionName: 'consume', message: 'CAREFUL { A: 1 }' });
  expect(line?.invocationId).toBe(started?.invocationId);
});

test('a timer function gets its status under the names of the library', async () => {
  const status = {
    Last: '2026-01-01T00:00:00Z',
    Next: '2026-01-02T00:00:00Z',
    LastUpdated: '2026-01-01T00:00:00Z',
  };
  const info = { Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: true };

  await app.invoke('nightly', { reason: 'test', data: { json: JSON.stringify(info) } });

  expect(seen().timer).toEqual({
    isPastDue: true,
    schedule: { adjustForDST: true },
    scheduleStatus: { last: status.Last, next: status.Next, lastUpdated: status.LastUpdated },
  });
});

test('a failing terminate hook is logged and stops nothing', async () => {
  await app.terminate();

  expect(seen().hooks).toContain('appTerminate');
  expect(logged).toContainEqual(expect.objectContaining({ event: 'hookFailed' }));
});

test.each([
  [
    'registers a name twice',
    `app.timer('a', { schedule: '* * * * * *', handler() {} }); app.timer('a', { schedule: '* * * * * *', handler() {} });`,
    /The function a is registered twice/,
  ],
  [
    'throws',
    `throw new Error('SETTING_A is missing\\nSETTING_B is missing');`,
    /^SETTING_A is missing\nSETTING_B is missing$/,
  ],
])('an app that %s is refused with the reason', async (_case, body, reason) => {
  const refused = await writeApp(
    `import { app } from '@azure/functions'; app.http('x', { handler: () => ({}) }); ${body}`,
  );

  await expect(
    loadApp({ appDirectory: refused.directory, functionTimeoutMilliseconds: null, sink: () => undefined }),
  ).rejects.toThrow(reason);
  await refused.remove();
});
