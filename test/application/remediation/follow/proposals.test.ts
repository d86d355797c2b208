import { beforeEach, describe, expect, it } from 'vitest';
import { TransientError } from '../../../../shared/core/errors.ts';
import { graphUser } from '../../../core/example-tenant.ts';
import { breakGlass } from '../apply/writer-under-test.ts';
import { FollowerUnderTest, rules } from './follower-under-test.ts';

let follower: FollowerUnderTest;
beforeEach(() => {
  follower = new FollowerUnderTest();
});

const hours = 3_600_000;

/** The account for emergencies is disabled. */
function disableBreakGlass(): void {
  const { tenant: directory } = follower.writer;
  const users = [graphUser('ann'), graphUser('cem'), graphUser(breakGlass, { accountEnabled: false })];
  directory.snapshot = { ...directory.snapshot, users };
}

describe('A proposal', () => {
  it('stands while its time lasts and nothing that it rests on changes', async () => {
    await follower.writer.propose('create', { rules });

    follower.writer.wait(71 * hours);
    await follower.scan();

    expect(await follower.writer.status()).toBe('proposed');
  });

  it('expires, and people and the writer hear of it', async () => {
    await follower.writer.propose('create', { rules });

    follower.writer.wait(72 * hours);
    await follower.scan();

    expect(await follower.lastEvent()).toMatchObject({ kind: 'expired' });
    expect(follower.writer.notificationQueue.keys()).toContain(
      `remediationEnded|${follower.writer.id}|expired`,
    );
    expect(messages()).toContain(follower.writer.id);
  });

  it.each(['proposed', 'approved'])(
    'that is %s is superseded once a scan sees that something changed',
    async (status) => {
      const proposal = await follower.writer.propose('create', { rules });
      if (status === 'approved') await follower.approve(proposal);
      disableBreakGlass();

      await follower.scan();

      expect(await follower.lastEvent()).toEqual({
        kind: 'superseded',
        reasons: [`The account User ${breakGlass} was enabled and is disabled now.`],
      });
    },
  );

  it('is left to the writer where the scan could not read what it rests on', async () => {
    await follower.writer.propose('create', { rules });
    const { tenant: directory } = follower.writer;
    const { licences: _, ...rest } = directory.snapshot;
    directory.snapshot = { ...rest, unread: [{ kind: 'licences', why: 'HTTP 503' }] };

    await follower.scan();

    expect(await follower.writer.status()).toBe('proposed');
  });

  it('is left to the writer once that has begun to write', async () => {
    await follower.approve(await follower.writer.propose('create', { rules }));
    const write = { change: 0, stage: 'reportOnly', policyId: null, saved: null } as const;
    await follower.writer.happen({ kind: 'writeIntended', write });
    disableBreakGlass();

    await follower.scan();

    expect(await follower.writer.status()).toBe('approved');
  });

  it('that others deliver is not superseded by their delivery', async () => {
    await follower.approve(
      await follower.writer.propose('create', { rules: { ...rules, delivery: 'external' } }),
    );
    const [change] = (await follower.writer.remediation()).proposal.plan.policies;
    follower.writer.tenant.policies = [{ ...change?.stages[0].policy, id: 'theirs' }];

    await follower.scan();

    expect(await follower.writer.status()).toBe('approved');
  });
});

describe('The writer', () => {
  it('is asked again for what waits for it', async () => {
    await follower.approve(await follower.writer.propose('create', { rules }));

    await follower.scan();
    await follower.scan();

    expect(messages()).toEqual([follower.writer.id, follower.writer.id]);
  });

  it('is asked again where the journal is not anchored whole', async () => {
    await follower.writer.propose('create', { rules });
    await follower.scan();
    expect(messages()).toEqual([follower.writer.id]);
    await follower.writer.deliver();

    await follower.scan();

    expect(messages()).toEqual([follower.writer.id]);
  });
});

describe('A scan', () => {
  it('does not fail where remediations cannot be followed', async () => {
    await follower.writer.propose('create', { rules });
    const standing = () => Promise.reject(new TransientError('Storage failed.'));
    const remediationStore = Object.assign(Object.create(follower.writer.remediationStore), { standing });

    await follower.scan({ remediationStore });

    expect((await follower.result()).verdict).toBe('fail');
    expect(follower.writer.logger.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('follows the others where one cannot be followed, and tells of that one', async () => {
    await follower.writer.propose('create', { rules });
    const heads = () => Promise.reject(new Error('Something is wrong.'));

    await follower.scan({ journalHeadStore: { heads } });

    const [told] = follower.writer.notificationQueue.notifications.filter(
      ({ kind }) => kind === 'remediationNoticed',
    );
    expect(told?.text).toContain('Something is wrong.');
  });

  it('goes on where another one was quicker', async () => {
    await follower.writer.propose('create', { rules });
    follower.writer.wait(72 * hours);
    const advance = async () => false;
    const { remediationStore: store } = follower.writer;
    const remediationStore = new Proxy(store, {
      get: (target, name) => {
        const member: unknown = name === 'advance' ? advance : Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });

    await follower.scan({ remediationStore });

    expect(follower.writer.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await follower.writer.status()).toBe('proposed');
  });

  it('that was delivered again after a younger one changes nothing', async () => {
    await follower.writer.propose('create', { rules });
    const old = await follower.scan();
    await follower.scan();
    disableBreakGlass();
    const before = messages().length;

    await follower.scan({}, old);

    expect(await follower.writer.status()).toBe('proposed');
    expect(messages()).toHaveLength(before);
  });

  it('that was delivered again is followed by the evidence that it kept', async () => {
    await follower.writer.propose('create', { rules });
    const id = await follower.scan();
    follower.writer.wait(72 * hours);

    await follower.scan({}, id);

    expect(await follower.lastEvent()).toMatchObject({ kind: 'expired' });
  });
});

function messages(): readonly string[] {
  return follower.writer.remediationQueue.messages.map(({ remediationId }) => remediationId);
}
