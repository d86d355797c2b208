import { beforeEach, describe, expect, it } from 'vitest';
import type { JournalHeadStore } from '../../../../shared/application/ports/journal-head-store.ts';
import { enforcementHashOf, planHashOf } from '../../../../shared/application/remediation/hashes.ts';
import { planRestore } from '../../../../shared/core/remediation/course/restore-plan.ts';
import { planRollBack } from '../../../../shared/core/remediation/course/roll-back-plan.ts';
import type { Plan, WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { withMember } from '../../../../shared/core/remediation/wire-members.ts';
import { graphPolicy } from '../../../core/example-tenant.ts';
import { scanId } from '../../examples.ts';
import { remediationId } from '../remediation-examples.ts';
import { breakGlass, enforcementOf, littleTenant, WriterUnderTest } from './writer-under-test.ts';

let writer: WriterUnderTest;
beforeEach(() => {
  writer = new WriterUnderTest();
});

/** What the remediation wrote is weakened, and a plan to bring it back is proposed, approved and given to the writer. */
async function goBack(
  kind: 'restore' | 'rollBack',
  weakened: readonly WirePolicy[] = switchedOff(),
): Promise<void> {
  writer.wait(3_600_000);
  writer.tenant.policies = weakened;
  const planGoingBack = kind === 'restore' ? planRestore : planRollBack;
  const options = { emergencyAccess: [breakGlass], at: writer.clock().toISOString() };
  const plan = planGoingBack(await writer.tenant.read(), await writer.remediation(), options);
  const purpose = { kind, remediationId: writer.id };
  writer.id = remediationId(2);
  await approveAtOnce(plan, purpose);
  await writer.deliver();
}

async function approveAtOnce(
  plan: Plan,
  purpose: { kind: 'restore' | 'rollBack'; remediationId: string },
): Promise<void> {
  const enforcementHash = planHashOf(await writer.propose(plan.kind, { plan, purpose }));
  const approval = writer.approval(enforcementHash);
  const event = { approval, enforcementHash, enforcement: null, acknowledged: [] } as const;
  await writer.happen({ kind: 'enforcementApproved', ...event });
}

function switchedOff(): readonly WirePolicy[] {
  return writer.tenant.policies.map((policy) => withMember(policy, 'state', 'disabled'));
}

async function enforce(): Promise<void> {
  await writer.approve(await writer.propose());
  await writer.deliver();
  await writer.observeAndApprove();
  await writer.deliver();
}

/** The whole course as the journal would tell it, written by somebody who can write to its table. */
async function forgeEnforced(policyId: string): Promise<void> {
  await writer.approve(await writer.propose());
  const creation = { change: 0, stage: 'reportOnly', policyId: null, saved: null } as const;
  const { saved: _, ...created } = { ...creation, policyId };
  await writer.happen({ kind: 'writeIntended', write: creation });
  await writer.happen({ kind: 'written', write: created });
  await writer.happen({ kind: 'appliedInReportOnly' });
  await writer.happen({ kind: 'observationBegun', scanId: scanId(2) });
  const enforcement = enforcementOf(await writer.remediation());
  const enforcementHash = enforcementHashOf(enforcement);
  const approval = writer.approval(enforcementHash);
  await writer.happen({
    kind: 'enforcementApproved',
    approval,
    enforcementHash,
    enforcement,
    acknowledged: [],
  });
  const switchOn = { ...created, stage: 'enforced' } as const;
  await writer.happen({ kind: 'writeIntended', write: { ...switchOn, saved: {} } });
  await writer.happen({ kind: 'written', write: switchOn });
  await writer.happen({ kind: 'enforced' });
}

/** The writer dies between an entry of that kind and its head. */
function dyingAfterEvent(kind: string): { journalHeadStore: JournalHeadStore } {
  const { journalHeadStore: inner } = writer;
  return {
    journalHeadStore: {
      heads: (...given) => inner.heads(...given),
      tenants: () => inner.tenants(),
      remediations: (...given) => inner.remediations(...given),
      async keep(head) {
        if ((await writer.events())[head.sequence] === kind) throw new Error('The writer died.');
        await inner.keep(head);
      },
    },
  };
}

const notSure = expect.stringContaining('propose an ordinary plan, which is observed');

describe('What the writer has enforced', () => {
  it('comes back into force at once', async () => {
    await enforce();

    await goBack('restore');

    expect(await writer.status()).toBe('enforced');
    expect(writer.tenant.policies).toMatchObject([{ state: 'enabled' }]);
  });

  it('does so though another delivery found it after the writer had recorded it', async () => {
    await enforce();
    await writer.deliver();

    await goBack('restore');

    expect(await writer.status()).toBe('enforced');
  });

  it('does not where the writer died before it could be sure that it had recorded it itself', async () => {
    await writer.approve(await writer.propose());
    await writer.deliver();
    await writer.observeAndApprove();
    await expect(writer.deliver(1, dyingAfterEvent('written'))).rejects.toThrow('died');
    await writer.deliver(2);
    expect(await writer.status()).toBe('enforced');

    await goBack('restore');

    expect((await writer.remediation()).state).toMatchObject({ status: 'failed', reasons: [notSure] });
    expect(writer.tenant.policies).toMatchObject([{ state: 'disabled' }]);
  });
});

describe('What only a journal tells to have been enforced', () => {
  it('does not come into force at once, though its course is whole and a person approved it', async () => {
    const policy = graphPolicy({ id: 'never-in-force', state: 'disabled' });
    await forgeEnforced('never-in-force');

    await goBack('restore', [policy]);

    expect(writer.sent()).toEqual([]);
    expect((await writer.remediation()).state).toMatchObject({ status: 'failed', reasons: [notSure] });
  });
});

describe('What was in force before a remediation', () => {
  const users = { includeUsers: ['All'], excludeUsers: [breakGlass] };
  const before = graphPolicy({ id: 'in-force', users: { ...users, excludeGroups: ['crew'] } });
  beforeEach(async () => {
    writer = new WriterUnderTest(littleTenant([before]));
    const proposal = await writer.propose('removeExclusion');
    const enforcementHash = planHashOf(proposal);
    const approval = writer.approval(enforcementHash);
    const event = { approval, enforcementHash, enforcement: null, acknowledged: [] } as const;
    await writer.happen({ kind: 'enforcementApproved', ...event });
  });

  it('comes back into force with the roll-back', async () => {
    await writer.deliver();

    await goBack('rollBack');

    expect(writer.tenant.policies).toMatchObject([
      { state: 'enabled', conditions: { users: { excludeGroups: ['crew'] } } },
    ]);
    expect(await writer.status()).toBe('enforced');
  });

  it('does not where only a journal tells what it was', async () => {
    const write = { change: 0, stage: 'enforced', policyId: 'in-force' } as const;
    await writer.happen({ kind: 'writeIntended', write: { ...write, saved: before } });
    await writer.happen({ kind: 'written', write });

    await goBack('rollBack');

    expect(writer.sent()).toEqual([]);
    expect((await writer.remediation()).state).toMatchObject({ status: 'failed', reasons: [notSure] });
  });
});

describe('A roll-back that only lets go', () => {
  it.each([
    ['the licence has run out', { licences: [] }],
    ['security defaults are on by now', { securityDefaults: { isEnabled: true } }],
  ])('is carried out where %s', async (_, changes) => {
    await enforce();
    writer.tenant.snapshot = { ...writer.tenant.snapshot, ...changes };

    await goBack('rollBack', writer.tenant.policies);

    expect(writer.tenant.policies).toMatchObject([{ state: 'disabled' }]);
    expect(await writer.status()).toBe('enforced');
  });
});
