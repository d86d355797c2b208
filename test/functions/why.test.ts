import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { explanations } from '../../functions/explanations.ts';
import { minute, scanId, succeededScan, tenantId } from '../application/examples.ts';
import { everyUser, graphPolicy } from '../core/example-tenant.ts';
import { type Answer, answerOf } from './answers.ts';
import { type AppUnderTest, appUnderTest, request } from './app-under-test.ts';

const tenant = tenantId(1);
const ann = '10000000-0000-4000-8000-000000000001';
const snapshot = {
  policies: [graphPolicy({ displayName: 'Block device code flow', users: everyUser })],
  users: [{ id: ann, displayName: 'Ann', userPrincipalName: 'ann@tenant.example', accountEnabled: true }],
  groups: [],
};

let underTest: AppUnderTest;
beforeAll(async () => {
  underTest = await appWithScan(Buffer.from(JSON.stringify(snapshot)));
});

async function appWithScan(json: Uint8Array): Promise<AppUnderTest> {
  const made = appUnderTest();
  const evidence = await made.evidenceStore.save({
    tenantId: tenant,
    scanId: scanId(1),
    inputHash: 'sha256:1',
    gzippedJson: gzipSync(json),
  });
  const scan = succeededScan(1);
  await made.resultStore.saveScan({ ...scan, state: { ...scan.state, evidence } }, []);
  return made;
}

interface Asked {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly of?: AppUnderTest;
}

function get(path: string, { query = {}, headers = {}, of = underTest }: Asked = {}): Promise<Answer> {
  return answerOf(explanations(of.app), request(`why/${path}`, { query, headers }));
}

const deviceCode = { user: 'ANN@tenant.example', resource: 'Microsoft Graph', flow: 'deviceCodeFlow' };

describe('GET /api/why/{tenantId}', () => {
  it('says what stops the sign-in, what works instead, and what an exclusion would open', async () => {
    const answer = await get(tenant, { query: { ...deviceCode, client: 'AzureCLI' } });

    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      tenantId: tenant,
      inputHash: expect.stringMatching(/^sha256:/),
      user: { id: ann, displayName: 'Ann' },
      outcome: 'stopped',
      errorCode: 53003,
      stoppedBy: [{ by: { policy: { displayName: 'Block device code flow' } }, where: 'everywhere' }],
      errors: [{ code: 53003 }],
      clients: [{ key: 'AzureCLI' }],
      exclusion: { opened: expect.arrayContaining([expect.objectContaining({ id: '2.2.3', count: 1 })]) },
    });
  });

  it('answers who has the answer already with 304', async () => {
    const etag = (await get(tenant, { query: deviceCode })).headers.get('etag') ?? '';

    const again = await get(tenant, { query: deviceCode, headers: { 'if-none-match': etag } });

    expect(etag).not.toBe('');
    expect(again.status).toBe(304);
  });

  it.each([
    ['user', { ...deviceCode, user: 'bea@tenant.example' }],
    ['resource', { ...deviceCode, resource: 'no such app' }],
    ['flow', { ...deviceCode, flow: 'implicit' }],
    ['device', { ...deviceCode, device: 'isCompliant=true' }],
    ['clientApp', { ...deviceCode, clientApp: 'other' }],
    ['client', { ...deviceCode, client: 'nobody' }],
    ['excludeGroup', { ...deviceCode, excludeGroup: 'nobody' }],
    ['ipAddress', { ...deviceCode, ipAddress: 'here' }],
    ['namedLocations', { ...deviceCode, namedLocations: 'nowhere' }],
  ])('names the member that is wrong: %s', async (member, query) => {
    const answer = await get(tenant, { query });

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ member }] });
  });

  it('says that a tenant has not been scanned', async () => {
    expect((await get(tenantId(2), { query: deviceCode })).status).toBe(404);
  });

  it('refuses to hold a tenant that is too large', async () => {
    const huge = Buffer.concat([
      Buffer.from('{"policies":[]'),
      Buffer.alloc(65 * 1024 * 1024, ' '),
      Buffer.from('}'),
    ]);

    const answer = await get(tenant, { query: deviceCode, of: await appWithScan(huge) });

    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('command line') });
  });

  it('reads the newest scan anew when there is one', async () => {
    const made = await appWithScan(Buffer.from(JSON.stringify(snapshot)));
    await get(tenant, { query: deviceCode, of: made });
    const evidence = await made.evidenceStore.save({
      tenantId: tenant,
      scanId: scanId(2),
      inputHash: 'sha256:2',
      gzippedJson: gzipSync(JSON.stringify({ ...snapshot, policies: [] })),
    });
    const scan = succeededScan(2);
    await made.resultStore.saveScan(
      { ...scan, requestedAt: minute(50), state: { ...scan.state, evidence } },
      [],
    );

    const answer = await get(tenant, { query: deviceCode, of: made });

    expect(answer.json()).toMatchObject({ outcome: 'notStopped' });
  });
});

describe('GET /api/why/codes/{code}', () => {
  it.each(['53003', 'AADSTS53003', 'aadsts53003'])('explains %s', async (code) => {
    expect((await get(`codes/${code}`)).json()).toMatchObject({ code: 53003, kind: 'blocks' });
  });

  it.each(['12345', 'x'])('knows no %s', async (code) => {
    expect((await get(`codes/${code}`)).status).toBe(404);
  });
});
