import { beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, ForbiddenError } from '../../../../shared/core/errors.ts';
import { memberAt, withMember } from '../../../../shared/core/remediation/wire-members.ts';
import { graphUser } from '../../../core/example-tenant.ts';
import { breakGlass, WriterUnderTest } from './writer-under-test.ts';

let writer: WriterUnderTest;
beforeEach(async () => {
  writer = new WriterUnderTest();
  await writer.approve(await writer.propose());
});

/** What somebody makes of every policy. */
const edit = (member: string, value: unknown) => () => {
  writer.tenant.policies = writer.tenant.policies.map((policy) => withMember(policy, member, value));
};

describe('What is read back', () => {
  it('and lacks a part of what was sent is taken back: a new policy is switched off', async () => {
    const dropping = writer.andThen('create', edit('conditions.authenticationFlows', null));

    await writer.deliver(1, dropping);

    expect(writer.tenant.policies).toMatchObject([{ state: 'disabled' }]);
    expect((await writer.events()).slice(-4)).toEqual([
      'writeIntended',
      'noticed',
      'writeReturned',
      'rolledBack',
    ]);
    expect((await writer.remediation()).state).toMatchObject({
      reasons: [expect.stringContaining('conditions.authenticationFlows')],
    });
    expect(writer.telemetry.names()).toContain('remediation.failed');
  });

  it('and is somebody else’s is left as it is', async () => {
    const editing = writer.andThen('create', edit('conditions.users.excludeUsers', [breakGlass, 'cem']));

    await writer.deliver(1, editing);

    expect(writer.sent()).toHaveLength(1);
    expect(memberAt(writer.tenant.policies[0] ?? {}, 'state')).toBe('enabledForReportingButNotEnforced');
    expect((await writer.remediation()).state).toMatchObject({
      status: 'superseded',
      reasons: [expect.stringContaining('conditions.users.excludeUsers')],
    });
  });

  it('stays deleted where somebody deletes it at once', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const deleting = writer.andThen('change', () => {
      writer.tenant.policies = [];
    });

    await writer.deliver(1, deleting);

    expect(writer.tenant.policies).toEqual([]);
    expect(await writer.status()).toBe('superseded');
  });

  it('stays, and is told of, when the claim turns out to be open still', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const { judgeTenant } = writer.dependencies;
    const isWritten = () => writer.sent().length === 2;
    const opened: typeof judgeTenant = (...given) => {
      const { controls, assumptions } = judgeTenant(...given);
      const verdict = 'fail' as const;
      return { assumptions, controls: isWritten() ? controls.map((one) => ({ ...one, verdict })) : controls };
    };

    await writer.deliver(1, { judgeTenant: opened });

    expect(writer.tenant.policies).toMatchObject([{ state: 'enabled' }]);
    expect((await writer.events()).slice(-3)).toEqual(['written', 'noticed', 'enforced']);
    const { notifications } = writer.notificationQueue;
    expect(notifications.find(({ key }) => key.endsWith('|claimOpen|enforced'))?.text).toBe(
      'The policies are written, and the control would be fail instead of pass with them in force. ' +
        'The next scan says what is left, and for that a new plan can be proposed.',
    );
  });
});

describe('A policy that would lock out the accounts for emergencies', () => {
  /** Between the last look and the answer, the account that is left out is replaced by another. */
  const replaceAccount = () => {
    writer.tenant.snapshot = { ...writer.tenant.snapshot, users: [graphUser('ann'), graphUser('cem')] };
  };

  it('is taken back to what it was before it was switched on', async () => {
    await writer.deliver();
    await writer.observeAndApprove();

    await writer.deliver(1, writer.andThen('change', replaceAccount));

    expect(writer.tenant.policies).toMatchObject([{ state: 'enabledForReportingButNotEnforced' }]);
    expect((await writer.events()).slice(-5)).toEqual([
      'writeIntended',
      'written',
      'noticed',
      'writeReturned',
      'rolledBack',
    ]);
  });

  it('is taken back also where the writer dies over it', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const { policyWriter } = writer.andThen('change', replaceAccount);
    let changes = 0;
    const dying = {
      read: writer.policyWriter.read.bind(writer.policyWriter),
      named: writer.policyWriter.named.bind(writer.policyWriter),
      create: writer.policyWriter.create.bind(writer.policyWriter),
      async change(...given: Parameters<typeof writer.policyWriter.change>) {
        await policyWriter?.change(...given);
        changes += 1;
        if (changes === 2) throw new Error('The writer died.');
      },
    };
    await expect(writer.deliver(1, { policyWriter: dying })).rejects.toThrow('died');

    await writer.deliver(2);

    expect(writer.sent().slice(-2)).toEqual(['PATCH enabled', 'PATCH enabledForReportingButNotEnforced']);
    expect((await writer.events()).slice(-2)).toEqual(['writeReturned', 'rolledBack']);
  });
});

describe('What Graph refuses', () => {
  it('ends the remediation with Graph’s words', async () => {
    const message = 'Microsoft Graph refused the creation of the policy: HTTP 400 BadRequest 1040: no.';

    await writer.deliver(1, writer.refusing('create', new ConflictError(message)));

    expect((await writer.remediation()).state).toMatchObject({ status: 'failed', reasons: [message] });
    expect((await writer.events()).slice(-3)).toEqual(['writeIntended', 'writeRefused', 'failed']);
  });

  it('is not under way, so that it can be rejected before it is tried again', async () => {
    const forbidden = new ForbiddenError('Grant Policy.ReadWrite.ConditionalAccess.');

    await writer.deliver(1, writer.refusing('create', forbidden));
    expect((await writer.remediation()).writes).toEqual([]);

    writer.wait(1_200_000);
    await writer.deliver(1, writer.refusing('create', forbidden));
    expect((await writer.remediation()).writes).toEqual([]);
  });

  it('stays under way as long as an earlier request of it may be', async () => {
    await writer.deliver();
    await writer.observeAndApprove();
    const forbidden = writer.refusing('change', new ForbiddenError('Grant the permission.'));
    await expect(writer.deliver(1, writer.dyingBefore('change'))).rejects.toThrow('died');

    await writer.deliver(2, forbidden);
    expect((await writer.remediation()).writes.map(({ progress }) => progress)).toEqual([
      'written',
      'intended',
    ]);

    writer.wait(1_200_000);
    await writer.deliver(1, forbidden);
    expect((await writer.remediation()).writes.map(({ progress }) => progress)).toEqual(['written']);
  });

  it('for want of a permission is tried again, and goes on once the permission is granted', async () => {
    const forbidden = new ForbiddenError('Grant Policy.ReadWrite.ConditionalAccess.');

    await writer.deliver(1, writer.refusing('create', forbidden));
    expect(await writer.status()).toBe('approved');
    expect(writer.notificationQueue.keys()).toEqual([`remediationNoticed|${writer.id}|writerForbidden`]);
    expect(writer.remediationQueue.delays).toEqual([1_200]);

    writer.wait(1_200_000);
    await writer.deliver();
    expect(await writer.status()).toBe('appliedInReportOnly');
    expect(writer.sent()).toHaveLength(1);
  });
});
