import { beforeEach, describe, expect, it } from 'vitest';
import { enforcementHashOf, planHashOf } from '../../../../shared/application/remediation/hashes.ts';
import { UnauthenticatedError } from '../../../../shared/core/errors.ts';
import { scanId } from '../../examples.ts';
import { enforcementOf, WriterUnderTest } from './writer-under-test.ts';

describe('The course of a remediation that creates a policy', () => {
  let writer: WriterUnderTest;
  beforeEach(() => {
    writer = new WriterUnderTest();
  });

  it('writes nothing before it is approved', async () => {
    await writer.propose();

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect(await writer.events()).toEqual(['proposed']);
    expect(writer.journalHeadStore.kept).toHaveLength(1);
  });

  it('creates the policy in report-only once it is approved', async () => {
    await writer.approve(await writer.propose());

    await writer.deliver();

    expect(writer.sent()).toEqual(['POST enabledForReportingButNotEnforced']);
    expect(await writer.events()).toEqual([
      'proposed',
      'applicationApproved',
      'writeIntended',
      'written',
      'appliedInReportOnly',
    ]);
    expect(writer.journalHeadStore.kept.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4]);
    expect(writer.telemetry.names()).toEqual(['remediation.changed', 'remediation.applied']);
  });

  it('switches the policy on once that is approved too', async () => {
    await writer.approve(await writer.propose());
    await writer.deliver();
    await writer.observeAndApprove();

    await writer.deliver();

    expect(writer.sent()).toEqual(['POST enabledForReportingButNotEnforced', 'PATCH enabled']);
    expect((await writer.events()).slice(-4)).toEqual([
      'enforcementApproved',
      'writeIntended',
      'written',
      'enforced',
    ]);
    expect(writer.tenant.policies.map(({ state }) => state)).toEqual(['enabled']);
    expect(writer.notificationQueue.keys()).toEqual([`remediationEnforced|${writer.id}`]);
  });
});

describe('A delivery that comes again', () => {
  let writer: WriterUnderTest;
  beforeEach(async () => {
    writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
  });

  it('writes nothing a second time', async () => {
    await writer.deliver();
    const events = await writer.events();

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect(await writer.events()).toEqual(events);
  });

  it('has one effect with another one at the same time, which looks again later', async () => {
    await Promise.all([writer.deliver(), writer.deliver()]);

    expect(writer.remediationQueue.delays).toEqual([30]);
    await writer.deliver();
    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('finds the policy that was created when the answer was lost, and creates no second one', async () => {
    const create = writer.losing('create');

    await writer.deliver(1, create);

    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('finds the policy that was created before the writer died', async () => {
    await expect(writer.deliver(1, writer.dyingAfter('create'))).rejects.toThrow('died');

    await writer.deliver(2);

    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('creates nothing as long as an earlier creation may be on its way, and does so after that', async () => {
    await expect(writer.deliver(1, writer.dyingBefore('create'))).rejects.toThrow('died');

    writer.wait(14 * 60_000);
    await writer.deliver(2);
    expect(writer.sent()).toEqual([]);
    expect(writer.remediationQueue.delays).toEqual([120]);

    writer.wait(2 * 60_000);
    await writer.deliver();
    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it.each([1, 16])(
    'takes the policy that was created and renamed for its own, %i minutes after the answer was lost',
    async (minutes) => {
      await expect(writer.deliver(1, writer.dyingAfter('create'))).rejects.toThrow('died');
      writer.tenant.policies = writer.tenant.policies.map((policy) => ({ ...policy, displayName: 'CA042' }));
      writer.wait(minutes * 60_000);

      await writer.deliver(2);

      expect(writer.sent()).toHaveLength(1);
      expect(writer.tenant.policies).toMatchObject([{ displayName: 'CA042' }]);
      expect(await writer.status()).toBe('appliedInReportOnly');
    },
  );

  it('leaves a policy that says the same to others where it was there before the request', async () => {
    await expect(writer.deliver(1, writer.dyingAfter('create'))).rejects.toThrow('died');
    const createdDateTime = '2026-10-01T06:00:00Z';
    writer.tenant.policies = writer.tenant.policies.map((policy) => ({
      ...policy,
      displayName: 'CA042',
      createdDateTime,
    }));
    writer.wait(16 * 60_000);

    await writer.deliver(2);

    expect(writer.sent()).toHaveLength(2);
    expect(writer.tenant.policies).toHaveLength(2);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('waits until the tenant shows what was written', async () => {
    writer.tenant.showLate(4);

    await writer.deliver();

    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('looks again later where the tenant does not show it for a minute', async () => {
    writer.tenant.showLate(32);

    await writer.deliver();
    expect(await writer.events()).toEqual(['proposed', 'applicationApproved', 'writeIntended']);
    expect(writer.remediationQueue.delays).toEqual([60]);

    await writer.deliver();
    expect(await writer.status()).toBe('appliedInReportOnly');
    expect(writer.sent()).toHaveLength(1);
  });

  it('sends a change again that had no effect, as the same once more does no harm', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    await expect(writer.deliver(1, writer.dyingBefore('change'))).rejects.toThrow('died');

    await writer.deliver(2);

    expect(writer.sent()).toEqual(['POST enabledForReportingButNotEnforced', 'PATCH enabled']);
    expect(await writer.status()).toBe('enforced');
  });
});

describe('An approval that is not used in time', () => {
  it('expires, and nothing is written', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    writer.wait(72 * 3_600_000);

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect(await writer.status()).toBe('expired');
  });

  it('of an enforcement is voided, and observing goes on', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    await writer.deliver();
    await writer.observeAndApprove();
    writer.wait(72 * 3_600_000);

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('observing');
  });

  it('counts from the first of several', async () => {
    const cy = { objectId: '20000000-0000-4000-8000-000000000003', name: 'Cy' };
    const rules = { approvals: 2, observationDays: 14, approvalHours: 72, delivery: 'direct' } as const;
    const writer = new WriterUnderTest();
    const planHash = planHashOf(await writer.propose('create', { rules }));
    await writer.happen({ kind: 'approvalGiven', approval: writer.approval(planHash, cy) });
    await writer.happen({ kind: 'applicationApproved', approval: writer.approval(planHash) });
    await writer.deliver();
    await writer.happen({ kind: 'observationBegun', scanId: scanId(2) });
    writer.wait(15 * 86_400_000);
    const enforcement = enforcementOf(await writer.remediation());
    const hash = enforcementHashOf(enforcement);
    await writer.happen({ kind: 'approvalGiven', approval: writer.approval(hash, cy) });
    writer.wait(70 * 3_600_000);
    const signed = { approval: writer.approval(hash), enforcementHash: hash, enforcement, acknowledged: [] };
    await writer.happen({ kind: 'enforcementApproved', ...signed });
    writer.wait(2 * 3_600_000);

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('observing');
  });
});

describe('An approval that can be verified no more, as when the tenant has changed its keys,', () => {
  const approvalVerifier = {
    verify: () => Promise.reject(new UnauthenticatedError('The ID token is not signed by the tenant.')),
  };
  let writer: WriterUnderTest;
  beforeEach(async () => {
    writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
  });

  it('is refused, and expires once its time is over', async () => {
    writer.wait(71 * 3_600_000);
    await writer.deliver(1, { approvalVerifier });
    expect(await writer.status()).toBe('approved');

    writer.wait(3_600_000);
    await writer.deliver(1, { approvalVerifier });
    expect(await writer.status()).toBe('expired');
    expect(writer.sent()).toEqual([]);
  });

  it('is voided then where it is of an enforcement', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    writer.wait(72 * 3_600_000);

    await writer.deliver(1, { approvalVerifier });

    expect(await writer.status()).toBe('observing');
    expect(writer.sent()).toHaveLength(1);
  });
});
