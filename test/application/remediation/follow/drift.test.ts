import { beforeEach, describe, expect, it } from 'vitest';
import { ForbiddenError } from '../../../../shared/core/errors.ts';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import type { WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { withMember } from '../../../../shared/core/remediation/wire-members.ts';
import { bo } from '../../../core/exceptions/register-examples.ts';
import { tenant } from '../apply/writer-under-test.ts';
import { remediationId } from '../remediation-examples.ts';
import { FollowerUnderTest } from './follower-under-test.ts';

let follower: FollowerUnderTest;
beforeEach(async () => {
  follower = new FollowerUnderTest();
  await follower.verified();
});

const weakened = (policy: WirePolicy) => withMember(policy, 'conditions.users.excludeGroups', ['crew']);
const off = (policy: WirePolicy) => ({ ...policy, state: 'disabled' });

describe('Whoever changes a policy that is in force', () => {
  it('is named in the result of the very scan that sees it, with what was changed and when', async () => {
    follower.edit(weakened);

    await follower.scan();

    const at = follower.policy()['modifiedDateTime'];
    const when = `${String(at).slice(0, 10)} at ${String(at).slice(11, 16)} UTC`;
    expect((await follower.result()).findings[0]).toEqual({
      key: 'policy-drifted',
      severity: 'high',
      subject: follower.policy()['id'],
      text: `The policy "${String(follower.policy()['displayName'])}": Ann Example put the group Group crew into excludeGroups on ${when}.`,
    });
  });

  it('is told once, however many scans see it, and however often one is delivered', async () => {
    follower.edit(weakened);

    const id = await follower.scan();
    await follower.scan({}, id);
    await follower.scan();

    expect((await noticed('policy-drifted')).map(({ text }) => text)).toEqual([
      expect.stringContaining('Ann Example'),
    ]);
    const keys = follower.writer.notificationQueue.keys().filter((key) => key.startsWith('policyDrifted'));
    expect(new Set(keys).size).toBe(1);
    expect(follower.writer.telemetry.names().filter((name) => name === 'remediation.drifted')).toHaveLength(
      1,
    );
    expect(await restores()).toHaveLength(1);
  });

  it('has the scan propose to take it back, which two people must approve', async () => {
    follower.edit(weakened);

    await follower.scan();

    const [restore] = await restores();
    expect(restore?.proposal).toMatchObject({
      requestedBy: { kind: 'scan' },
      purpose: { kind: 'restore', remediationId: follower.writer.id },
      rules: { approvals: 2 },
      plan: { kind: 'restore', after: { verdict: 'pass' } },
      before: { verdict: 'fail' },
    });
    expect(follower.writer.notificationQueue.keys()).toContain(
      `remediationProposed|${restore?.proposal.remediationId}`,
    );
  });

  it('has the same proposed for a policy that was deleted', async () => {
    follower.delete();

    await follower.scan();

    const [restore] = await restores();
    expect(restore?.proposal.plan.policies[0]?.stages[0].request.method).toBe('POST');
    expect((await follower.result()).findings[0]?.text).toContain('Ann Example deleted it');
  });

  it('is asked again by nobody once people rejected the proposal; another change is another one', async () => {
    follower.edit(weakened);
    await follower.scan();
    await reject();

    await follower.scan();
    expect(await restores()).toHaveLength(0);

    follower.edit(off, 'Bob Example');
    await follower.scan();
    expect(await restores()).toHaveLength(1);
  });

  it('is forgotten once the policy is as it was approved', async () => {
    const approved = follower.policy();
    follower.edit(weakened);
    await follower.scan();
    follower.edit(() => approved);

    await follower.scan();

    expect((await follower.result()).findings.map(({ key }) => key)).not.toContain('policy-drifted');
    expect(await restores()).toHaveLength(0);
  });

  it('is not named where the app may not read the directory audit, and the finding says what to grant', async () => {
    follower.edit(weakened);
    const why = 'Grant the application permission AuditLog.Read.All.';
    const policyAudit = { changes: () => Promise.reject(new ForbiddenError(why)) };

    await follower.scan({ policyAudit });

    expect((await follower.result()).findings[0]).toMatchObject({
      key: 'policy-drifted',
      text: expect.stringContaining(
        `somebody put the group Group crew into excludeGroups. Who it was is not known. ${why}`,
      ),
    });
  });

  it('is named as soon as the directory audit shows the change, once more', async () => {
    follower.edit(weakened, null);
    await follower.scan();
    const policyId = String(follower.policy()['id']);
    follower.onRecord(policyId, 'Update conditional access policy', 'Ann Example');

    await follower.scan();
    await follower.scan();

    const texts = [...(await noticed('policy-drifted')), ...(await noticed('policy-drift-traced'))];
    expect(texts.map(({ text }) => text)).toEqual([
      expect.stringContaining('somebody put the group Group crew'),
      expect.stringContaining('Ann Example put the group Group crew'),
    ]);
    expect(await restores()).toHaveLength(1);
  });

  it('does no harm by another name: that is a finding, and nothing more', async () => {
    follower.edit((policy) => ({ ...policy, displayName: `${String(policy['displayName'])}!` }));

    await follower.scan();

    expect((await follower.result()).findings).toContainEqual(
      expect.objectContaining({ key: 'policy-renamed', severity: 'info' }),
    );
    expect(await restores()).toHaveLength(0);
  });
});

describe('What nobody changed', () => {
  it('is a list that shows the policy as it was, right after it was written', async () => {
    const late = new FollowerUnderTest();
    await late.observing();
    const before = late.policy();
    await late.days(4);
    await late.approveEnforcement();
    await late.writer.deliver();
    const after = late.policy();

    late.writer.tenant.policies = [before];
    await late.scan();
    expect((await late.result()).findings.map(({ key }) => key)).not.toContain('policy-drifted');
    expect(await late.writer.status()).toBe('enforced');

    late.writer.tenant.policies = [after];
    await late.scan();
    expect(await late.writer.status()).toBe('verified');
  });

  it('is what a later remediation made of it', async () => {
    follower.edit(weakened);
    await follower.scan();
    const [restore] = await restores();
    if (restore === undefined) throw new Error('Nothing is proposed.');
    await follower.carryOut(restore);

    await follower.scan();

    const all = await follower.writer.remediationStore.standing(tenant);
    expect(all.map(({ remediation }) => remediation.state.status)).toEqual(['verified', 'verified']);
    expect((await follower.result()).findings.map(({ key }) => key)).not.toContain('policy-drifted');
  });

  it('is a policy that was deleted and created again', async () => {
    follower.delete();
    await follower.scan();
    const [restore] = await restores();
    if (restore === undefined) throw new Error('Nothing is proposed.');
    await follower.carryOut(restore);

    await follower.scan();

    expect((await follower.result()).findings.map(({ key }) => key)).not.toContain('policy-drifted');
    follower.edit(off, 'Bob Example');
    await follower.scan();
    expect((await follower.result()).findings[0]?.text).toContain('Bob Example switched it off');
  });

  it('is what becomes of a policy that was rolled back', async () => {
    const back = new FollowerUnderTest();
    await back.observing({ purpose: { kind: 'rollBack', remediationId: remediationId(9) } });
    await back.days(4);
    await back.approveEnforcement();
    await back.writer.deliver();
    await back.scan();

    back.edit(off);
    await back.scan();

    expect(await back.writer.status()).toBe('verified');
    expect((await back.result()).findings.map(({ key }) => key)).not.toContain('policy-drifted');
  });
});

async function noticed(key: string) {
  const journal = await follower.writer.remediationStore.journal(tenant, follower.writer.id);
  return journal.flatMap(({ event }) => (event.kind === 'noticed' && event.key === key ? [event] : []));
}

/** Those that stand. */
async function restores(): Promise<readonly Remediation[]> {
  const standing = await follower.writer.remediationStore.standing(tenant);
  return standing
    .map(({ remediation }) => remediation)
    .filter(({ proposal }) => proposal.purpose.kind === 'restore');
}

async function reject(): Promise<void> {
  const [restore] = await restores();
  if (restore !== undefined)
    await follower.happenTo(restore, { kind: 'rejected', by: bo, reason: 'It is meant so.' });
}
