import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type BootedSandbox, bootLimitMilliseconds, bootSandbox } from './booted-sandbox.ts';
import { accessTokenOf } from './personas.ts';

let sandbox: BootedSandbox;
beforeAll(async () => {
  sandbox = await bootSandbox();
  await sandbox.client.scan();
}, bootLimitMilliseconds);
afterAll(() => sandbox.stop());

/** As somebody of the company who holds roles of the API, signed in with a browser. */
async function request(path: string, init: RequestInit = {}, persona = 'requester'): Promise<Response> {
  const accessToken = await accessTokenOf(sandbox.tenant, persona);
  const headers = { authorization: `Bearer ${accessToken}`, ...init.headers };
  return fetch(`${sandbox.host.url}${path}`, { ...init, headers });
}

test.each(['/api/results', '/api/results/rejected-messages'])(
  '%s is closed without a token',
  async (path) => {
    const keys = [sandbox.host.masterKey, sandbox.host.functionKey];

    for (const key of [undefined, ...keys]) {
      const response = await fetch(`${sandbox.host.url}${path}`, {
        headers: key === undefined ? {} : { 'x-functions-key': key },
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  },
);

test('people may do what their app roles allow', async () => {
  const evidence = `/api/results/${sandbox.tenant.tenantId}/scans/${(await sandbox.client.newestScan())?.scanId}/evidence`;
  const statusOf = async (persona: string, path: string, init?: RequestInit) =>
    (await request(path, init, persona)).status;

  expect(await statusOf('reader', '/api/results')).toBe(200);
  expect(await statusOf('reader', '/api/scans', { method: 'POST' })).toBe(403);
  expect(await statusOf('reader', evidence)).toBe(403);
  expect(await statusOf('auditor', evidence)).toBe(200);
});

test('a result that has not changed is not sent again', async () => {
  const path = `/api/results/${sandbox.tenant.tenantId}/controls/2.2.3`;
  const etag = (await request(path)).headers.get('etag') ?? '';

  const again = await request(path, { headers: { 'if-none-match': etag } });

  expect(etag).toMatch(/^".+"$/);
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('HEAD answers as GET does, without the body', async () => {
  const path = `/api/results/${sandbox.tenant.tenantId}`;

  const whole = await request(path);
  const head = await request(path, { method: 'HEAD' });

  expect(head.status).toBe(200);
  expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
  expect(await head.text()).toBe('');
});

test('everybody in a gap is listed, as JSON and as a table', async () => {
  const control = `/api/results/${sandbox.tenant.tenantId}/controls/2.2.3`;
  const { scanId, result } = decidedSchema.parse(await (await request(control)).json());

  const listed = listedSchema.parse(await (await request(`${control}/gaps/1/users?scanId=${scanId}`)).json());
  const table = await (await request(`${control}/gaps/1/users`, { headers: { accept: 'text/csv' } })).text();

  const who = result.gaps[0]?.who;
  expect(who?.count).toBeGreaterThan(10);
  expect(listed.users).toHaveLength(who?.count ?? 0);
  expect(listed.users.slice(0, 10).map(({ id }) => id)).toEqual(who?.sample.map(({ id }) => id));
  expect(table.trimEnd().split('\r\n')).toHaveLength(1 + listed.users.length);
});

const person = z.object({ id: z.string() });
const gap = z.object({ who: z.object({ count: z.number(), sample: z.array(person) }) });
const decidedSchema = z.object({ scanId: z.string(), result: z.object({ gaps: z.array(gap) }) });
const listedSchema = z.object({ users: z.array(person) });

test('a control is found under its id in another benchmark, too', async () => {
  const byKey = await request(`/api/results/${sandbox.tenant.tenantId}/controls/device-code-flow-blocked`);
  const byId = await request(`/api/results/${sandbox.tenant.tenantId}/controls/2.2.3`);

  expect(await byKey.json()).toEqual(await byId.json());
});

const json = { 'content-type': 'application/json' };

test.each([
  ['an unknown route', '/api/verdicts', {}, 404],
  ['an unknown tenant', '/api/results/00000000-0000-0000-0000-00000000abcd', {}, 404],
  ['a wrong method', '/api/scans', {}, 405],
  ['a body that is no JSON', '/api/scans', { method: 'POST', headers: json, body: '{"tenantId":' }, 400],
  ['a tenant that is not configured', '/api/scans', scanOf('00000000-0000-0000-0000-00000000abcd'), 400],
  ['a member that there is not', '/api/scans', { method: 'POST', headers: json, body: '{"tenant":1}' }, 400],
  [
    'an oversized body',
    '/api/scans',
    { method: 'POST', headers: json, body: `"${'x'.repeat(70_000)}"` },
    413,
  ],
  ['a page of no size', '/api/results?size=none', {}, 400],
])('%s is answered with a problem document', async (_, path, init, status) => {
  const response = await request(path, init);

  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = await response.text();
  expect(JSON.parse(problem)).toMatchObject({
    status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  expect(problem).not.toMatch(/\.mjs|node_modules/);
});

function scanOf(tenantId: string): RequestInit {
  return { method: 'POST', headers: json, body: JSON.stringify({ tenantId }) };
}

test('a scan on demand is accepted at once and can be followed until it has succeeded', {
  timeout: 90_000,
}, async () => {
  const accepted = await request('/api/scans', scanOf(sandbox.tenant.tenantId));

  expect(accepted.status).toBe(202);
  const location = accepted.headers.get('location') ?? '';
  const status = async () => {
    const scan: unknown = await (await request(location)).json();
    return scan;
  };
  await expect
    .poll(status, { timeout: 80_000 })
    .toMatchObject({ trigger: 'request', state: { status: 'succeeded' } });
});
