import { beforeEach, describe, expect, it } from 'vitest';
import { WriterUnderTest } from './writer-under-test.ts';

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
});
