import { beforeEach, describe, expect, it } from 'vitest';
import { exceptionIdSchema } from '../../../../shared/application/identifiers.ts';
import { bindingsOf } from '../../../../shared/core/remediation/course/bindings-of.ts';
import type { WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { planRemediation } from '../../../../shared/core/remediation/plan-remediation.ts';
import { graphGroup } from '../../../core/example-tenant.ts';
import {
  bo,
  confirmedEntry,
  groupException,
  proposedEntry,
} from '../../../core/exceptions/register-examples.ts';
import { use } from '../../../core/remediation/measure/measuring.ts';
import { breakGlass, control, tenant } from '../apply/writer-under-test.ts';
import { cy, FollowerUnderTest, rules } from './follower-under-test.ts';

let follower: FollowerUnderTest;
beforeEach(() => {
  follower = new FollowerUnderTest();
});

const ann = { userId: 'ann', result: 'reportOnlyFailure' };

describe('Beginning to observe', () => {
  it('takes a scan that sees the policy in report-only', async () => {
    await follower.observing();

    expect(await follower.lastEvent()).toMatchObject({ kind: 'observationBegun' });
    expect((await follower.impact()).since).toBe('2026-11-02T06:00:00.000Z');
  });

  it('does not take one that read the tenant before the policy was written', async () => {
    await follower.writer.approve(await follower.writer.propose('create', { rules }));
    const before = follower.writer.tenant.policies;
    await follower.writer.deliver();
    const after = follower.writer.tenant.policies;

    follower.writer.tenant.policies = before;
    await follower.scan();

    expect(await follower.writer.status()).toBe('appliedInReportOnly');
    follower.writer.tenant.policies = after;
    await follower.scan();
    expect(await follower.writer.status()).toBe('observing');
  });
});

describe('While a policy is observed', () => {
  it('counts what it would have done, day by day, and names who would be stopped', async () => {
    await follower.observing();

    await follower.days(2, ann);

    const { days, people } = await follower.impact();
    expect(
      days.map(({ day, hasData, wouldBlock, notApplied }) => [day, hasData, wouldBlock, notApplied]),
    ).toEqual([
      ['2026-11-02', true, 1, 1],
      ['2026-11-03', true, 1, 1],
      ['2026-11-04', true, 0, 1],
    ]);
    expect(people.map(({ userId, isExcepted }) => [userId, isExcepted])).toEqual([['ann', false]]);
  });

  it('counts uses of the device code flow beside them', async () => {
    await follower.observing();
    const lastAt = '2026-11-02T12:00:00.000Z';
    await follower.signIns(
      [],
      [use({ userId: 'cem', appId: 'other', lastAt }), use({ userId: 'ann', kind: 'tracked', lastAt })],
    );
    follower.writer.wait(86_400_000);

    await follower.scan();

    const { days, people } = await follower.impact();
    expect(days[0]).toMatchObject({ direct: 1, tracked: 1 });
    expect(people.map(({ userId }) => userId)).toEqual(['ann', 'cem']);
  });

  it('asks the approvers once enough whole days have data, and names whom they acknowledge', async () => {
    await follower.observing();
    await follower.days(3, ann);
    expect((await follower.impact()).gate).toMatchObject({ open: false, daysWithData: 2 });

    await follower.days(1, ann);
    await follower.scan();

    expect((await follower.impact()).gate).toEqual({ open: true, daysWithData: 3 });
    const asked = follower.writer.notificationQueue.notifications.filter(
      ({ kind }) => kind === 'enforcementProposed',
    );
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(asked[0]).toMatchObject({ audience: 'approvers' });
    expect(asked[0]?.text).toContain('ann@tenant.example');
  });

  it('measures the same again where its message comes twice', async () => {
    await follower.observing();
    await follower.days(4, ann);
    const events = await follower.writer.events();
    const { measuredAt: _, newPeople: __, ...impact } = await follower.impact();

    const id = await follower.scan();
    await follower.scan({}, id);

    const { measuredAt: ___, newPeople: ____, ...again } = await follower.impact();
    expect(again).toEqual(impact);
    expect(await follower.writer.events()).toEqual(events);
  });

  it('tells whom an exception leaves out by now, and has nobody acknowledge them', async () => {
    await observingWithoutCrew(follower);
    await follower.days(4, { userId: 'cem', result: 'reportOnlyFailure' });
    expect((await follower.impact()).enforcement?.acknowledges).toMatchObject([{ userId: 'cem' }]);

    const { tenant: directory } = follower.writer;
    directory.snapshot = { ...directory.snapshot, groups: [graphGroup('crew', ['ann', 'cem'])] };
    await follower.scan();

    const { people, enforcement } = await follower.impact();
    expect(people).toMatchObject([{ userId: 'cem', isExcepted: true }]);
    expect(enforcement?.acknowledges).toEqual([]);
  });
});

describe('Without data the gate stays closed, and says why', () => {
  it.each([
    ['licence', 'The tenant has no Entra ID P1 or P2 licence.'],
    ['permission', 'Grant the application permission AuditLog.Read.All.'],
  ] as const)('where the log is kept back for want of a %s', async (reason, why) => {
    await follower.observing();
    follower.writer.wait(5 * 86_400_000);
    const at = follower.writer.clock().toISOString();
    await follower.signInEvidenceStore.end(tenant, { collectedAt: at, stopped: { reason, why, at } });

    await follower.scan();

    const { gate, enforcement } = await follower.impact();
    expect(gate).toMatchObject({ open: false, daysWithData: 0 });
    expect(gate.open ? '' : gate.reasons.join(' ')).toContain(why);
    expect(enforcement).toBeNull();
  });

  it('where the log may still show more of those days', async () => {
    await follower.observing();
    await follower.days(4);

    await follower.scan({ plan: { historyDays: 30, latenessHours: 200 } });

    const { gate } = await follower.impact();
    expect(gate).toMatchObject({ open: false, daysWithData: 0 });
    expect(gate.open ? '' : gate.reasons.join(' ')).toContain('they count once they are 200 hours old');
  });

  it('where sign-ins do not show which policies applied', async () => {
    await follower.observing();
    await follower.days(4);
    const all = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
    for (const slice of await follower.signInEvidenceStore.slices(tenant, all)) {
      const readAt = '2026-12-01T00:00:00.000Z';
      const nothing = { policyResults: [], uses: [] };
      await follower.signInEvidenceStore.saveSlice(tenant, { ...slice, readAt, withoutPolicies: 1 }, nothing);
    }

    await follower.scan();

    const { gate } = await follower.impact();
    expect(gate).toMatchObject({ open: false, daysWithData: 0 });
    expect(gate.open ? '' : gate.reasons.join(' ')).toContain('Policy.Read.All');
  });

  it('where nothing was collected at all', async () => {
    await follower.observing();
    follower.writer.wait(5 * 86_400_000);

    await follower.scan();

    const { gate } = await follower.impact();
    expect(gate.open ? '' : gate.reasons.join(' ')).toContain('have not been read yet');
  });
});

describe('Approvals of an enforcement', () => {
  it('count no longer where others would be stopped before all have decided', async () => {
    await follower.observing({ rules: { ...rules, approvals: 2 } });
    await follower.days(4, ann);
    await follower.approveEnforcement(bo, false);

    await follower.days(1, ann, { userId: 'cem', appId: 'other', result: 'reportOnlyFailure' });

    expect(await follower.lastEvent()).toMatchObject({ kind: 'approvalsVoided' });
    expect((await follower.writer.remediation()).state).toMatchObject({ status: 'observing', approvals: [] });
  });

  it('count on where the same people are stopped again', async () => {
    await follower.observing({ rules: { ...rules, approvals: 2 } });
    await follower.days(4, ann);
    await follower.approveEnforcement(bo, false);

    await follower.days(1, ann);

    expect(await follower.lastEvent()).toMatchObject({ kind: 'approvalGiven' });
  });

  it('count no longer where too few people approve in time', async () => {
    await follower.observing({ rules: { ...rules, approvals: 2 } });
    await follower.days(4, ann);
    await follower.approveEnforcement(cy, false);

    follower.writer.wait((rules.approvalHours - 1) * 3_600_000);
    await follower.scan();
    expect(await follower.lastEvent()).toMatchObject({ kind: 'approvalGiven' });
    follower.writer.wait(3_600_000);
    await follower.scan();

    expect(await follower.lastEvent()).toMatchObject({
      kind: 'approvalsVoided',
      why: expect.stringContaining('within 72 hours'),
    });
  });

  it('are taken back before the write where somebody would be stopped whom nobody acknowledged', async () => {
    await follower.observing();
    await follower.days(4, ann);
    await follower.approveEnforcement();

    await follower.days(1, { userId: 'dee', result: 'reportOnlyFailure' });

    expect(await follower.lastEvent()).toMatchObject({
      kind: 'approvalsVoided',
      why: expect.stringContaining('dee@tenant.example'),
    });
    expect(await follower.writer.status()).toBe('observing');
    expect((await follower.impact()).since).toBe('2026-11-02T06:00:00.000Z');
    await follower.approveEnforcement(cy);
    await follower.writer.deliver();
    expect(await follower.writer.status()).toBe('enforced');
  });
});

describe('Whoever changes a policy that is observed', () => {
  it('ends the remediation, with what was changed, by whom and when', async () => {
    await follower.observing();
    follower.edit((policy) => ({ ...policy, state: 'disabled' }));

    await follower.scan();

    const name = String(follower.policy()['displayName']);
    expect(await follower.lastEvent()).toEqual({
      kind: 'superseded',
      reasons: [`The policy "${name}": Ann Example switched it off on 2026-11-02 at 07:00 UTC.`],
    });
    expect(follower.writer.notificationQueue.keys()).toContain(
      `remediationEnded|${follower.writer.id}|superseded`,
    );
  });

  it('ends it by deleting the policy', async () => {
    await follower.observing();
    follower.delete();

    await follower.scan();

    expect(await follower.lastEvent()).toMatchObject({
      kind: 'superseded',
      reasons: [expect.stringContaining('Ann Example deleted it on 2026-11-02')],
    });
  });

  it('ends it although the directory audit does not say who it was', async () => {
    await follower.observing();
    follower.edit((policy) => ({ ...policy, state: 'disabled' }), null);

    await follower.scan();

    expect(await follower.lastEvent()).toMatchObject({
      kind: 'superseded',
      reasons: [expect.stringContaining('The directory audit does not say who')],
    });
  });

  it.each<[string, (policy: WirePolicy) => WirePolicy]>([
    ['by giving it another name', (policy) => ({ ...policy, displayName: 'Another name' })],
    ['where it is undone before a scan sees it', (policy) => policy],
  ])('does not end it %s, and has the days before count no longer', async (_, changed) => {
    await follower.observing();
    await follower.days(4, ann);
    expect((await follower.impact()).gate).toMatchObject({ open: true });
    const before = follower.policy();
    follower.edit((policy) => ({ ...policy, state: 'disabled' }));
    follower.edit(() => changed(before));
    const { modifiedDateTime } = follower.policy();

    await follower.scan();

    expect(await follower.writer.status()).toBe('observing');
    const { since, gate } = await follower.impact();
    expect(since).toBe(modifiedDateTime);
    expect(gate).toMatchObject({ open: false, daysWithData: 0 });
  });
});

/** The crew, which Ann is in and Cem may join, is excepted before anything is planned, so that the policy leaves it out. */
async function observingWithoutCrew({ writer }: FollowerUnderTest): Promise<void> {
  const exception = { ...groupException, principalId: 'crew', membersAtApproval: ['ann', 'cem'] };
  const { exceptionRegister } = writer;
  const entry = proposedEntry({ tenantId: tenant, exception });
  await exceptionRegister.create(entry);
  const found = await exceptionRegister.find(tenant, exceptionIdSchema.parse(entry.id));
  if (found === undefined) throw new Error('The exception was not kept.');
  await exceptionRegister.change([{ found, changed: confirmedEntry({ tenantId: tenant, exception }) }]);

  const snapshot = await writer.tenant.read();
  const basis = { emergencyAccess: [breakGlass], exceptions: [exception] };
  const at = writer.clock().toISOString();
  const { plans } = planRemediation(snapshot, control, { ...basis, at });
  const plan = plans.find(({ kind }) => kind === 'create');
  if (plan === undefined) throw new Error('There is no plan.');
  await follower.observing({ plan, restsOn: bindingsOf(snapshot, { plan, ...basis }) });
}
