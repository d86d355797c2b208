import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FunctionHost } from '../../sandbox/function-host/function-host.ts';
import type { LogEntry } from '../../sandbox/function-host/log.ts';
import { startFunctionHost } from '../../sandbox/function-host/start-function-host.ts';
import { type AppFixture, writeApp } from './app-fixture.ts';

const source = `
  import { app } from '@azure/functions';
  const echo = (name) => async (request) => ({
    jsonBody: { name, params: request.params, query: Object.fromEntries(request.query), body: await request.text() },
  });
  const get = (name, route, authLevel = 'anonymous') =>
    app.http(name, { methods: ['GET'], route, authLevel, handler: echo(name) });
  get('literal', 'things/latest');
  get('guid', 'things/{id:guid}');
  get('number', 'numbers/{n:int}');
  get('any', 'things/{id}');
  get('optional', 'pages/{page?}');
  get('file', 'files/{*path}');
  get('extension', 'reports/{name}.json');
  get('guarded', 'guarded', 'function');
  get('owner', 'owner', 'admin');
  get('off', 'off');
  app.http('unrouted', { authLevel: 'anonymous', handler: echo('unrouted') });
  app.http('put', { methods: ['PUT'], route: 'things/{id}', handler: echo('put') });
  app.http('head', { methods: ['HEAD'], route: 'head', handler: () => ({ status: 200, headers: { etag: '"1"' }, body: 'unseen' }) });
  app.http('throws', { methods: ['GET'], handler: () => { throw new Error('broken on purpose'); } });
  app.http('nothing', { methods: ['GET'], handler: () => undefined });
  app.http('cookie', { methods: ['GET'], handler: () => ({ cookies: [{ name: 'a', value: 'b', httpOnly: true, sameSite: 'Strict', maxAge: 60 }] }) });
`;

let app: AppFixture;
let host: FunctionHost;
const logged: LogEntry[] = [];

beforeAll(async () => {
  app = await writeApp(source);
  host = await startFunctionHost({
    appDirectory: app.directory,
    settings: { 'AzureWebJobs.off.Disabled': 'true' },
    log: (entry) => logged.push(entry),
  });
});

afterAll(async () => {
  await host.stop();
  await app.remove();
});

describe('a request goes to the most specific function whose route and method match', () => {
  const id = '0B7E5F1C-3a4d-4f62-9a55-0123456789ab';
  test.each([
    ['GET', '/api/things/latest', 'literal', {}],
    ['GET', `/api/things/${id}`, 'guid', { id }],
    ['GET', '/api/things/other', 'any', { id: 'other' }],
    ['GET', '/API/Things/MixedCase', 'any', { id: 'MixedCase' }],
    ['GET', '/api/things/a%2Fb%20c', 'any', { id: 'a/b c' }],
    ['PUT', '/api/things/other', 'put', { id: 'other' }],
    ['GET', '/api/numbers/-7', 'number', { n: '-7' }],
    ['GET', '/api/pages', 'optional', {}],
    ['GET', '/api/pages/2', 'optional', { page: '2' }],
    ['GET', '/api/files', 'file', {}],
    ['GET', '/api/files/a/b.txt', 'file', { path: 'a/b.txt' }],
    ['GET', '/api/reports/may.json', 'extension', { name: 'may' }],
    ['GET', '/api/unrouted/', 'unrouted', {}],
    ['POST', '/api/unrouted', 'unrouted', {}],
  ])('%s %s', async (method, path, name, params) => {
    const response = await fetch(`${host.url}${path}`, { method });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ name, params });
  });
});

describe('a request that matches no function is answered 404', () => {
  test.each([
    ['GET', '/api/unknown'],
    ['GET', '/things/latest'],
    ['DELETE', '/api/things/latest'],
    ['HEAD', '/api/things/latest'],
    ['GET', '/api/numbers/seven'],
    ['GET', '/api/things/%zz'],
    ['GET', '/api/off'],
  ])('%s %s', async (method, path) => {
    const response = await fetch(`${host.url}${path}`, { method });

    expect(response.status).toBe(404);
  });
});

describe('keys open what their level allows', () => {
  const functionKey = (name: string) => () => host.functions.find((one) => one.name === name)?.key;
  const none = () => undefined;
  test.each([
    ['anonymous needs no key', '/api/things/latest', none, 200],
    ['function without a key', '/api/guarded', none, 401],
    ['function with a wrong key', '/api/guarded', () => 'wrong', 401],
    ['function with its own key', '/api/guarded', functionKey('guarded'), 200],
    ['function with the key of another', '/api/guarded', functionKey('owner'), 401],
    ['function with the host key', '/api/guarded', () => host.functionKey, 200],
    ['function with the master key', '/api/guarded', () => host.masterKey, 200],
    ['admin with its function key', '/api/owner', functionKey('owner'), 401],
    ['admin with the host key', '/api/owner', () => host.functionKey, 401],
    ['admin with the master key', '/api/owner', () => host.masterKey, 200],
    ['admin endpoints with the host key', '/admin/functions', () => host.functionKey, 401],
    ['admin endpoints with the master key', '/admin/functions', () => host.masterKey, 200],
    ['host status with the master key', '/admin/host/status', () => host.masterKey, 200],
    ['unknown admin endpoint', '/admin/nothing', () => host.masterKey, 404],
  ])('%s', async (_case, path, key, status) => {
    const inHeader = await fetch(`${host.url}${path}`, { headers: { 'x-functions-key': key() ?? '' } });
    const inQuery = await fetch(`${host.url}${path}?code=${encodeURIComponent(key() ?? '')}`);

    expect([inHeader.status, inQuery.status]).toEqual([status, status]);
  });
});

test('a function gets query, body and the address that the client used', async () => {
  const response = await fetch(`${host.url}/api/unrouted?a=1&a=2&b=x%20y`, { method: 'POST', body: 'hello' });

  expect(await response.json()).toMatchObject({ query: { a: '1,2', b: 'x y' }, body: 'hello' });
});

test('a function that throws answers 500 without a body, and the reason is logged', async () => {
  const response = await fetch(`${host.url}/api/throws`);

  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(logged).toContainEqual(
    expect.objectContaining({
      event: 'functionFailed',
      level: 'error',
      functionName: 'throws',
      message: expect.stringContaining('broken on purpose'),
    }),
  );
});

test('a function that returns nothing answers 204', async () => {
  expect((await fetch(`${host.url}/api/nothing`)).status).toBe(204);
});

test('HEAD is answered with headers and no body where the function lists it', async () => {
  const response = await fetch(`${host.url}/api/head`, { method: 'HEAD' });

  expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, '"1"', '']);
});

test('cookies are sent with their attributes', async () => {
  const response = await fetch(`${host.url}/api/cookie`);

  expect(response.headers.getSetCookie()).toEqual(['a=b; Max-Age=60; HttpOnly; SameSite=Strict']);
});

test('a body over 100 MB is refused with 413 before it is sent', async () => {
  const status = await new Promise((resolve, reject) => {
    const headers = { 'content-length': String(100 * 1024 * 1024 + 1) };
    const sent = request(`${host.url}/api/unrouted`, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on('error', reject).flushHeaders();
  });

  expect(status).toBe(413);
});

describe('the host survives what no client should send', () => {
  test.each([
    ['no HTTP at all', 'nonsense\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'a Host header that makes no URL',
      'GET /api/nothing HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'a target without a slash',
      'GET http://[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 404/,
    ],
    [
      'a method that fetch forbids',
      'TRACE /api/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 404/,
    ],
    [
      'half a body',
      'POST /api/unrouted HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf',
      /^HTTP\/1\.1 400/,
    ],
  ])('%s', async (_case, bytes, answer) => {
    expect(await exchange(bytes)).toMatch(answer);
    expect((await fetch(`${host.url}/api/nothing`)).status).toBe(204);
  });
});

/** What the host answers to raw bytes; the sending side is closed at once. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ port: Number(new URL(host.url).port), host: '127.0.0.1' }, () =>
      socket.end(bytes),
    );
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}
