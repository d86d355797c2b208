import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionHost } from '../../sandbox/function-host/function-host.ts';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import { startFunctionHost } from '../../sandbox/function-host/start-function-host.ts';
import { type AppFixture, writeApp } from './app-fixture.ts';

/** Pieces of 64 KiB, counted as they are made out. */
const source = `
  import { app } from '@azure/functions';
  import { atCallersPace, watchResponses } from '../../../functions/http/response-pace.ts';
  watchResponses();
  app.setup({ enableHttpStream: true });
  const seen = (globalThis.streamTest = { made: 0, ended: 0, errors: [] });
  async function* pieces(count, failsAt = Infinity) {
    try {
      for (let number = 0; number < count; number += 1) {
        if (number === failsAt) throw new Error('broken on purpose');
        seen.made += 1;
        yield new Uint8Array(65_536).fill(97);
      }
    } finally { seen.ended += 1; }
  }
  const paced = (body, context) => atCallersPace(body, context.invocationId, (error) => seen.errors.push(error.message));
  app.http('echo', { methods: ['POST', 'HEAD'], route: 'echo/{name}', handler: async (request) => ({
    status: 201,
    headers: { 'x-seen': request.headers.get('x-sent') },
    jsonBody: { url: request.url, params: request.params, query: [...request.query], body: await request.text() },
  }) });
  app.http('early', { methods: ['POST'], handler: async (request) => {
    const { value } = await request.body.getReader().read();
    return { status: 413, body: String(value.length > 0) };
  } });
  app.http('list', { methods: ['GET'], handler: (request, context) => ({
    body: paced(pieces(Number(request.query.get('count')), Number(request.query.get('failsAt') ?? 1e9)), context),
  }) });
`;

let app: AppFixture;
let host: FunctionHost;
const logged: LogEntry[] = [];
const seen = (): { made: number; ended: number; errors: string[] } => Reflect.get(globalThis, 'streamTest');

beforeAll(async () => {
  app = await writeApp(source);
  host = await startFunctionHost({ appDirectory: app.directory, log: (entry) => logged.push(entry) });
});

afterAll(async () => {
  await host.stop();
  await app.remove();
});

test('a request reaches the app with its address, headers, query and body, and its answer comes back', async () => {
  const response = await fetch(`${host.url}/api/echo/a%20b?x=1&x=2`, {
    method: 'POST',
    headers: { 'x-sent': 'yes' },
    body: 'text',
  });

  expect([response.status, response.headers.get('x-seen')]).toEqual([201, 'yes']);
  expect(response.headers.get('x-ms-invocation-id')).toBeNull();
  expect(await response.json()).toEqual({
    url: `${host.url}/api/echo/a%20b?x=1&x=2`,
    params: { name: 'a b' },
    query: [
      ['x', '1'],
      ['x', '2'],
    ],
    body: 'text',
  });
});

test('HEAD is answered without a body', async () => {
  const response = await fetch(`${host.url}/api/echo/a`, { method: 'HEAD' });

  expect([response.status, await response.text()]).toEqual([201, '']);
});

test('an answer may come before the body of the request has', async () => {
  const sending = request(`${host.url}/api/early`, { method: 'POST' });
  sending.on('error', () => undefined).write('the first of many');

  const [response] = await once(sending, 'response');

  expect(response.statusCode).toBe(413);
  sending.destroy();
});

test('a long answer is made out no faster than it is taken, and no further once its caller is gone', async () => {
  const { made, ended } = seen();
  const { port } = new URL(host.url);
  const caller = connect(Number(port), '127.0.0.1');
  await once(caller, 'connect');
  caller.write('GET /api/list?count=100000 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(caller, 'readable');

  // Nobody reads: what fits the buffers on the way is made out, then no more.
  let before = -1;
  while (before !== seen().made) {
    before = seen().made;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(seen().made - made).toBeLessThan(1_000);

  caller.destroy();
  await expect.poll(() => seen().ended - ended).toBe(1);
  expect(seen().made - made).toBeLessThan(1_000);
});

test('an answer whose making fails is broken off, and never looks complete', async () => {
  const response = await fetch(`${host.url}/api/list?count=10&failsAt=3`);

  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(seen().errors).toEqual(['broken on purpose']);
});
