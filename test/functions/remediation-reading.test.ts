import { describe, expect, it } from 'vitest';
import type { ShownRemediation } from '../../shared/application/remediation/shown-remediation.ts';
import { minute, scanId, tenantId } from '../application/examples.ts';
import {
  callers,
  openTenant,
  remediationsUnderTest,
  tenant,
  untilObserving,
} from './remediations-under-test.ts';

const pathOf = ({ proposal }: ShownRemediation) => `${tenant}/${proposal.remediationId}`;

describe('GET /api/remediations/{tenantId}', () => {
  it('pages through the remediations, the latest proposals first', async () => {
    const self = await remediationsUnderTest();
    const first = await self.propose();
    await self.post('cy', `${pathOf(first)}/reject`, { reason: 'Not this week' });
    self.at = minute(30);
    const second = await self.propose('bo');

    const page = (await self.get('reader', tenant, { size: '1' })).json() as { continuation: string };
    const rest = (await self.get('reader', tenant, { continuation: page.continuation })).json();
    const rejected = (await self.get('reader', tenant, { status: 'rejected' })).json();

    const older = { remediationId: first.proposal.remediationId, status: 'rejected', kind: 'create' };
    expect(page).toMatchObject({
      items: [{ remediationId: second.proposal.remediationId, status: 'proposed' }],
    });
    expect(rest).toMatchObject({ items: [older] });
    expect(rejected).toMatchObject({ items: [older] });
  });

  it('refuses a status that there is not', async () => {
    const { get } = await remediationsUnderTest();

    expect((await get('reader', tenant, { status: 'open' })).status).toBe(400);
  });
});

describe('GET .../plans/{control}', () => {
  it('tells what can be done, by what the newest scan read', async () => {
    const { get } = await remediationsUnderTest();

    const answer = await get('reader', `${tenant}/plans/MS.AAD.3.9v1`);

    expect(answer.json()).toMatchObject({
      tenantId: tenant,
      scanId: scanId(1),
      id: '2.2.3',
      verdict: 'fail',
      plans: [{ kind: 'create', after: { verdict: 'pass' } }],
    });
  });

  it('plans anew after the next scan', async () => {
    const tenants = [
      { ...openTenant },
      { ...openTenant, users: [...openTenant.users, { id: 'x', accountEnabled: true }] },
    ];
    const self = await remediationsUnderTest({ readTenant: async () => tenants.shift() ?? openTenant });
    const path = `${tenant}/plans/2.2.3`;
    const before = (await self.get('reader', path)).json();
    self.at = minute(20);
    await self.scan(2);

    const after = (await self.get('reader', path)).json();

    expect([before, after]).toMatchObject([{ usersInGap: 1 }, { usersInGap: 2 }]);
  });

  it.each([
    ['no such control', `${tenant}/plans/9.9.9`, 400],
    ['several controls', `${tenant}/plans/AC-3`, 400],
    ['a tenant without a scan', `${tenantId(2)}/plans/2.2.3`, 404],
    ['another tenant', `${tenantId(9)}/plans/2.2.3`, 404],
  ])('says so where there is %s', async (_what, path, status) => {
    const { get } = await remediationsUnderTest();

    expect((await get('reader', path)).status).toBe(status);
  });
});

describe('What was proposed', () => {
  it('is exported as the requests to Graph, and for Terraform', async () => {
    const self = await remediationsUnderTest();
    const shown = await self.propose();

    const graph = (await self.get('reader', `${pathOf(shown)}/graph`)).json();
    const terraform = await self.get('reader', `${pathOf(shown)}/terraform`);

    expect(graph).toMatchObject([
      { stage: 'reportOnly', method: 'POST', path: '/identity/conditionalAccess/policies' },
      { stage: 'enforced', method: 'PATCH', body: { state: 'enabled' } },
    ]);
    expect(terraform.headers.get('content-type')).toContain('text/plain');
    expect(new TextDecoder().decode(terraform.bytes)).toContain(
      'resource "azuread_conditional_access_policy"',
    );
  });

  it.each(['', '/journal', '/evidence', '/graph', '/terraform'])(
    'is not found under another id: %s',
    async (what) => {
      const { get } = await remediationsUnderTest();
      const by = what === '/evidence' ? 'auditor' : 'reader';

      expect((await get(by, `${tenant}/${tenantId(5)}${what}`)).status).toBe(404);
      expect((await get(by, `${tenantId(9)}/${tenantId(5)}${what}`)).status).toBe(404);
    },
  );

  it('tells who uses today what it closes, as far as the log was read', async () => {
    const self = await remediationsUnderTest({ readSignIns: async () => signIns });
    const message = { version: 1, tenantId: tenant };
    const delivery = { queue: 'sign-ins', messageId: 's', insertedAt: self.at, message, attempt: 1 };
    await self.app.collectSignIns(delivery, { info: () => {}, warn: () => {}, error: () => {} });

    const { proposal } = await self.propose();

    expect(proposal.losesAccess).toMatchObject({
      known: true,
      people: [
        { userId: callers.ada.objectId, apps: [{ appDisplayName: 'Azure CLI', direct: expect.any(Number) }] },
      ],
    });
    expect(proposal.losesAccess.people[0]?.apps[0]?.direct).toBeGreaterThan(0);
  });
});

describe('A roll-back', () => {
  it('is a proposal of its own, which stands beside what it takes back', async () => {
    const written = await writtenAndScanned();

    const shown = await written.self.propose('bo', { rollBack: written.shown.proposal.remediationId });

    expect(shown).toMatchObject({
      proposal: {
        purpose: { kind: 'rollBack', remediationId: written.shown.proposal.remediationId },
        plan: { kind: 'rollBack' },
      },
      decision: { kind: 'enforce' },
    });
  });

  it('waits for a scan that has seen what was written', async () => {
    const { self, shown } = await writtenAndScanned({ isScanned: false });

    const answer = await self.post('bo', tenant, { rollBack: shown.proposal.remediationId });

    expect([answer.status, answer.json()]).toMatchObject([
      409,
      { detail: expect.stringContaining('scan first') },
    ]);
  });
});

async function writtenAndScanned({ isScanned = true } = {}) {
  let policies: readonly unknown[] = [];
  const self = await remediationsUnderTest({ readTenant: async () => ({ ...openTenant, policies }) });
  const shown = await self.propose();
  await self.approve('bo', shown);
  self.at = minute(20);
  await self.happen(shown, untilObserving);
  policies = shown.proposal.plan.policies.map(({ stages: [{ policy }] }) => ({
    ...policy,
    id: '50000000-0000-4000-8000-000000000001',
  }));
  self.at = minute(30);
  if (isScanned) await self.scan(2);
  return { self, shown };
}

const signIns = {
  kind: 'counted' as const,
  examined: 1,
  counts: {
    signIns: 1,
    withoutPolicies: 0,
    uses: [
      {
        userId: callers.ada.objectId,
        userPrincipalName: 'ada@example.com',
        appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
        appDisplayName: 'Azure CLI',
        resourceId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
        resourceDisplayName: 'Azure',
        resourceTenantId: null,
        kind: 'direct' as const,
        count: 1,
        firstAt: minute(0),
        lastAt: minute(1),
      },
    ],
    policyResults: [],
  },
};
