import { beforeEach, describe, expect, it } from 'vitest';
import type { Plan, PolicyChange, Stage, WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { graphPolicy } from '../../../core/example-tenant.ts';
import { breakGlass, littleTenant, WriterUnderTest } from './writer-under-test.ts';

const platforms = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'];

/** Two policies in report-only that close the gap together, neither of them alone. */
function half(id: string, condition: object) {
  return graphPolicy({
    id,
    displayName: id,
    state: 'enabledForReportingButNotEnforced',
    users: { includeUsers: ['All'], excludeUsers: [breakGlass] },
    conditions: { platforms: condition },
  });
}

/** The planner would widen one of them. */
function bothSwitchedOn(plan: Plan, policies: readonly WirePolicy[]): Plan {
  return {
    ...plan,
    policies: policies.map((policy): PolicyChange => {
      const id = String(policy['id']);
      const path = `/identity/conditionalAccess/policies/${id}`;
      const body = { state: 'enabled' };
      const enforced: Stage = {
        name: 'enforced',
        request: { method: 'PATCH', path, body },
        policy: { ...policy, ...body },
      };
      const differences = [{ member: 'state', before: policy['state'], after: 'enabled' }];
      return { policy: { id, displayName: id }, isMicrosoftManaged: false, differences, stages: [enforced] };
    }),
  };
}

describe('A plan that switches two policies on which are in report-only', () => {
  let writer: WriterUnderTest;
  beforeEach(async () => {
    const known = half('known', { includePlatforms: platforms, excludePlatforms: [] });
    const others = half('others', { includePlatforms: ['all'], excludePlatforms: platforms });
    const { plan } = await new WriterUnderTest(littleTenant([known, others])).propose('combination');
    writer = new WriterUnderTest(littleTenant([known, others]));
    const both = bothSwitchedOn(plan, [known, others]);
    await writer.approve(await writer.propose('combination', { plan: both }));
  });

  it('writes nothing before they were observed', async () => {
    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect(await writer.status()).toBe('appliedInReportOnly');
  });

  it('switches one after the other on', async () => {
    await writer.deliver();
    await writer.observeAndApprove();

    await writer.deliver();

    expect(writer.policyWriter.sent.map(({ policyId }) => policyId)).toEqual(['known', 'others']);
    expect(await writer.status()).toBe('enforced');
  });

  it('goes on with the second one where the writer died after the first', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    await expect(writer.deliver(1, writer.dyingAfter('change'))).rejects.toThrow('died');

    await writer.deliver(2);

    expect(writer.policyWriter.sent.map(({ policyId }) => policyId)).toEqual(['known', 'others']);
    expect(await writer.status()).toBe('enforced');
  });

  it('waits where the list of policies shows the first one late', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const snapshot = await writer.tenant.read();
    await expect(writer.deliver(1, writer.dyingAfter('change'))).rejects.toThrow('died');

    await writer.deliver(2, { tenantReader: { read: async () => snapshot } });
    expect(await writer.status()).toBe('enforcementApproved');
    expect(writer.remediationQueue.delays).toEqual([60]);

    await writer.deliver();
    expect(await writer.status()).toBe('enforced');
  });

  it('finds the first one in the list of policies where it is shown late by itself', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const { policies: before } = writer.tenant;
    await expect(writer.deliver(1, writer.dyingAfter('change'))).rejects.toThrow('died');
    const { policies: now } = writer.tenant;
    writer.tenant.policies = before;
    writer.tenant.showLate(1);
    writer.tenant.policies = now;

    await writer.deliver(2);

    expect(await writer.status()).toBe('enforced');
    expect(writer.sent()).toHaveLength(2);
  });

  it('stays where it is when the second one is changed meanwhile, and says what was written', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const editing = writer.andThen('change', () => {
      writer.tenant.policies = writer.tenant.policies.map((policy) =>
        policy['id'] === 'others' ? { ...policy, state: 'disabled' } : policy,
      );
    });

    await writer.deliver(1, editing);

    expect(writer.sent()).toHaveLength(1);
    expect((await writer.remediation()).state).toMatchObject({
      status: 'superseded',
      reasons: [
        'The policy "others" was changed meanwhile.',
        'What was written before stays: "known".',
        'In force already: "known".',
      ],
    });
  });
});
