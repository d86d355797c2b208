import type { TokenCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManagedIdentityCredential } from '../../../shared/adapters/credentials/managed-identity-credential.ts';
import { GraphSignInReader } from '../../../shared/adapters/graph/graph-sign-in-reader.ts';
import { LogAnalyticsSignInReader } from '../../../shared/adapters/log-analytics/log-analytics-sign-in-reader.ts';
import { LogAnalyticsWorkspace } from '../../../shared/adapters/log-analytics/log-analytics-workspace.ts';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import type { SliceReading, SliceRequest } from '../../../shared/application/ports/sign-in-reader.ts';
import { InputError, TransientError } from '../../../shared/core/errors.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { startTrusted, tokenOf } from '../../sandbox-tests/entra-tenant/sandbox-client.ts';
import { countedBySandbox } from './sandbox-sign-in-counts.ts';
import { VirtualTime } from './virtual-time.ts';

const slice = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T12:00:00.000Z' };
const path = '/beta/auditLogs/signIns';
let time: VirtualTime;
let testsBegun = 0;
let sandbox: EntraTenant;

beforeAll(async () => {
  sandbox = await startTrusted({ throttling: true, pageSize: 100, clock: () => time.clock() });
  sandbox.simulateSignIns({
    seed: 'a day',
    from: new Date('2026-11-20T00:00:00Z'),
    days: 1,
    signInsPerDay: 900,
    latestHours: 12,
  });
  vi.stubEnv('IDENTITY_ENDPOINT', sandbox.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', sandbox.identities.reader.identityHeader);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.stop();
});
beforeEach(() => {
  // Onwards from test to test, as the sandbox counts the requests of the last seconds.
  testsBegun += 1;
  time = new VirtualTime(new Date(Date.UTC(2026, 10, 22, testsBegun)).toISOString());
});
afterEach(() => sandbox.clearFaults());

function graphReader(fetchFrom: typeof fetch = fetch) {
  return new GraphSignInReader({
    credential: createManagedIdentityCredential(),
    settings: { baseUrl: sandbox.graphUrl, scope: 'https://graph.microsoft.com/.default' },
    runtime: { clock: time.clock, sleep: time.sleep, random: () => 0, fetch: fetchFrom },
  });
}

function request(more: Partial<SliceRequest> = {}): SliceRequest {
  return {
    tenantId: tenantIdSchema.parse(sandbox.tenantId),
    ...slice,
    deadline: new Date(time.clock().getTime() + 420_000),
    mostSignIns: null,
    ...more,
  };
}

function countsIn(reading: SliceReading) {
  expect(reading).toMatchObject({ kind: 'counted' });
  if (reading.kind !== 'counted') throw new Error(reading.kind);
  return reading.counts;
}

/** Graph, with what it was asked and answered kept. */
function recordingFetch(statuses: string[], pageSize = 1_000): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    url.searchParams.set('$top', String(Math.min(pageSize, Number(url.searchParams.get('$top')))));
    const response = await fetch(url, init);
    const narrow = url.search.includes('originalTransferMethod') ? ' by the flow' : '';
    statuses.push(`${response.status}${narrow}`);
    return response;
  };
}

describe('The sign-in log of the sandbox tenant, from Graph over HTTPS', () => {
  it('shows only what has arrived by then, and counts what is late with the next reading', async () => {
    time = new VirtualTime('2026-11-20T12:00:30.000Z');
    const early = countsIn(await graphReader().read(request()));
    expect(early).toEqual(countedBySandbox(sandbox, slice));

    time = new VirtualTime('2026-11-21T12:00:00.000Z');
    const late = countsIn(await graphReader().read(request()));

    expect(late).toEqual(countedBySandbox(sandbox, slice));
    expect(late.signIns).toBeGreaterThan(early.signIns);
  });

  it('is counted as the sandbox knows it, interactive or not', async () => {
    const counts = countsIn(await graphReader().read(request()));

    expect(counts).toEqual(countedBySandbox(sandbox, slice));
    expect(new Set(counts.uses.map(({ kind }) => kind))).toEqual(new Set(['direct', 'tracked', 'blocked']));
    expect(counts.policyResults.map(({ result }) => result)).toEqual(
      expect.arrayContaining(['reportOnlyFailure', 'reportOnlyNotApplied']),
    );
  });

  it('is counted alike page by page, within the limit of the logs', async () => {
    const statuses: string[] = [];

    const counts = countsIn(await graphReader(recordingFetch(statuses, 10)).read(request()));

    expect(counts).toEqual(countedBySandbox(sandbox, slice));
    expect(statuses.length).toBeGreaterThan(10);
    expect(new Set(statuses)).toEqual(new Set(['200', '200 by the flow']));
  });

  it('is counted alike when throttled, interrupted and cut', async () => {
    const faults = [
      { kind: 'throttled', retryAfterSeconds: 7 },
      { kind: 'unavailable' },
      { kind: 'connectionReset' },
      { kind: 'throttled' },
      { kind: 'truncatedBody' },
    ] as const;
    for (const fault of faults) sandbox.addFault({ path, fault });

    const counts = countsIn(await graphReader(recordingFetch([], 40)).read(request()));

    expect(counts).toEqual(countedBySandbox(sandbox, slice));
    expect(time.slept).toContain(7_000);
  });

  it('is chosen here where the filter on the flow is refused, and not asked so again', async () => {
    sandbox.addFault({ path, query: 'originalTransferMethod', times: 9, fault: { kind: 'badRequest' } });
    const statuses: string[] = [];
    const reader = graphReader(recordingFetch(statuses));

    const counts = countsIn(await reader.read(request()));
    await reader.read(request());

    expect(counts).toEqual(countedBySandbox(sandbox, slice));
    expect(statuses.filter((status) => status === '400 by the flow')).toHaveLength(1);
  });

  it('is chosen here where the filter on the flow takes too long', async () => {
    sandbox.addFault({ path, query: 'originalTransferMethod', times: 9, fault: { kind: 'gatewayTimeout' } });

    const counts = countsIn(await graphReader().read(request()));

    expect(counts).toEqual(countedBySandbox(sandbox, slice));
  });

  it('is asked for in halves where all of it takes too long', async () => {
    const whole = `createdDateTime ge ${slice.from} and createdDateTime le ${slice.to}`;
    sandbox.addFault({ path, query: whole, times: 99, fault: { kind: 'gatewayTimeout' } });

    const counts = countsIn(await graphReader().read(request()));

    expect(counts).toEqual(countedBySandbox(sandbox, slice));
  });

  it('is given up where even a quarter of an hour takes too long', async () => {
    sandbox.addFault({ path, times: 999, fault: { kind: 'gatewayTimeout' } });

    await expect(graphReader().read(request())).rejects.toThrow(TransientError);
  });

  it('is left for another time when the time is over', async () => {
    const deadline = new Date(time.clock().getTime() + 3_000);
    const reader = graphReader(recordingFetch([], 10));

    expect(await reader.read(request({ deadline }))).toEqual({ kind: 'outOfTime' });
  });

  it('is left alone where there is more of it than may be looked at', async () => {
    const reader = graphReader(recordingFetch([], 10));

    expect(await reader.read(request({ mostSignIns: 20 }))).toEqual({ kind: 'tooMany' });
  });
});

describe('A sign-in log that may not be read', () => {
  it('names the licence that is missing', async () => {
    const { subscribedSkus } = sandbox.state.tenant;
    sandbox.state.setSubscribedSkus([]);
    const reading = await graphReader().read(request());
    sandbox.state.setSubscribedSkus(subscribedSkus);

    expect(reading).toMatchObject({ kind: 'refused', reason: 'licence', why: expect.stringContaining('P1') });
  });

  it('names the permission that is missing', async () => {
    const forbidden: typeof fetch = async () =>
      Response.json({ error: { code: 'Authorization_RequestDenied', message: 'Denied.' } }, { status: 403 });

    expect(await graphReader(forbidden).read(request())).toMatchObject({
      kind: 'refused',
      reason: 'permission',
      why: expect.stringContaining('AuditLog.Read.All'),
    });
  });

  it('is an error of the set-up where the token is not accepted', async () => {
    const refused: typeof fetch = async () =>
      Response.json({ error: { code: 'InvalidAuthenticationToken', message: 'No.' } }, { status: 401 });

    await expect(graphReader(refused).read(request())).rejects.toThrow(InputError);
  });

  it.each([
    ['without an id', { createdDateTime: slice.from, status: { errorCode: 0 } }],
    ['without a time', { id: 's1', status: { errorCode: 0 } }],
    ['without a status', { id: 's1', createdDateTime: slice.from }],
  ])('is not counted in part: a record %s', async (_what, record) => {
    const broken: typeof fetch = async () => Response.json({ value: [record] });

    expect(await graphReader(broken).read(request())).toMatchObject({ kind: 'refused', reason: 'failed' });
  });

  it('does not take sign-ins without their policies for sign-ins that no policy applied to', async () => {
    const record = { id: 's1', createdDateTime: '2026-11-20T09:00:00Z', status: { errorCode: 0 } };
    const hidden: typeof fetch = async () => Response.json({ value: [record] });

    expect(countsIn(await graphReader(hidden).read(request())).withoutPolicies).toBe(1);
  });
});

describe('The sign-in log in a Log Analytics workspace', () => {
  const resource = 'https://api.loganalytics.io';
  function workspaceReader(
    workspaceId = sandbox.workspaceId,
    credential: TokenCredential = createManagedIdentityCredential(),
  ) {
    const scope = `${resource}/.default`;
    const workspace = new LogAnalyticsWorkspace(
      { baseUrl: sandbox.graphUrl, scope, workspaceId },
      credential,
    );
    return new LogAnalyticsSignInReader(workspace, time.clock);
  }

  it('is counted as the sandbox knows it', async () => {
    expect(countsIn(await workspaceReader().read(request()))).toEqual(countedBySandbox(sandbox, slice));
  });

  it('says what to do where the workspace is not there', async () => {
    expect(await workspaceReader('00000000-0000-4000-8000-000000000000').read(request())).toMatchObject({
      kind: 'refused',
      reason: 'failed',
      why: expect.stringContaining('LOG_ANALYTICS_WORKSPACE_ID'),
    });
  });

  it('names the role that is missing', async () => {
    const token = await tokenOf(sandbox, 'writer', resource);
    const writer = { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

    expect(await workspaceReader(sandbox.workspaceId, writer).read(request())).toMatchObject({
      kind: 'refused',
      reason: 'permission',
      why: expect.stringContaining('Log Analytics Data Reader'),
    });
  });

  it('is tried again where the service fails for a moment', async () => {
    sandbox.addFault({ path: '/v1/workspaces', fault: { kind: 'throttled', retryAfterSeconds: 0 } });

    expect(countsIn(await workspaceReader().read(request())).signIns).toBeGreaterThan(0);
  });
});

describe('Answers of Log Analytics that are not whole', () => {
  const reader = (outcome: Awaited<ReturnType<LogAnalyticsWorkspace['query']>>) =>
    new LogAnalyticsSignInReader({ query: async () => outcome }, () => time.clock());

  it('are not counted in part', async () => {
    expect(await reader({ incomplete: 'The limit of rows was passed' }).read(request())).toMatchObject({
      kind: 'refused',
      reason: 'failed',
      why: expect.stringContaining('The limit of rows was passed'),
    });
  });

  it('name the logs that the workspace lacks', async () => {
    const refused = { status: 400, codes: ['BadArgumentError', 'SemanticError'], message: 'SigninLogs' };

    expect(await reader({ refused }).read(request())).toMatchObject({
      kind: 'refused',
      reason: 'failed',
      why: expect.stringContaining('NonInteractiveUserSignInLogs'),
    });
  });
});
