import { describe, expect, it } from 'vitest';
import { minute, tenantId } from '../application/examples.ts';
import {
  callers,
  emergencyAccount,
  openTenant,
  remediationsUnderTest,
  tenant,
} from './remediations-under-test.ts';

describe('POST /api/remediations/{tenantId}', () => {
  it('keeps the plan with all that it rests on, and asks the approvers', async () => {
    const { post, remediationQueue, notificationQueue, telemetry } = await remediationsUnderTest();

    const answer = await post('ada', tenant, { control: 'device-code-flow-blocked' });

    expect(answer.status).toBe(201);
    const shown = answer.json();
    expect(shown).toMatchObject({
      proposal: {
        id: '2.2.3',
        purpose: { kind: 'remediate' },
        plan: { kind: 'create', after: { verdict: 'pass' } },
        before: { verdict: 'fail', usersInGap: 1 },
        losesAccess: { known: false },
        requestedBy: { kind: 'person', objectId: callers.ada.objectId, name: 'Ada' },
        rules: { approvals: 1, approvalHours: 72, observationDays: 14, delivery: 'direct' },
        proposedAt: minute(10),
        expiresAt: minute(10 + 72 * 60),
      },
      planHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      state: { status: 'proposed', approvals: [] },
      impact: null,
      decision: { kind: 'apply', needed: 1, given: 0, acknowledges: [] },
    });
    const { proposal, decision, planHash } = shown as {
      proposal: { remediationId: string; restsOn: unknown };
      decision: { hash: string; authorization: object };
      planHash: string;
    };
    expect(proposal.restsOn).toContainEqual(
      expect.objectContaining({ kind: 'account', id: emergencyAccount, summary: 'enabled' }),
    );
    expect(decision).toMatchObject({
      hash: planHash,
      authorization: {
        authorizationEndpoint: `https://login.example.com/${callers.ada.tenantId}/oauth2/v2.0/authorize`,
        nonce: planHash,
        claims: null,
      },
    });
    expect(answer.headers.get('location')).toBe(`/api/remediations/${tenant}/${proposal.remediationId}`);
    expect(remediationQueue.messages).toEqual([
      { version: 1, tenantId: tenant, remediationId: proposal.remediationId },
    ]);
    expect(notificationQueue.notifications).toContainEqual(
      expect.objectContaining({ kind: 'remediationProposed', audience: 'approvers' }),
    );
    expect(telemetry.events).toContainEqual(
      expect.objectContaining({
        name: 'remediation.changed',
        properties: expect.objectContaining({ from: 'none', to: 'proposed' }),
      }),
    );
  });

  it('is one proposal, however often the same person sends it', async () => {
    const { post, remediationStore } = await remediationsUnderTest();
    const first = await post('ada', tenant, { control: '2.2.3' });

    const second = await post('ada', tenant, { control: 'device-code-flow-blocked' });

    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json()).toEqual(first.json());
    expect(await remediationStore.standing(tenant)).toHaveLength(1);
  });

  it('is another proposal after the first one has ended', async () => {
    const { propose, post } = await remediationsUnderTest();
    const first = await propose();
    await post('ada', `${tenant}/${first.proposal.remediationId}/withdraw`, { reason: 'Not yet' });

    const second = await propose();

    expect(second.proposal.remediationId).not.toBe(first.proposal.remediationId);
    expect(second.planHash).not.toBe(first.planHash);
  });

  it('is refused while another remediation of the control is on its way, which it names', async () => {
    const { propose, post } = await remediationsUnderTest();
    const { proposal } = await propose('ada');

    const answer = await post('bo', tenant, { control: '2.2.3' });

    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining(proposal.remediationId) });
  });

  it('comes in the place of one that nobody approved in time', async () => {
    const self = await remediationsUnderTest();
    const { proposal } = await self.propose('ada');
    self.at = proposal.expiresAt;

    await self.propose('bo');

    const older = (await self.get('reader', `${tenant}/${proposal.remediationId}`)).json();
    expect(older).toMatchObject({ state: { status: 'expired' }, decision: null });
  });

  it.each([
    ['no control', {}, ''],
    ['two things at once', { control: '2.2.3', rollBack: tenantId(5) }, ''],
    ['a control that there is not', { control: '9.9.9' }, 'control'],
    ['several controls', { control: 'AC-3' }, 'control'],
    ['a plan that there is not', { control: '2.2.3', plan: 99 }, 'plan'],
    ['the plan number zero', { control: '2.2.3', plan: 0 }, 'plan'],
    ['a plan of a roll-back', { rollBack: tenantId(5), plan: 1 }, 'plan'],
    ['what it does not know', { control: '2.2.3', force: true }, 'force'],
  ])('refuses %s', async (_what, wish, member) => {
    const { post, remediationStore } = await remediationsUnderTest();

    const answer = await post('ada', tenant, wish);

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ member }] });
    expect(await remediationStore.standing(tenant)).toEqual([]);
  });

  it('takes the approval of two people where an application asks', async () => {
    const { propose } = await remediationsUnderTest();

    const { proposal } = await propose('pipeline');

    expect(proposal).toMatchObject({
      requestedBy: { kind: 'pipeline', name: 'application Pipeline' },
      rules: { approvals: 2 },
    });
  });

  it('refuses somebody without the role', async () => {
    const { post } = await remediationsUnderTest();

    expect((await post('reader', tenant, { control: '2.2.3' })).status).toBe(403);
  });

  it('refuses what could never be written, and says which setting is missing', async () => {
    const { post, get } = await remediationsUnderTest({ emergencyAccess: [] });

    const answer = await post('ada', tenant, { control: '2.2.3' });

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ member: 'EMERGENCY_ACCESS_IDS' }] });
    expect((await get('reader', `${tenant}/plans/2.2.3`)).status).toBe(200);
  });

  it('refuses where nothing has to be done', async () => {
    const { post } = await remediationsUnderTest({ readTenant: async () => ({ ...openTenant, users: [] }) });

    expect((await post('ada', tenant, { control: '2.2.4' })).status).toBe(409);
  });

  it('finds no tenant that no scan has read', async () => {
    const { post } = await remediationsUnderTest();

    expect((await post('ada', tenantId(2), { control: '2.2.3' })).status).toBe(404);
    expect((await post('ada', tenantId(9), { control: '2.2.3' })).status).toBe(404);
  });

  it('refuses to take back what was never written', async () => {
    const { propose, post } = await remediationsUnderTest();
    const { proposal } = await propose();

    for (const kind of ['rollBack', 'restore']) {
      expect((await post('bo', tenant, { [kind]: proposal.remediationId })).status).toBe(409);
      expect((await post('bo', tenant, { [kind]: tenantId(5) })).status).toBe(404);
    }
  });
});
