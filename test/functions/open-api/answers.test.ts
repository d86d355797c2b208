import { beforeAll, describe, expect, it } from 'vitest';
import { scanId } from '../../application/examples.ts';
import {
  complaints,
  type DescribedPathMethod,
  describedOperations,
  type SeenAnswer,
} from './described-api.ts';
import { foreignApproval, proposal, type RunningApi, runningApi, tenant } from './running-api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await runningApi();
});

const json = ['content-type', 'application/json'] as const;

interface Asked {
  readonly token?: string;
  readonly query?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly parameters?: Readonly<Record<string, string>>;
}

async function ask(
  { path, method, operation }: DescribedPathMethod,
  { token = 'Ada', query = '', headers = [], body, parameters = {} }: Asked = {},
): Promise<SeenAnswer> {
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, name) => parameters[name] ?? api.known[name]?.[0] ?? 'unknown',
  );
  const sent = body === undefined ? wantedBody(operation.operationId) : body;
  const wanted = operation.parameters
    .filter(({ in: place, required }) => place === 'query' && required)
    .map(({ name }): [string, string] => [name, api.known[name]?.[0] ?? 'unknown']);
  const search = [
    ...(query === '' ? [] : [query.slice(1)]),
    ...(wanted.length > 0 ? [`${new URLSearchParams(wanted)}`] : []),
  ];
  return api.send({
    method,
    target: `/api${filled}${search.length === 0 ? '' : `?${search.join('&')}`}`,
    headers: [...(token === '' ? [] : [['authorization', `Bearer ${token}`] as const]), json, ...headers],
    body: method === 'POST' ? Buffer.from(typeof sent === 'string' ? sent : JSON.stringify(sent)) : undefined,
  });
}

/** A body that the operation takes, whether or not the thing is in the right state for it. */
function wantedBody(operationId: string): object {
  return wantedBodies.get(operationId) ?? {};
}

const wantedBodies = new Map<string, object>([
  ['proposeException', proposal],
  ['confirmException', { contentHash: `sha256:${'0'.repeat(64)}` }],
  ['proposeRemediation', { control: '2.2.3' }],
  ['approveRemediation', foreignApproval],
  ['rejectRemediation', { reason: 'Not needed' }],
  ['withdrawRemediation', { reason: 'Not needed' }],
]);

const table = describedOperations.map((one): [string, DescribedPathMethod] => [
  `${one.method} ${one.path}`,
  one,
]);
const closed = table.filter(([, { operation }]) => operation['x-app-role'] !== undefined);
const withBody = table.filter(([, { operation }]) => operation.requestBody !== undefined);
const withETag = table.filter(([, { operation }]) => '304' in operation.responses);

describe('an answer is as the document says', () => {
  it.each(table)('%s, when all is well or the thing is in another state', async (_name, one) => {
    // Who proposed does not decide.
    const answer = await ask(one, { token: 'Bo' });

    expect(complaints(one, answer)).toEqual([]);
    const mayConflict = '409' in one.operation.responses && one.method === 'POST';
    expect(mayConflict ? [200, 201, 409] : [200, 202]).toContain(answer.status);
  });

  it.each(closed)('%s, without a token', async (_name, one) => {
    const answer = await ask(one, { token: '' });

    expect([answer.status, complaints(one, answer)]).toEqual([401, []]);
  });

  it.each(closed)('%s, without the role', async (_name, one) => {
    const other =
      one.operation['x-app-role'] === 'Remediation.Approve' ? 'Results.Read' : 'Remediation.Approve';

    const answer = await ask(one, { token: other });

    expect([answer.status, complaints(one, answer)]).toEqual([403, []]);
  });

  it.each(table)('%s, with a member in the query that nobody knows', async (_name, one) => {
    const answer = await ask(one, { query: '?nobody=1' });

    expect([answer.status, complaints(one, answer)]).toEqual([400, []]);
  });

  it.each(table.filter(([, { path }]) => path.includes('{tenantId}')))(
    '%s, for a tenant that is no id',
    async (_name, one) => {
      const answer = await ask(one, { parameters: { tenantId: "x'%20or%20true" } });

      expect([answer.status, complaints(one, answer)]).toEqual([404, []]);
    },
  );

  it.each(withETag)('%s, for who has it already', async (_name, one) => {
    const etag = (await ask(one)).headers.get('etag') ?? '';

    const answer = await ask(one, { headers: [['if-none-match', etag]] });

    expect([answer.status, complaints(one, answer)]).toEqual([304, []]);
  });

  it.each(withBody)('%s, with bodies of other kinds', async (_name, one) => {
    const answers = [
      [400, await ask(one, { body: '{' })],
      [400, await ask(one, { body: { nobody: 1 } })],
      [413, await ask(one, { body: { reason: 'x'.repeat(70_000) } })],
      [415, await ask(one, { headers: [['content-encoding', 'gzip']] })],
    ] as const;

    for (const [status, answer] of answers) {
      expect([answer.status, complaints(one, answer)]).toEqual([status, []]);
    }
  });

  it('where something has changed meanwhile', async () => {
    const users = describedOperations.find(({ operation }) => operation.operationId === 'listGapUsers');

    const answer = await ask(users ?? expect.fail(), { query: `?scanId=${scanId(999)}` });

    expect([answer.status, complaints(users, answer)]).toEqual([409, []]);
  });

  it.each(['csv', 'json'])('in every form: %s', async (format) => {
    const users = describedOperations.find(({ operation }) => operation.operationId === 'listGapUsers');

    const answer = await ask(users ?? expect.fail(), { query: `?format=${format}` });

    expect([answer.status, complaints(users, answer)]).toEqual([200, []]);
    expect(answer.bytes.length).toBeGreaterThan(100);
  });

  it('for each control and each scan that there is', async () => {
    for (const { path, method } of [
      { path: '/results/{tenantId}/controls/{control}', method: 'GET' },
      { path: '/results/{tenantId}/scans/{scanId}', method: 'GET' },
    ]) {
      const one = describedOperations.find((each) => each.path === path && each.method === method);
      const controls = Array.from({ length: 8 }, (_, index) => `2.2.${index + 1}`);
      for (const parameters of [
        ...controls.map((control) => ({ control })),
        ...(api.known['scanId'] ?? []).map((scan) => ({ scanId: scan })),
      ]) {
        const answer = await ask(one ?? expect.fail(), { parameters });
        expect([answer.status, complaints(one, answer)]).toEqual([200, []]);
      }
    }
  });
});

describe('what the document does not describe', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST', 'GET'])('is not answered to %s', async (method) => {
    for (const { path } of describedOperations) {
      if (describedOperations.some((one) => one.path === path && one.method === method)) continue;
      const target = `/api${path.replace(/\{(\w+)\}/g, (_, name) => api.known[name]?.[0] ?? 'x')}`;

      const answer = await api.send({ method, target, headers: [['authorization', 'Bearer Ada']] });

      expect([path, complaints(undefined, answer)]).toEqual([path, []]);
    }
  });

  it.each(['/api', '/api/', '/api/scans/x', '/api/results/', '/api/../results', `/api/results/${tenant}/x`])(
    'is not found at %s',
    async (target) => {
      const answer = await api.send({ method: 'GET', target, headers: [] });

      expect([200, 401, 404, 405]).toContain(answer.status);
    },
  );
});
