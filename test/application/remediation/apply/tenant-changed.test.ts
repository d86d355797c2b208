import { describe, expect, it } from 'vitest';
import { memberAt, withMember } from '../../../../shared/core/remediation/wire-members.ts';
import { graphGroup, graphPolicy, graphUser } from '../../../core/example-tenant.ts';
import { breakGlass, littleTenant, WriterUnderTest } from './writer-under-test.ts';

/** A policy in report-only that leaves out the crew and the account for emergencies. */
const watched = graphPolicy({
  id: 'watched',
  state: 'enabledForReportingButNotEnforced',
  users: { includeUsers: ['All'], excludeUsers: [breakGlass], excludeGroups: ['crew'] },
});

/** What may happen between the plan and the write, and how that ends. */
const changes: readonly {
  readonly what: string;
  readonly change: (writer: WriterUnderTest) => void;
  readonly ends: 'superseded' | 'failed';
  readonly because: string;
}[] = [
  {
    what: 'somebody creates a policy with the mark',
    change: ({ tenant }) => {
      tenant.policies = [
        graphPolicy({ displayName: 'Mine [gateproof:device-code-flow-blocked]', state: 'disabled' }),
      ];
    },
    ends: 'superseded',
    because: 'There is a policy with the mark',
  },
  {
    what: 'security defaults are switched on',
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, securityDefaults: { isEnabled: true } };
    },
    ends: 'superseded',
    because: 'Security defaults were off and are on now.',
  },
  {
    what: 'the licence runs out',
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, licences: [] };
    },
    ends: 'superseded',
    because: 'The licence was',
  },
  {
    what: 'the account for emergencies is disabled',
    change: ({ tenant }) => {
      const users = [graphUser('ann'), graphUser(breakGlass, { accountEnabled: false })];
      tenant.snapshot = { ...tenant.snapshot, users };
    },
    ends: 'superseded',
    because: 'was enabled and is disabled now',
  },
  {
    what: 'the account for emergencies is deleted',
    change: ({ tenant }) => {
      tenant.snapshot = { ...tenant.snapshot, users: [graphUser('ann')] };
    },
    ends: 'superseded',
    because: 'was enabled and is',
  },
];

describe('Nothing is written of a policy to be created when', () => {
  it.each(changes)('$what', async ({ change, ends, because }) => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    change(writer);

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    const { state } = await writer.remediation();
    expect(state).toMatchObject({ status: ends, reasons: [expect.stringContaining(because)] });
    expect(writer.telemetry.names()).toContain(`remediation.${ends}`);
    expect(writer.notificationQueue.keys()).toContain(`remediationEnded|${writer.id}|${ends}`);
  });

  it('the writer’s own settings name an emergency access that the plan does not leave out', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());

    await writer.deliver(1, { emergencyAccess: [breakGlass, 'cem'] });

    expect(writer.sent()).toEqual([]);
    expect(await writer.status()).toBe('superseded');
  });

  it('the group for emergencies has grown while the policy was observed', async () => {
    const writer = new WriterUnderTest(littleTenant(), { emergencyAccess: ['crew'] });
    await writer.approve(await writer.propose());
    await writer.deliver();
    await writer.observeAndApprove();
    const groups = [graphGroup('crew', ['ann', 'cem'])];
    writer.tenant.snapshot = { ...writer.tenant.snapshot, groups };

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect((await writer.remediation()).state).toMatchObject({
      status: 'superseded',
      reasons: [expect.stringContaining('had 1 member and has 2 now'), expect.stringContaining('stays')],
    });
  });

  it('another change of the tenant lets the plan end otherwise than it was approved to', async () => {
    const writer = new WriterUnderTest();
    const proposal = await writer.propose();
    const plan = { ...proposal.plan, after: { ...proposal.plan.after, usersInGap: 7 } };
    const other = new WriterUnderTest();
    await other.approve(await other.propose('create', { plan }));

    await other.deliver();

    expect(other.sent()).toEqual([]);
    expect((await other.remediation()).state).toMatchObject({
      status: 'superseded',
      reasons: [expect.stringContaining('would end now with pass with 0 users in the gap')],
    });
  });
});

describe('Of a policy that is there', () => {
  async function proposedSwitchOn() {
    const writer = new WriterUnderTest(littleTenant([watched]));
    await writer.approve(await writer.propose('combination'));
    return writer;
  }

  it('the approved members are changed, first in report-only and then in force', async () => {
    const writer = await proposedSwitchOn();

    await writer.deliver();
    await writer.observeAndApprove();
    await writer.deliver();

    const [policy = {}] = writer.tenant.policies;
    expect(memberAt(policy, 'conditions.users.excludeGroups')).toEqual([]);
    expect(memberAt(policy, 'conditions.users.excludeUsers')).toEqual([breakGlass]);
    expect(memberAt(policy, 'state')).toBe('enabled');
    expect(writer.policyWriter.sent.map(({ body }) => Object.keys(body))).toEqual([
      ['conditions'],
      ['state'],
    ]);
  });

  it.each([
    {
      what: 'edited',
      policies: [withMember(watched, 'conditions.platforms', { includePlatforms: ['iOS'] })],
    },
    { what: 'deleted', policies: [] },
  ])('nothing is written when it was $what since the plan', async ({ policies }) => {
    const writer = await proposedSwitchOn();
    writer.tenant.policies = policies;

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect(await writer.status()).toBe('superseded');
  });

  it('nothing is written when a group that it leaves out has grown', async () => {
    const writer = await proposedSwitchOn();
    const groups = [graphGroup('crew', ['ann', 'cem'])];
    writer.tenant.snapshot = { ...writer.tenant.snapshot, groups };

    await writer.deliver();

    expect(writer.sent()).toEqual([]);
    expect((await writer.remediation()).state).toMatchObject({
      status: 'superseded',
      reasons: [expect.stringContaining('had 1 member and has 2 now')],
    });
  });

  it('nothing is written when somebody edits it between the reading of the tenant and the request', async () => {
    const writer = await proposedSwitchOn();
    const { dependencies } = writer;
    const editing: typeof dependencies.judgeTenant = (...given) => {
      writer.tenant.policies = [withMember(watched, 'state', 'disabled')];
      return dependencies.judgeTenant(...given);
    };

    await writer.deliver(1, { judgeTenant: editing });

    expect(writer.sent()).toEqual([]);
    expect(await writer.status()).toBe('superseded');
  });

  it('a new name of it changes nothing, and stays', async () => {
    const writer = await proposedSwitchOn();
    await writer.deliver();
    await writer.observeAndApprove();
    writer.tenant.policies = writer.tenant.policies.map((one) => ({ ...one, displayName: 'Renamed' }));

    await writer.deliver();

    expect(writer.tenant.policies).toMatchObject([{ displayName: 'Renamed', state: 'enabled' }]);
    expect(await writer.status()).toBe('enforced');
  });

  it('it is not switched on when somebody edited it in report-only', async () => {
    const writer = await proposedSwitchOn();
    await writer.deliver();
    await writer.observeAndApprove();
    const [policy = {}] = writer.tenant.policies;
    writer.tenant.policies = [withMember(policy, 'conditions.users.excludeUsers', [breakGlass, 'cem'])];

    await writer.deliver();

    expect(writer.sent()).toHaveLength(1);
    expect((await writer.remediation()).state).toMatchObject({
      status: 'superseded',
      reasons: [
        expect.stringContaining('was changed since it was written'),
        expect.stringContaining('stays'),
      ],
    });
  });

  it('it is tried again when what the plan rests on cannot be read now', async () => {
    const writer = await proposedSwitchOn();
    const { groups: _, ...rest } = writer.tenant.snapshot;
    writer.tenant.snapshot = {
      ...rest,
      groups: [],
      unread: [{ kind: 'group', id: 'crew', why: 'HTTP 503' }],
    };

    await expect(writer.deliver()).rejects.toThrow('could not be read');

    expect(writer.sent()).toEqual([]);
    expect(await writer.status()).toBe('approved');
  });
});
