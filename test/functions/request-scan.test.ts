import { describe, expect, it } from 'vitest';
import { requestScan } from '../../functions/request-scan.ts';
import { scanId, tenantId } from '../application/examples.ts';
import { answerOf } from './answers.ts';
import { appUnderTest, request } from './app-under-test.ts';

function post(
  body: string | undefined,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) {
  return request('scans', { method: 'POST', headers, ...(body !== undefined && { body: { string: body } }) });
}

describe('POST /api/scans', () => {
  it('answers 202 with the scan and the address to follow it', async () => {
    const { app } = appUnderTest();

    const answer = await answerOf(
      requestScan(app),
      post(JSON.stringify({ tenantId: tenantId(1), reason: 'x' })),
    );

    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/results/${tenantId(1)}/scans/${scanId(1)}`);
    expect(answer.json()).toMatchObject({ scans: [{ tenantId: tenantId(1), scanId: scanId(1) }] });
  });

  it.each([
    ['no body', undefined],
    ['an empty object', '{}'],
  ])('scans every tenant for %s', async (_what, body) => {
    const { app, scanQueue, tenantIds } = appUnderTest();

    const answer = await answerOf(
      requestScan(app),
      post(body, body ? { 'content-type': 'application/json' } : {}),
    );

    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe('/api/results');
    expect(scanQueue.messages.map((message) => message.request.tenantId)).toEqual(tenantIds);
  });

  it('answers a burst with one and the same scan', async () => {
    const { app, scanQueue } = appUnderTest();
    const body = JSON.stringify({ tenantId: tenantId(1) });

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => answerOf(requestScan(app), post(body))),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer.json()))).size).toBe(1);
    expect(scanQueue.messages).toHaveLength(1);
  });

  it.each([
    ['not JSON', '{"tenantId":', 400],
    ['a list', '[]', 400],
    ['a text', '"scan"', 400],
    ['null', 'null', 400],
    ['a tenant that is no GUID', '{"tenantId":"contoso"}', 400],
    ['a tenant that is not configured', JSON.stringify({ tenantId: tenantId(9) }), 400],
    ['a reason of another type', '{"reason":1}', 400],
    ['a reason that is too long', JSON.stringify({ reason: 'x'.repeat(501) }), 400],
    ['a body over 64 KiB', JSON.stringify({ reason: 'x'.repeat(65_536) }), 413],
  ])('refuses %s with a problem document', async (_what, body, status) => {
    const { app, scanQueue } = appUnderTest();

    const answer = await answerOf(requestScan(app), post(body));

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'about:blank', status, instance: '/api/scans' });
    expect(JSON.stringify(answer.json())).not.toMatch(/\.ts|at .+:\d+:\d+/);
    expect(scanQueue.messages).toEqual([]);
  });

  it('names every member that is wrong or not known', async () => {
    const { app } = appUnderTest();

    const answer = await answerOf(requestScan(app), post('{"tenantId":"x","force":true,"__proto__":1}'));

    const { errors } = answer.json() as { errors: { member: string }[] };
    expect(errors.map(({ member }) => member).sort()).toEqual(['__proto__', 'force', 'tenantId']);
  });

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], [undefined]])(
    'refuses the content type %s',
    async (contentType) => {
      const { app } = appUnderTest();

      const answer = await answerOf(
        requestScan(app),
        post('{}', contentType ? { 'content-type': contentType } : {}),
      );

      expect(answer.status).toBe(415);
    },
  );

  it('refuses bytes that are no UTF-8', async () => {
    const { app } = appUnderTest();
    const bytes = new Uint8Array([0x22, 0xff, 0x22]);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: { bytes } };

    expect((await answerOf(requestScan(app), request('scans', init))).status).toBe(400);
  });

  it('refuses a body by its announced length', async () => {
    const { app } = appUnderTest();
    const headers = { 'content-type': 'application/json', 'content-length': '1000000' };

    expect((await answerOf(requestScan(app), post('{}', headers))).status).toBe(413);
  });
});
