import { describe, expect, it, test } from 'vitest';
import type { ControlException } from '../../../../shared/core/exceptions/exception.ts';
import { bindingChanges } from '../../../../shared/core/remediation/course/binding-changes.ts';
import { bindingsOf } from '../../../../shared/core/remediation/course/bindings-of.ts';
import type { Plan } from '../../../../shared/core/remediation/plan.ts';
import type { TenantSnapshot } from '../../../../shared/core/tenant-snapshot.ts';
import { graphGroup, graphPolicy, graphUser, ipLocation } from '../../example-tenant.ts';
import { directory } from '../../judge-tenant/judgement.ts';
import { createPlan, glass, inForcePlan, tenantWith } from './courses.ts';

const target = graphPolicy({
  id: 'in-force',
  users: { includeUsers: ['All'], excludeUsers: [glass], excludeGroups: ['crew'] },
});
const then = tenantWith([target]);
const basis = (plan: Plan, exceptions: readonly ControlException[] = [], emergencyAccess = [glass]) => ({
  plan,
  emergencyAccess,
  exceptions,
});
const exception = (principalId: string, kind: 'user' | 'group', controls = ['2.2.3']): ControlException => ({
  principalId,
  controls,
  reason: 'Room devices',
  owner: 'ann',
  ticket: 'T-1',
  expiresOn: '2027-01-31',
  ...(kind === 'user' ? { kind } : { kind, membersAtApproval: ['ann'] }),
});
const changes = (now: TenantSnapshot, plan = inForcePlan, before = then) =>
  bindingChanges(bindingsOf(before, basis(plan)), bindingsOf(now, basis(plan)));
const groups = (...crew: readonly string[]) => [
  graphGroup('crew', crew, ['inner']),
  graphGroup('inner', ['cem']),
];
const located: Plan = {
  ...inForcePlan,
  policies: inForcePlan.policies.map((change) => ({
    ...change,
    stages: [
      {
        ...change.stages[0],
        policy: graphPolicy({
          conditions: {
            locations: { includeLocations: ['All'], excludeLocations: ['office', 'AllTrusted'] },
          },
        }),
      },
    ],
  })),
};

describe('A plan rests on', () => {
  it('its policies, emergency access, the groups that they exclude, security defaults and the licence', () => {
    expect(bindingsOf(then, basis(inForcePlan)).map(({ kind, id, summary }) => [kind, id, summary])).toEqual([
      ['policy', 'in-force', 'enabled'],
      ['account', glass, 'enabled'],
      ['groupMembers', 'crew', '2 members'],
      ['securityDefaults', '', 'off'],
      ['licence', '', 'Entra ID P1 or more'],
    ]);
  });

  it('the absence of a policy with the mark of its control, where it creates one', () => {
    const [first] = bindingsOf(tenantWith([]), basis(createPlan));

    expect(first).toMatchObject({ kind: 'noPolicyWithMark', id: '[gateproof:device-code-flow-blocked]' });
  });

  it('who is excepted from its control, and no other', () => {
    const exceptions = [
      exception('nobody', 'group'),
      exception('bob', 'user'),
      exception('cem', 'user', ['2.2.5']),
    ];

    const bound = bindingsOf(then, basis(inForcePlan, exceptions));

    expect(bound.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'policy in-force',
      'account glass',
      'groupMembers nobody',
      'groupMembers crew',
      'account bob',
      'securityDefaults ',
      'licence ',
    ]);
  });

  it('a group of emergency access by its members, and each thing once', () => {
    const bound = bindingsOf(then, basis(inForcePlan, [exception('crew', 'group')], ['crew']));

    expect(bound.filter(({ id }) => id === 'crew')).toMatchObject([
      { kind: 'groupMembers', summary: '2 members' },
    ]);
  });

  it('the locations that its policies name, each trusted one where they name all of these', () => {
    const more = ipLocation('branch', ['198.51.100.0/24']);
    const bound = bindingsOf(
      tenantWith([target], { namedLocations: [...(directory.namedLocations ?? []), more] }),
      basis(located),
    );

    expect(bound.filter(({ kind }) => kind === 'namedLocation').map(({ id }) => id)).toEqual([
      'office',
      'branch',
    ]);
  });
});

describe('What a plan rests on has changed where', () => {
  test.each<[string, TenantSnapshot, readonly string[]]>([
    ['nothing has', then, []],
    ['only times have', tenantWith([{ ...target, modifiedDateTime: '2026-11-23T08:00:00Z' }]), []],
    [
      'the policy was edited',
      tenantWith([{ ...target, displayName: 'Another name' }]),
      ['The policy "Block device code flow" was changed.'],
    ],
    [
      'the policy was switched off',
      tenantWith([{ ...target, state: 'disabled' }]),
      ['The policy "Block device code flow" was enabled and is disabled now.'],
    ],
    [
      'the policy is gone',
      tenantWith([]),
      ['The policy "Block device code flow" was enabled and is deleted now.'],
    ],
    [
      'a bound group grew',
      tenantWith([target], { groups: [graphGroup('crew', ['ann', 'gone', 'bob'])] }),
      ['The group Group crew had 2 members and has 3 now.'],
    ],
    [
      'a group that is nested in it grew',
      tenantWith([target], { groups: groups('ann', 'gone') }),
      ['The group Group crew had 2 members and has 3 now.'],
    ],
    [
      'one member took the place of another',
      tenantWith([target], { groups: [graphGroup('crew', ['ann', 'bob'])] }),
      ['The group Group crew had 2 members and has as many now, but not the same ones.'],
    ],
    [
      'a group could not be read',
      tenantWith([target], { unread: [{ kind: 'group', id: 'crew', why: 'forbidden' }] }),
      ['The group Group crew could not be read.'],
    ],
    [
      'emergency access is disabled',
      tenantWith([target], { users: [graphUser(glass, { accountEnabled: false })] }),
      ['The account User glass was enabled and is disabled now.'],
    ],
    [
      'emergency access is gone',
      tenantWith([target], { users: [graphUser('ann')] }),
      ['The account User glass was enabled and is not in the directory now.'],
    ],
    [
      'security defaults were switched on',
      tenantWith([target], { securityDefaults: { isEnabled: true } }),
      ['Security defaults were off and are on now.'],
    ],
    [
      'security defaults could not be read',
      tenantWith([target], { unread: [{ kind: 'securityDefaults' }] }),
      ['The setting of security defaults could not be read.'],
    ],
    [
      'the licence ended',
      tenantWith([target], { licences: ['EXCHANGE_S_STANDARD'] }),
      ['The licence was Entra ID P1 or more, and is none for Conditional Access now.'],
    ],
    [
      'the policies were not read whole, and it is not among them',
      tenantWith([], { unread: [{ kind: 'policies' }] }),
      ['The policy "Block device code flow" could not be read.'],
    ],
  ])('%s', (_, now, sentences) => {
    expect(changes(now)).toEqual(sentences);
  });

  test('a policy with the mark came up', () => {
    const twin = graphPolicy({ displayName: 'Mine [gateproof:device-code-flow-blocked]' });

    expect(changes(tenantWith([twin]), createPlan, tenantWith([]))).toEqual([
      'There is a policy with the mark [gateproof:device-code-flow-blocked] now.',
    ]);
  });

  test('a location has other ranges, but not where it has another name', () => {
    const office = (displayName: string, ...ranges: readonly string[]) =>
      tenantWith([target], { namedLocations: [{ ...ipLocation('office', ranges), displayName }] });
    const before = office('Office', '203.0.113.0/24');

    expect(changes(office('Head office', '203.0.113.0/24'), located, before)).toEqual([]);
    expect(changes(office('Office', '203.0.113.0/24', '198.51.100.0/24'), located, before)).toEqual([
      'The named location Office was changed.',
    ]);
  });

  test('somebody was excepted meanwhile, or is no more', () => {
    const without = bindingsOf(then, basis(inForcePlan));
    const withBob = bindingsOf(then, basis(inForcePlan, [exception('bob', 'user')]));

    expect(bindingChanges(without, withBob)).toEqual([
      'The account User bob is excluded or excepted now, and was not before.',
    ]);
    expect(bindingChanges(withBob, without)).toEqual([
      'Nothing excludes or excepts the account User bob any more.',
    ]);
  });

  test('what it rests on was never read', () => {
    const unread = tenantWith([target], { unread: [{ kind: 'group', id: 'crew' }] });

    expect(changes(unread, inForcePlan, unread)).toEqual(['The group Group crew could not be read.']);
    expect(changes(then, inForcePlan, unread)).toEqual([
      'The group Group crew could not be read before, and can be now.',
    ]);
  });
});

it('tells groups of a hundred thousand apart by one member, within seconds', () => {
  const ids = Array.from(
    { length: 100_000 },
    (_, number) => `60000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
  );
  const large = (members: readonly string[]) =>
    bindingsOf(tenantWith([target], { groups: [graphGroup('crew', members)] }), basis(inForcePlan));

  expect(bindingChanges(large(ids), large([...ids.slice(1), 'bob']))).toEqual([
    'The group Group crew had 100,000 members and has as many now, but not the same ones.',
  ]);
  expect(bindingChanges(large(ids), large(ids.toReversed()))).toEqual([]);
});
