import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { collectSignIns } from '../../functions/collect-sign-ins.ts';
import { policyResultsAnswerSchema, usesAnswerSchema } from '../../functions/http/schemas/sign-ins.ts';
import { runScan } from '../../functions/run-scan.ts';
import { scanOnSchedule } from '../../functions/scan-on-schedule.ts';
import { signIns } from '../../functions/sign-ins.ts';
import type { SliceReading } from '../../shared/application/ports/sign-in-reader.ts';
import { scanRequest, tenantId } from '../application/examples.ts';
import { appUnderTest, invocation, request } from './app-under-test.ts';

const tenant = tenantId(1);
const guid = (number: number) => `c0000000-0000-4000-8000-00000000000${number}`;
const user = {
  userId: guid(1),
  userPrincipalName: '=ann@home.example',
  appId: guid(2),
  appDisplayName: 'CLI',
};
const counted: SliceReading & { readonly kind: 'counted' } = {
  kind: 'counted',
  examined: 2,
  counts: {
    signIns: 2,
    withoutPolicies: 0,
    uses: [
      {
        ...user,
        resourceId: guid(3),
        resourceDisplayName: 'Microsoft Graph',
        resourceTenantId: null,
        kind: 'direct',
        count: 1,
        firstAt: '2026-11-01T10:00:00.000Z',
        lastAt: '2026-11-01T10:00:00.000Z',
      },
    ],
    policyResults: [
      { ...user, policyId: guid(4), policyDisplayName: 'Block', result: 'reportOnlyFailure', count: 2 },
    ],
  },
};

async function collected(reading = counted) {
  const all = appUnderTest({ readSignIns: async () => reading });
  const message = { version: 1, tenantId: tenant };
  await collectSignIns(all.app)(message, invocation({ id: 'm1', dequeueCount: 1 }).context);
  return all;
}

async function ask(app: Parameters<typeof signIns>[0], path: string, headers = {}) {
  const answer = await signIns(app)(request(path, { headers }), invocation().context);
  return { ...answer, text: String(answer?.body ?? '') };
}

describe('The function of sign-in evidence', () => {
  it('answers who uses the device code flow in the form that it declares', async () => {
    const { app } = await collected();

    const { status, text } = await ask(app, `sign-ins/${tenant}?from=2026-11-01&to=2026-11-01`);

    expect(status).toBe(200);
    const answer = z.parse(usesAnswerSchema, JSON.parse(text));
    expect(answer).toEqual(JSON.parse(text));
    expect(answer.items).toMatchObject([{ userId: guid(1), count: 6 }]);
    expect(answer.conclusion.kind).toBe('used');
  });

  it('answers what a policy did in the form that it declares', async () => {
    const { app } = await collected();

    const { status, text } = await ask(
      app,
      `sign-ins/${tenant}/policies/${guid(4).toUpperCase()}?from=2026-11-01`,
    );

    expect(status).toBe(200);
    const answer = z.parse(policyResultsAnswerSchema, JSON.parse(text));
    expect(answer).toEqual(JSON.parse(text));
    expect(answer).toMatchObject({ policyDisplayName: 'Block', items: [{ result: 'reportOnlyFailure' }] });
  });

  it('answers a table, whose names are no formulas and whose coverage stands beside it', async () => {
    const { app } = await collected();

    const { headers, text } = await ask(app, `sign-ins/${tenant}?from=2026-11-01&to=2026-11-01&format=csv`);

    const [columns, first] = text.split('\n');
    expect(columns).toMatch(/^userId,userPrincipalName,appId/);
    expect(first).toContain("'=ann@home.example");
    expect(new Headers(Object(headers)).get('content-type')).toMatch(/^text\/csv/);
    expect(JSON.parse(new Headers(Object(headers)).get('x-coverage') ?? '')).toMatchObject({
      conclusion: 'used',
      missing: [],
    });
  });

  it('answers a table whose lines no name can break, as apps of strangers have names too', async () => {
    const uses = counted.counts.uses.map((use) => ({ ...use, appDisplayName: 'CLI\r=1+1' }));
    const { app } = await collected({ ...counted, counts: { ...counted.counts, uses } });

    const { text } = await ask(app, `sign-ins/${tenant}?from=2026-11-01&to=2026-11-01&format=csv`);

    expect(text).toContain(',"CLI\r=1+1",');
  });

  it('answers a table anew where its coverage is another, though its lines are the same', async () => {
    const { app, signInEvidenceStore } = await collected();
    const path = `sign-ins/${tenant}?from=2026-11-01&to=2026-11-01&format=csv`;
    const etag = new Headers(Object((await ask(app, path)).headers)).get('etag') ?? '';
    expect((await ask(app, path, { 'if-none-match': etag })).status).toBe(304);

    await signInEvidenceStore.end(tenant, { collectedAt: '2026-11-03T00:00:00.000Z' });

    expect((await ask(app, path, { 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    [`sign-ins/${tenant}?from=yesterday`, 400, 'from'],
    [`sign-ins/${tenant}?user=ann'%20or%201%20eq%201`, 400, 'user'],
    [`sign-ins/${tenant}?kind=all`, 400, 'kind'],
    [`sign-ins/${tenant}?size=0`, 400, 'size'],
    [`sign-ins/${tenant}?continuation=~`, 400, 'continuation'],
    [`sign-ins/${tenant}?who=ann`, 400, 'who'],
    [`sign-ins/${tenant}?format=xml`, 400, 'format'],
    [`sign-ins/${tenant}/policies/${guid(4)}?result=%25`, 400, 'result'],
    [`sign-ins/${tenant}/policies/p1`, 404, 'policyId'],
    ['sign-ins/contoso', 404, 'tenantId'],
    [`sign-ins/${tenantId(9)}`, 404, 'TENANT_IDS'],
  ])('answers %s with %i and names %s', async (path, status, named) => {
    const answer = await ask(appUnderTest().app, path);

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(named);
  });

  it.each(['', '?format=csv', `/policies/${guid(4)}`])(
    'answers %s to holders of Evidence.Read only',
    async (below) => {
      const { app } = await collected();
      const path = `sign-ins/${tenant}${below}`;

      const others = { authorization: 'Bearer Results.Read-Scan.Request-Exceptions.Write' };
      expect((await ask(app, path, others)).status).toBe(403);
      expect((await ask(app, path, { authorization: 'Bearer Evidence.Read' })).status).toBe(200);
    },
  );
});

describe('The collection of sign-ins', () => {
  it('is queued for every tenant by the timer, and after a scan for its tenant', async () => {
    const { app, signInQueue, tenantIds } = appUnderTest();
    const timer = { isPastDue: false, schedule: { adjustForDST: false }, scheduleStatus: Object({}) };

    await scanOnSchedule(app)(timer, invocation().context);
    expect(signInQueue.messages).toEqual(tenantIds.map((tenantId) => ({ version: 1, tenantId })));

    await runScan(app)(scanRequest(1), invocation().context);
    expect(signInQueue.messages.slice(2)).toEqual([{ version: 1, tenantId: tenant }]);
  });

  it('fails no scan where it cannot be queued', async () => {
    const { app, signInQueue, resultStore } = appUnderTest();
    signInQueue.put = () => Promise.reject(new Error('The queue is gone.'));
    const { context, log } = invocation();

    await runScan(app)(scanRequest(1), context);

    expect((await resultStore.newestSucceededScan(tenant))?.state.status).toBe('succeeded');
    expect(log.join('\n')).toContain('could not be queued');
  });
});
