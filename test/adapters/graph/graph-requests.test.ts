import { describe, expect, it } from 'vitest';
import { InputError, TransientError } from '../../../shared/core/errors.ts';
import { exampleTenant, ids, tenantId } from './example-tenant.ts';
import { graphError, type SentRequest, throttled } from './fake-graph.ts';
import { arrangeReader } from './graph-reader-under-test.ts';

const policiesPath = '/identity/conditionalAccess/policies';
const usersPath = '/v1.0/users';
const familyPath = '/identity/conditionalAccess/';

const startTimes = (requests: readonly SentRequest[]) => requests.map(({ at }) => at);

describe('Requests to Graph', () => {
  it('of the Conditional Access family start at least 1.1 seconds apart', async () => {
    const { reader, graph } = arrangeReader();

    await Promise.all([reader.read(tenantId), reader.read(tenantId)]);

    const family = graph.requests.filter(({ url }) => url.pathname.includes(familyPath));
    expect(startTimes(family)).toEqual([0, 1_100, 2_200, 3_300, 4_400, 5_500]);
  });

  it('of other families do not wait', async () => {
    const { reader, graph } = arrangeReader({ pageSize: 1 });

    await reader.read(tenantId);

    const others = graph.requests.filter(({ url }) => !url.pathname.includes(familyPath));
    expect(others.length).toBeGreaterThan(10);
    expect(new Set(startTimes(graph.requestsTo(usersPath)))).toEqual(new Set([0]));
  });

  it('back off longer and longer on 429 without Retry-After', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(policiesPath, ...Array.from({ length: 4 }, () => () => throttled()));

    const snapshot = await reader.read(tenantId);

    expect(startTimes(graph.requestsTo(policiesPath))).toEqual([0, 1_100, 3_100, 7_100, 15_100]);
    expect(snapshot.unread).toEqual([]);
  });

  it.each([
    { form: 'seconds', retryAfter: '30' },
    { form: 'a date', retryAfter: 'Sun, 22 Nov 2026 10:00:30 GMT' },
  ])('wait for as long as Retry-After says in $form', async ({ retryAfter }) => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(policiesPath, () => throttled({ 'retry-after': retryAfter }));

    await reader.read(tenantId);

    expect(startTimes(graph.requestsTo(policiesPath))).toEqual([0, 30_000]);
  });

  it.each([
    { what: 'the connection is reset', answer: () => Promise.reject(connectionReset()) },
    { what: 'the body is cut', answer: () => new Response('{"value":[{"id":"1', jsonHeaders) },
    { what: 'the body breaks off', answer: () => new Response(brokenBody(), jsonHeaders) },
    { what: 'a proxy answers 502 in HTML', answer: () => new Response('<html>', htmlWith(502)) },
    { what: 'a proxy answers 200 in HTML', answer: () => new Response('<html>', htmlWith(200)) },
    { what: 'the service fails', answer: () => graphError(500, 'InternalServerError', 'Sorry.') },
  ])('are sent again where $what', async ({ answer }) => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(usersPath, answer, answer);

    const snapshot = await reader.read(tenantId);

    expect(snapshot.users).toEqual(exampleTenant().users);
    expect(snapshot.unread).toEqual([]);
  });

  it('end in an unread collection, with the reason, where the network stays down', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(usersPath, ...Array.from({ length: 6 }, () => () => Promise.reject(connectionReset())));

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('users');
    expect(snapshot.unread).toEqual([{ kind: 'users', why: expect.stringContaining('read ECONNRESET') }]);
  });

  it('are given up and sent again where no answer comes in time', async () => {
    const { reader, graph } = arrangeReader({ settings: { requestTimeoutMs: 20 } });
    graph.answerNext(usersPath, neverAnswering);

    const snapshot = await reader.read(tenantId);

    expect(snapshot.unread).toEqual([]);
    expect(graph.requestsTo(usersPath).length).toBeGreaterThan(1);
  });

  it('do not wait beyond the time for the whole reading', async () => {
    const { reader, graph, time } = arrangeReader({ settings: { deadlineMs: 60_000 } });
    graph.answerNext(policiesPath, () => throttled({ 'retry-after': '3600' }));

    await expect(reader.read(tenantId)).rejects.toThrow(TransientError);

    expect(time.slept).toEqual([]);
  });

  it('are not made once the time for the whole reading is over', async () => {
    const { reader, graph, time } = arrangeReader({ settings: { deadlineMs: 5_000 } });
    graph.answerNext(usersPath, async () => {
      await time.sleep(5_000);
      return Response.json({ value: [] });
    });

    const { unread } = await reader.read(tenantId);

    expect(unread).toContainEqual({ kind: 'group', id: ids.excluded, why: expect.stringContaining('time') });
    expect(graph.requestsTo('/members')).toEqual([]);
  });

  it('carry a token that is asked for anew at each attempt, and no other', async () => {
    let issued = 0;
    const credential = {
      getToken: async () => {
        issued += 1;
        return { token: `token-${issued}`, expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
      },
    };
    const { reader, graph } = arrangeReader({ credential });
    graph.answerNext(
      policiesPath,
      () => throttled(),
      () => throttled(),
    );

    await reader.read(tenantId);

    const tokens = graph.requestsTo(policiesPath).map(({ headers }) => headers.get('authorization'));
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  });
});

describe('The identity of the app', () => {
  it('makes the reading fail as transient, with the reason, where it gives no token', async () => {
    const reason = new Error('The managed identity endpoint is not available.');
    const { reader, graph } = arrangeReader({ credential: { getToken: () => Promise.reject(reason) } });

    const failure = await reader.read(tenantId).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(TransientError);
    expect(String(failure)).toContain(reason.message);
    expect(graph.requests).toEqual([]);
  });

  it('makes the reading fail for good where Graph does not accept its token', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(policiesPath, () => graphError(401, 'InvalidAuthenticationToken', 'Wrong audience.'));

    const reading = reader.read(tenantId);

    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(/does not accept the token .*Wrong audience/);
  });

  it('never has one tenant read under the name of another', async () => {
    const payload = Buffer.from(JSON.stringify({ tid: '7A000000-0000-4000-8000-000000000002' }));
    const token = `e30.${payload.toString('base64url')}.signature`;
    const { reader, graph } = arrangeReader({
      credential: { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    });

    await expect(reader.read(tenantId)).rejects.toThrow(InputError);

    expect(graph.requests).toEqual([]);
  });
});

const jsonHeaders = { headers: { 'content-type': 'application/json' } };
const htmlWith = (status: number) => ({ status, headers: { 'content-type': 'text/html' } });

function connectionReset(): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });
}

function brokenBody(): ReadableStream {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"value":['));
      controller.error(new TypeError('terminated'));
    },
  });
}

function neverAnswering({ signal }: SentRequest): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
