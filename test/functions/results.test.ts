import { describe, expect, it } from 'vitest';
import { results } from '../../functions/results.ts';
import type { App } from '../../shared/composition/app.ts';
import { TransientError } from '../../shared/core/errors.ts';
import {
  controlRecord,
  controlResult,
  minute,
  scanId,
  scanRequest,
  succeededScan,
  tenantId,
} from '../application/examples.ts';
import { answerOf } from './answers.ts';
import { appUnderTest, request } from './app-under-test.ts';

const tenant = tenantId(1);

async function appWithResults() {
  const underTest = appUnderTest();
  const { resultStore, evidenceStore } = underTest;
  for (const number of [1, 2, 3]) {
    const evidence = await evidenceStore.save({
      tenantId: tenant,
      scanId: scanId(number),
      inputHash: `sha256:${number}`,
      gzippedJson: new Uint8Array([0x1f, 0x8b, number]),
    });
    const scan = succeededScan(number);
    await resultStore.saveScan({ ...scan, state: { ...scan.state, evidence } }, [
      controlRecord(number, 'fail'),
    ]);
  }
  return underTest;
}

function get(app: App, path: string, { headers = {}, query = {} }: GetOptions = {}) {
  const url = `results/${path}`;
  return answerOf(results(app), request(url, { headers, query, params: { path } }));
}

interface GetOptions {
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
}

describe('GET /api/results', () => {
  it('lists tenants with a summary of each control', async () => {
    const { app } = await appWithResults();

    expect((await get(app, '')).json()).toMatchObject({
      items: [{ tenantId: tenant, controls: [{ id: '2.2.3', verdict: 'fail', usersInGap: 3 }] }],
    });
  });

  it('shows one tenant', async () => {
    const { app } = await appWithResults();

    expect((await get(app, tenant)).json()).toMatchObject({
      tenantId: tenant,
      controls: [{ verdict: 'fail' }],
    });
  });

  it.each(['device-code-flow-blocked', '2.2.3', '5.2.2.12', 'MS.AAD.3.9v1', 'ms.aad.3.9V1'])(
    'finds the control %s',
    async (control) => {
      const { app } = await appWithResults();

      expect((await get(app, `${tenant}/controls/${control}`)).json()).toMatchObject({
        scanId: scanId(3),
        result: controlResult('fail'),
      });
    },
  );

  it.each(['', '/history'])('asks which control is meant by an id that several share (%s)', async (rest) => {
    const { app } = await appWithResults();

    const answer = await get(app, `${tenant}/controls/AC-2(1)${rest}`);

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ member: 'control' }] });
    expect(answer.json()).toMatchObject({
      detail: expect.stringMatching(/trusted-locations-defined, .*device-code-flow-blocked/),
    });
  });

  it('pages through the history', async () => {
    const { app } = await appWithResults();
    const path = `${tenant}/controls/2.2.3/history`;

    const first = (await get(app, path, { query: { size: '2' } })).json() as { continuation: string };
    const second = await get(app, path, { query: { size: '2', continuation: first.continuation } });

    expect(first).toMatchObject({ items: [{ scanId: scanId(3) }, { scanId: scanId(2) }] });
    expect(second.json()).toMatchObject({ items: [{ scanId: scanId(1) }] });
  });

  it('lists scans and shows one', async () => {
    const { app } = await appWithResults();

    expect((await get(app, `${tenant}/scans`)).json()).toMatchObject({ items: [{}, {}, {}] });
    expect((await get(app, `${tenant}/scans/${scanId(3)}`)).json()).toMatchObject({
      scanId: scanId(3),
      state: { status: 'succeeded' },
    });
  });

  it('serves the evidence of a scan byte for byte', async () => {
    const { app } = await appWithResults();

    const answer = await get(app, `${tenant}/scans/${scanId(2)}/evidence`);

    expect(answer.headers.get('content-type')).toBe('application/gzip');
    expect(answer.bytes).toEqual(new Uint8Array([0x1f, 0x8b, 2]));
  });

  it('shows rejected messages', async () => {
    const { app, resultStore } = appUnderTest();
    await resultStore.saveRejectedMessage({
      messageId: 'm1',
      queue: 'scans',
      rejectedAt: minute(0),
      reason: 'no JSON',
      text: 'x',
    });

    expect((await get(app, 'rejected-messages')).json()).toMatchObject({ items: [{ messageId: 'm1' }] });
  });

  it('answers 304 without a body to a caller who has the same bytes', async () => {
    const { app, resultStore } = await appWithResults();
    const etag = (await get(app, tenant)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);

    for (const ifNoneMatch of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get(app, tenant, { headers: { 'if-none-match': ifNoneMatch } });
      expect(answer).toMatchObject({ status: 304, bytes: new Uint8Array() });
      expect(answer.headers.get('etag')).toBe(etag);
    }

    await resultStore.saveScan(succeededScan(4), [controlRecord(4, 'pass')]);
    expect((await get(app, tenant, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it.each([
    'contoso',
    `${tenantId(7)}`,
    `${tenant}/controls`,
    `${tenant}/controls/9.9.9`,
    `${tenant}/controls/2.2.3/gaps`,
    `${tenant}/scans/latest`,
    `${tenant}/scans/${scanId(9)}`,
    `${tenant}/scans/${scanId(9)}/evidence`,
    `${tenantId(2)}/scans/${scanId(1)}`,
    'rejected-messages/m1',
    '../../secrets',
  ])('answers 404 with a problem document for %s', async (path) => {
    const { app } = await appWithResults();

    const answer = await get(app, path);

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('answers 404 for the evidence of a scan that has not ended', async () => {
    const { app } = appUnderTest();
    const [scan] = await app.requestScan({ tenantId: tenant });

    expect((await get(app, `${tenant}/scans/${scan?.scanId}/evidence`)).status).toBe(404);
  });

  it.each([
    ['size', '0'],
    ['size', '101'],
    ['size', 'all'],
    ['size', '1.5'],
    ['continuation', 'x'],
    ['continuation', ''],
  ])('names %s when it is %j', async (member, value) => {
    const { app } = await appWithResults();

    const answer = await get(app, `${tenant}/scans`, { query: { [member]: value } });

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ member }] });
  });

  it('answers 503 and when to come back while storage is away, and logs why', async () => {
    const openResultStore = () => Promise.reject(new TransientError('Storage failed: it answered 500.'));
    const { app } = appUnderTest({ openResultStore });

    const answer = await get(app, tenant);

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(answer.log.join()).toContain('it answered 500');
  });

  it('answers a bug with 500 that tells nothing but where to look, and logs the bug', async () => {
    const openResultStore = () => Promise.reject(new TypeError('secret of the inside'));
    const { app } = appUnderTest({ openResultStore });

    const answer = await get(app, tenant);

    expect(answer.json()).toMatchObject({ status: 500, detail: expect.stringContaining('invocation-1') });
    expect(JSON.stringify(answer.json())).not.toContain('secret');
    expect(answer.log.join()).toContain('secret of the inside');
  });

  it('never logs the key of the caller', async () => {
    const { app } = appUnderTest({ openResultStore: () => Promise.reject(new Error('bug')) });

    const answer = await get(app, `${tenant}?code=function-key`);

    expect(answer.log.join()).not.toContain('function-key');
  });
});

describe('a scan that runs', () => {
  it('is seen by its request, its state and its result', async () => {
    const { app, scanQueue } = appUnderTest();
    await app.requestScan({ tenantId: tenant });
    const path = `${tenant}/scans/${scanId(1)}`;
    expect((await get(app, path)).json()).toMatchObject({ state: { status: 'queued' } });

    const message = scanQueue.messages[0]?.request;
    const delivery = { queue: 'scans', messageId: 'm1', insertedAt: minute(0), message, attempt: 1 };
    await app.runScan(delivery, { info: () => {}, warn: () => {}, error: () => {} });

    expect(message).toMatchObject({ tenantId: scanRequest(1).tenantId });
    expect((await get(app, path)).json()).toMatchObject({ state: { status: 'succeeded' } });
  });
});
