import { describe, expect, test } from 'vitest';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import { guardProblems } from '../../../../shared/core/remediation/course/write-guards.ts';
import type { Plan, PolicyChange, Stage } from '../../../../shared/core/remediation/plan.ts';
import { withMember } from '../../../../shared/core/remediation/wire-members.ts';
import type { TenantSnapshot } from '../../../../shared/core/tenant-snapshot.ts';
import { graphGroup, graphPolicy, graphUser, type PolicyParts } from '../../example-tenant.ts';
import { bestOf, planned } from '../planning.ts';
import {
  applicationApproved,
  createPlan,
  following,
  glass,
  inForcePlan,
  intended,
  proposed,
  tenantWith,
  untilObserving,
} from './courses.ts';

const users = { includeUsers: ['All'], excludeUsers: [glass], excludeGroups: ['crew'] };
const target = graphPolicy({ id: 'in-force', users });
const tenant = (more: Partial<TenantSnapshot> = {}) => tenantWith([target], more);
const atOnce = proposed(inForcePlan);
const problems = (
  snapshot: TenantSnapshot = tenant(),
  remediation: Remediation = atOnce,
  emergencyAccess: readonly string[] = [glass],
) => guardProblems(snapshot, { remediation, emergencyAccess });

/** The plan with other stages for its first policy. */
function withStage(
  plan: Plan,
  change: (stage: Stage) => Stage,
  more: Partial<PolicyChange> = {},
): Remediation {
  const policies = plan.policies.map((policy) => {
    const [first, ...others] = policy.stages;
    return { ...policy, ...more, stages: [change(first), ...others.map(change)] as const };
  });
  return proposed({ ...plan, policies });
}

/** The differences of the policy that is created, with others of whom it leaves out. */
function differencesOf(left: Readonly<Record<string, readonly string[]>>): PolicyChange['differences'] {
  const others = Object.entries(left).map(([name, after]) => ({
    member: `conditions.users.${name}`,
    before: null,
    after,
  }));
  const known = createPlan.policies[0]?.differences ?? [];
  return [...known.filter(({ member }) => !others.some((one) => one.member === member)), ...others];
}

const including = (path: string) =>
  withStage(createPlan, (stage) => ({ ...stage, policy: withMember(stage.policy, path, []) }));
const managedParts: PolicyParts = {
  id: 'managed',
  displayName: 'Microsoft-managed: Block device code flow',
  templateId: 'template',
  users,
};
const managed = graphPolicy(managedParts);
const managedPlan = bestOf(planned([managed], { users: tenant().users ?? [] }, { emergencyAccess: [glass] }));

describe('Nothing stands against the writes of', () => {
  test.each<[string, TenantSnapshot, Remediation, readonly string[]]>([
    ['a policy in force', tenant(), atOnce, [glass]],
    ['a policy that is created', tenantWith([]), proposed(createPlan), [glass]],
    [
      'one that was created, at its second stage',
      tenantWith([graphPolicy({ ...createPlan.policies[0]?.stages[0].policy, id: 'created-policy' })]),
      following(proposed(createPlan), untilObserving),
      [glass],
    ],
    ['a policy that Microsoft manages', tenantWith([managed]), proposed(managedPlan), [glass]],
    [
      'a policy that leaves out emergency access through a group',
      tenant({ groups: [graphGroup('crew', []), graphGroup('breakGlass', [glass])] }),
      withStage(
        createPlan,
        (stage) => {
          const change = (policy: Stage['policy']) =>
            withMember(
              withMember(policy, 'conditions.users.excludeUsers', []),
              'conditions.users.excludeGroups',
              ['breakGlass'],
            );
          const { request } = stage;
          const body = request.method === 'POST' ? change(request.body) : request.body;
          return { ...stage, request: { ...request, body }, policy: change(stage.policy) };
        },
        { differences: differencesOf({ excludeGroups: ['breakGlass'], excludeUsers: [] }) },
      ),
      [glass],
    ],
  ])('%s', (_, snapshot, remediation, emergencyAccess) => {
    expect(problems(snapshot, remediation, emergencyAccess)).toEqual([]);
  });
});

describe('Nothing is written where', () => {
  const withGroup = (members: readonly string[], more: Partial<TenantSnapshot> = {}) =>
    tenant({ groups: [graphGroup('crew', []), graphGroup('breakGlass', members)], ...more });

  test.each<[string, readonly string[], RegExp]>([
    ['no emergency access is named', problems(tenant(), atOnce, []), /EMERGENCY_ACCESS_IDS/],
    [
      'an emergency access account is disabled',
      problems(tenant({ users: [graphUser(glass, { accountEnabled: false })] })),
      /User glass is disabled/,
    ],
    ['it does not exist', problems(tenant({ users: [graphUser('ann')] })), /glass does not exist/],
    [
      'the users could not be read',
      problems(tenant({ users: [], unread: [{ kind: 'users' }] })),
      /could not be read/,
    ],
    [
      'its group has no enabled member',
      problems(withGroup(['gone']), atOnce, ['breakGlass']),
      /no enabled member/,
    ],
    [
      'its group could not be read',
      problems(withGroup([glass], { unread: [{ kind: 'group', id: 'breakGlass' }] }), atOnce, ['breakGlass']),
      /members of the emergency access group .* could not be read/,
    ],
    [
      'the policy does not leave it out',
      problems(tenant(), atOnce, [glass, 'ann']),
      /User ann is not excluded by the policy "Block device code flow"/,
    ],
    [
      'the policy leaves out a part of its group',
      problems(withGroup([glass, 'bob']), atOnce, ['breakGlass']),
      /breakGlass is not excluded/,
    ],
    [
      'one stage does not leave it out',
      problems(tenantWith([]), including('conditions.users.excludeUsers')),
      /glass is not excluded/,
    ],
    [
      'security defaults are on',
      problems(tenant({ securityDefaults: { isEnabled: true } })),
      /Security defaults are on/,
    ],
    [
      'security defaults could not be read',
      problems(tenant({ unread: [{ kind: 'securityDefaults' }] })),
      /Whether security defaults are on/,
    ],
    ['the licence is missing', problems(tenant({ licences: ['EXCHANGE_S_STANDARD'] })), /Entra ID P1/],
    [
      'the policies could not be read whole',
      problems(tenant({ unread: [{ kind: 'policies' }] })),
      /Not all policies/,
    ],
    ['its policy is gone', problems(tenantWith([])), /does not exist any more/],
    [
      'what is sent goes to another policy',
      problems(
        tenant(),
        withStage(inForcePlan, (stage) => ({
          ...stage,
          request: { ...stage.request, path: '/identity/conditionalAccess/policies/another' },
        })),
      ),
      /not what the plan shows/,
    ],
    [
      'what is sent says more than the plan shows',
      problems(
        tenant(),
        withStage(inForcePlan, (stage) => ({
          ...stage,
          request: { ...stage.request, body: { ...stage.request.body, state: 'disabled' } },
        })),
      ),
      /not what the plan shows/,
    ],
    [
      'what is created is not what the plan shows',
      problems(
        tenantWith([]),
        withStage(createPlan, (stage) => ({
          ...stage,
          policy: withMember(stage.policy, 'grantControls', null),
        })),
      ),
      /\(reportOnly\) is not what the plan shows/,
    ],
    [
      'more becomes of the policy than its differences show',
      problems(
        tenant(),
        withStage(inForcePlan, (stage) => stage, { differences: [] }),
      ),
      /What becomes of "Block device code flow" is more than the plan shows/,
    ],
    [
      'a difference shows something else than what is there',
      problems(
        tenant(),
        withStage(inForcePlan, (stage) => stage, {
          differences: (inForcePlan.policies[0]?.differences ?? []).map((one) => ({
            ...one,
            before: ['another-crew'],
          })),
        }),
      ),
      /is more than the plan shows/,
    ],
    [
      'the policy has another name than the plan shows',
      problems(
        tenant(),
        withStage(inForcePlan, (stage) => stage, { policy: { id: 'in-force', displayName: 'Another' } }),
      ),
      /The policy that is written is not called "Another"/,
    ],
    [
      'the policy that is created has another name than the plan shows',
      problems(
        tenantWith([]),
        withStage(createPlan, (stage) => stage, { policy: { id: null, displayName: 'Another' } }),
      ),
      /The policy that is written is not called "Another"/,
    ],
    [
      'what is called report-only is in force',
      problems(
        tenantWith([]),
        withStage(createPlan, (stage) => {
          const { request } = stage;
          const body = request.method === 'POST' ? { ...request.body, state: 'enabled' } : request.body;
          return { ...stage, request: { ...request, body }, policy: { ...stage.policy, state: 'enabled' } };
        }),
      ),
      /would come into force before anybody has observed it/,
    ],
    [
      'another policy was written',
      problems(tenant(), {
        ...atOnce,
        writes: [{ change: 0, stage: 'enforced', progress: 'written', policyId: 'x', saved: {}, at: '' }],
      }),
      /The policy x is none of the plan's/,
    ],
    [
      'Microsoft manages the policy, and more than its state and exclusions would change',
      problems(
        tenantWith([managed]),
        withStage(managedPlan, (stage) => ({
          ...stage,
          policy: withMember(stage.policy, 'conditions.clientAppTypes', ['browser']),
        })),
      ),
      /Microsoft manages .*conditions.clientAppTypes cannot be changed/,
    ],
  ])('%s', (_, found, message) => {
    expect(found.join('\n')).toMatch(message);
  });

  test('licences were not read at all', () => {
    const { licences: _, securityDefaults: __, ...rest } = tenant();

    expect(problems(rest)).toEqual([
      expect.stringMatching(/security defaults/),
      expect.stringMatching(/licences could not be read: grant LicenseAssignment\.Read\.All/),
    ]);
  });
});

test('A resumed write is held against what it is written on, whatever is there by now', () => {
  const saved = graphPolicy({ state: 'enabledForReportingButNotEnforced', users });
  const plan = bestOf(planned([saved], { users: tenant().users ?? [] }, { emergencyAccess: [glass] }));
  const write = { change: 0, stage: 'reportOnly', policyId: 'block-device-code', saved } as const;
  const remediation = following(proposed(plan), [applicationApproved(), intended(write)]);
  const enforced = plan.policies[0]?.stages.at(-1)?.policy;

  expect(plan.policies[0]?.stages).toHaveLength(2);
  expect(problems(tenantWith([enforced]), remediation)).toEqual([]);
});
