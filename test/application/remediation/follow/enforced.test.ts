import { beforeEach, describe, expect, it } from 'vitest';
import { remediationIdSchema } from '../../../../shared/application/identifiers.ts';
import { proposeRemediation } from '../../../../shared/application/remediation/propose-remediation.ts';
import { ForbiddenError, TransientError } from '../../../../shared/core/errors.ts';
import { tenant } from '../apply/writer-under-test.ts';
import { FollowerUnderTest } from './follower-under-test.ts';

let follower: FollowerUnderTest;
beforeEach(() => {
  follower = new FollowerUnderTest();
});

describe('After a policy was switched on', () => {
  it('the next scan verifies it by the proof and by What If, and says what was looked at', async () => {
    await follower.enforced();

    await follower.scan();

    expect(await follower.lastEvent()).toMatchObject({
      kind: 'verified',
      checks: [
        'What was approved stands in the tenant, member by member.',
        'The proof says pass, as the plan said.',
        "Graph's What If does not disagree in any of 2 sign-ins.",
      ],
    });
    expect(follower.writer.telemetry.names()).toContain('remediation.verified');
    expect((await follower.result()).findings.map(({ key }) => key)).not.toContain('what-if-disagrees');
  });

  it('a verdict that is not what the plan said is told once, and the policy stays', async () => {
    await follower.enforced();
    // Whom the policy leaves out is nobody's account for emergencies any more.
    const emergencyAccess: readonly string[] = [];

    await follower.scan({ emergencyAccess });
    await follower.scan({ emergencyAccess });

    const events = await follower.writer.events();
    expect(await follower.writer.status()).toBe('enforced');
    expect(events.filter((kind) => kind === 'noticed')).toHaveLength(1);
    expect(await follower.lastEvent()).toMatchObject({
      key: 'verdict-differs',
      text: expect.stringContaining('By the plan the verdict would be pass, and it is fail.'),
    });
    expect(follower.policy()['state']).toBe('enabled');
  });

  it('counts what it refuses from then on', async () => {
    await follower.enforced();

    await follower.days(1, {
      userId: 'ann',
      result: 'failure',
      errorCodes: { 53003: 2, 530036: 1 },
      count: 3,
    });

    expect((await follower.impact()).refusedSinceEnforcement).toEqual({ 53003: 2, 530036: 1 });
  });
});

describe('Where What If disagrees with the proof', () => {
  beforeEach(async () => {
    await follower.enforced();
    follower.whatIf.answer = async () => [
      {
        policyId: String(follower.policy()['id']),
        state: 'enabled',
        policyApplies: false,
        analysisReasons: ['users'],
      },
    ];
    await follower.scan();
  });

  it('it is told once, and nothing is verified', async () => {
    await follower.scan();

    const events = await follower.writer.events();
    expect(events.filter((kind) => kind === 'noticed')).toHaveLength(1);
    expect(await follower.lastEvent()).toMatchObject({ kind: 'noticed', key: 'what-if-disagrees' });
    expect(await follower.writer.status()).toBe('enforced');
  });

  it('it is a finding of the next scan', async () => {
    await follower.scan();

    expect((await follower.result()).findings).toContainEqual(
      expect.objectContaining({ key: 'what-if-disagrees', severity: 'medium' }),
    );
  });

  it('it is verified once they agree, and no finding any more', async () => {
    follower.whatIf.answer = new FollowerUnderTest(follower.writer.tenant).whatIf.answer;
    await follower.scan();
    await follower.scan();

    expect(await follower.writer.status()).toBe('verified');
    expect((await follower.result()).findings.map(({ key }) => key)).not.toContain('what-if-disagrees');
  });
});

describe('Where What If cannot be asked', () => {
  it('for want of the permission, it is verified by the proof alone, and that is told', async () => {
    await follower.enforced();
    follower.whatIf.answer = () =>
      Promise.reject(new ForbiddenError('Grant the application permission Policy.Read.ConditionalAccess.'));

    await follower.scan();

    expect(await follower.lastEvent()).toMatchObject({
      kind: 'verified',
      checks: expect.arrayContaining([expect.stringContaining('this rests on the proof alone')]),
    });
    const told = follower.writer.notificationQueue.notifications.map(({ text }) => text).join(' ');
    expect(told).toContain('Policy.Read.ConditionalAccess');
  });

  it('for now, the next scan asks again', async () => {
    await follower.enforced();
    const { answer } = follower.whatIf;
    follower.whatIf.answer = () => Promise.reject(new TransientError('HTTP 503'));
    await follower.scan();
    expect(await follower.writer.status()).toBe('enforced');

    follower.whatIf.answer = answer;
    await follower.scan();

    expect(await follower.writer.status()).toBe('verified');
  });
});

describe('What a roll-back has taken back', () => {
  it.each([
    ['in force', () => follower.verified()],
    ['observed', () => follower.observing()],
  ])('ends the remediation that was %s', async (_, stands) => {
    await stands();
    const remediationId = remediationIdSchema.parse(follower.writer.id);
    await follower.scan();
    const { kept } = await proposeRemediation(
      follower.dependencies,
      tenant,
      { kind: 'rollBack', remediationId },
      { kind: 'pipeline', name: 'nightly' },
    );
    await follower.carryOut(kept.remediation);

    await follower.scan();

    expect((await follower.writer.remediation()).state).toMatchObject({
      status: 'rolledBack',
      reasons: [expect.stringContaining(kept.remediation.proposal.remediationId)],
    });
    expect(follower.policy()).toMatchObject({ state: 'disabled' });
    const standing = await follower.writer.remediationStore.standing(tenant);
    expect(standing.map(({ remediation }) => remediation.planHash)).toEqual([kept.remediation.planHash]);
  });
});
