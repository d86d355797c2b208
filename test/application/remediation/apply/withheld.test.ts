import { describe, expect, it } from 'vitest';
import { tenant, WriterUnderTest } from './writer-under-test.ts';

describe('In a dry run', () => {
  it('everything happens but the write', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());

    await writer.deliver(1, { isDryRun: true });
    await writer.deliver(1, { isDryRun: true });

    expect(writer.sent()).toEqual([]);
    expect(await writer.events()).toEqual(['proposed', 'applicationApproved', 'withheld']);
    expect((await writer.remediation()).withheld).toMatchObject([
      { change: 0, stage: 'reportOnly', why: 'dryRun' },
    ]);
  });

  it('what has changed supersedes as well', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    writer.tenant.snapshot = { ...writer.tenant.snapshot, securityDefaults: { isEnabled: true } };

    await writer.deliver(1, { isDryRun: true });

    expect(await writer.status()).toBe('superseded');
  });

  it('nothing is lost: switched off, it goes on', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    await writer.deliver(1, { isDryRun: true });

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });
});

describe('Where another pipeline delivers', () => {
  async function approved() {
    const writer = new WriterUnderTest();
    const rules = { approvals: 1, observationDays: 14, approvalHours: 72, delivery: 'external' } as const;
    await writer.approve(await writer.propose('create', { rules }));
    await writer.deliver();
    return writer;
  }

  /** The other pipeline creates what was approved. */
  async function bring(writer: WriterUnderTest, changes: object = {}) {
    const { plan } = (await writer.remediation()).proposal;
    const body = { ...plan.policies[0]?.stages[0].request.body, ...changes };
    const created = await writer.policyWriter.create(tenant, body);
    return String(created['id']);
  }

  it('the writer writes nothing, and waits', async () => {
    const writer = await approved();

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect(await writer.events()).toEqual(['proposed', 'applicationApproved', 'withheld']);
  });

  it.each([
    { called: 'with its mark', changes: {} },
    { called: 'under a name of its own', changes: { displayName: 'CA099 from Terraform' } },
  ])('a policy that was brought $called counts as written', async ({ changes }) => {
    const writer = await approved();
    const policyId = await bring(writer, changes);

    await writer.deliver();

    expect(await writer.events()).toEqual([
      'proposed',
      'applicationApproved',
      'withheld',
      'written',
      'appliedInReportOnly',
    ]);
    expect((await writer.remediation()).writes).toMatchObject([{ policyId, saved: null }]);
  });

  it('a policy with the mark that is something else supersedes', async () => {
    const writer = await approved();
    await bring(writer, { state: 'disabled' });

    await writer.deliver();

    expect(await writer.status()).toBe('superseded');
  });

  it('what was brought is waited for again to be switched on', async () => {
    const writer = await approved();
    const policyId = await bring(writer, { displayName: 'CA099 from Terraform' });
    await writer.deliver();
    await writer.observeAndApprove();
    await writer.deliver();
    expect(await writer.status()).toBe('enforcementApproved');

    await writer.policyWriter.change(tenant, policyId, {
      state: 'enabled',
    });
    await writer.deliver();

    expect(await writer.status()).toBe('enforced');
  });

  it('what is not brought in time expires', async () => {
    const writer = await approved();
    writer.wait(72 * 3_600_000);

    await writer.deliver();

    expect(await writer.status()).toBe('expired');
  });
});
