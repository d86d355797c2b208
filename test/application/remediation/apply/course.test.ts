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
