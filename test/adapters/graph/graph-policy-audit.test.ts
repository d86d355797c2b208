import { describe, expect, it } from 'vitest';
import { GraphPolicyAudit } from '../../../shared/adapters/graph/graph-policy-audit.ts';
import { ForbiddenError, TransientError } from '../../../shared/core/errors.ts';
import { exampleTenant, tenantId } from './example-tenant.ts';
import { FakeGraph, forbidden, graphError, origin } from './fake-graph.ts';
import { VirtualTime } from './virtual-time.ts';

const path = '/v1.0/auditLogs/directoryAudits';
const since = '2026-11-20T08:00:00.000Z';

function arrange() {
  const time = new VirtualTime();
  const graph = new FakeGraph(exampleTenant(), time);
  const audit = new GraphPolicyAudit({
    credential: { getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    settings: { baseUrl: origin },
    runtime: { clock: time.clock, sleep: time.sleep, random: () => 0, fetch: graph.fetch },
  });
  return { graph, read: (policyId = 'p1') => audit.changes(tenantId, policyId, since) };
}

const ann = { id: 'u1', displayName: 'Ann Example', userPrincipalName: 'ann@northwind.example' };

/** As Graph lists it. */
function entry(activityDateTime: string, initiatedBy: unknown, more: object = {}) {
  return {
    id: `Directory_${activityDateTime}`,
    category: 'Policy',
    result: 'success',
    activityDisplayName: 'Update conditional access policy',
    loggedByService: 'Conditional Access',
    activityDateTime,
    initiatedBy,
    targetResources: [{ id: 'p1', displayName: 'Block', type: 'Policy', modifiedProperties: [] }],
    ...more,
  };
}

describe('Reading who changed a policy', () => {
  it('asks for that policy since that time, page after page, and lists the newest first', async () => {
    const { graph, read } = arrange();
    const byAnn = { app: null, user: ann };
    const next = `${origin}${path}?$skiptoken=2`;
    graph.answerNext(
      path,
      () => Response.json({ value: [entry('2026-11-20T09:00:00Z', byAnn)], '@odata.nextLink': next }),
      () => Response.json({ value: [entry('2026-11-21T09:00:00.1234567Z', byAnn)] }),
    );

    const changes = await read();

    expect(changes.map(({ at }) => at)).toEqual(['2026-11-21T09:00:00.123Z', '2026-11-20T09:00:00.000Z']);
    expect(graph.requests[0]?.url.searchParams.get('$filter')).toBe(
      `activityDateTime ge ${since} and targetResources/any(t: t/id eq 'p1')`,
    );
  });

  it.each([
    ['a person by name', { user: ann }, { kind: 'person', objectId: 'u1', name: 'Ann Example' }],
    [
      'a person without a display name by the user principal name',
      { user: { ...ann, displayName: null } },
      { kind: 'person', objectId: 'u1', name: 'ann@northwind.example' },
    ],
    [
      'an application by its service principal',
      { user: null, app: { appId: 'a1', servicePrincipalId: 's1', displayName: 'Pipeline' } },
      { kind: 'application', objectId: 's1', name: 'Pipeline' },
    ],
    ['nobody where the log names nobody', null, { kind: 'unknown' }],
  ])('names %s', async (_what, initiatedBy, actor) => {
    const { graph, read } = arrange();
    graph.answerNext(path, () => Response.json({ value: [entry('2026-11-20T09:00:00Z', initiatedBy)] }));

    expect(await read()).toEqual([
      { at: '2026-11-20T09:00:00.000Z', activity: 'Update conditional access policy', actor },
    ]);
  });

  it('leaves out what was tried and failed', async () => {
    const { graph, read } = arrange();
    const failed = entry('2026-11-20T09:00:00Z', { user: ann }, { result: 'failure' });
    graph.answerNext(path, () => Response.json({ value: [failed] }));

    expect(await read()).toEqual([]);
  });

  it('keeps an id that would end the filter inside its text', async () => {
    const { graph, read } = arrange();
    graph.answerNext(path, () => Response.json({ value: [] }));

    await read("x') or (id eq '");

    expect(graph.requests[0]?.url.searchParams.get('$filter')).toContain("t/id eq 'x'') or (id eq '''");
  });

  it('says what to grant or to buy where Graph refuses, and that it may pass where Graph fails', async () => {
    const { graph, read } = arrange();
    const withoutLicence = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';
    graph.answerNext(path, forbidden, () => graphError(403, withoutLicence, 'No premium licence.'));

    const notGranted = read();
    await expect(notGranted).rejects.toThrow(ForbiddenError);
    await expect(notGranted).rejects.toThrow('grant the application permission AuditLog.Read.All');
    const notLicensed = read();
    await expect(notLicensed).rejects.toThrow(ForbiddenError);
    await expect(notLicensed).rejects.toThrow('no Entra ID P1 or P2 licence');
  });

  it('takes no list of something else for audits', async () => {
    const { graph, read } = arrange();
    graph.answerNext(path, () => Response.json({ value: [{ id: 'x' }] }));

    await expect(read()).rejects.toThrow(TransientError);
  });
});
