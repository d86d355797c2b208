import { describe, expect, it, test } from 'vitest';
import { ConflictError } from '../../../../shared/core/errors.ts';
import { isObservable } from '../../../../shared/core/remediation/course/observability.ts';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import { planRestore } from '../../../../shared/core/remediation/course/restore-plan.ts';
import { planRollBack } from '../../../../shared/core/remediation/course/roll-back-plan.ts';
import { guardProblems } from '../../../../shared/core/remediation/course/write-guards.ts';
import type { Plan } from '../../../../shared/core/remediation/plan.ts';
import { tenantAfter } from '../../../../shared/core/remediation/policy-changes.ts';
import type { TenantSnapshot } from '../../../../shared/core/tenant-snapshot.ts';
import { graphGrant, graphPolicy, type PolicyParts } from '../../example-tenant.ts';
import { today } from '../../judge-tenant/judgement.ts';
import {
  created,
  createPlan,
  enforcementOfPlan,
  following,
  glass,
  inForcePlan,
  intended,
  proposed,
  switchOnPlan,
  tenantWith,
  untilObserving,
  untilVerified,
  written,
} from './courses.ts';

const options = { at: today, emergencyAccess: [glass] };
const users = { includeUsers: ['All'], excludeUsers: [glass] };
const withCrew = { ...users, excludeGroups: ['crew'] };

/** The remediation that created a policy, and the policy as it stands since, but for the changes. */
const creating = following(proposed(createPlan), [...untilObserving, ...untilVerified]);
const approved = createPlan.policies[0]?.stages.at(-1)?.policy ?? {};
const standing = (more: object = {}) => tenantWith([{ ...graphPolicy(), ...approved, id: created, ...more }]);

/** The remediation that took an exclusion out of a policy in force. */
const before = graphPolicy({ id: 'in-force', users: withCrew });
const inForce = { change: 0, stage: 'enforced', policyId: 'in-force', saved: before } as const;
const repairing = following(proposed(inForcePlan), [
  enforcementOfPlan(),
  intended(inForce),
  written(inForce),
  { kind: 'enforced' },
]);
const repaired = (parts: PolicyParts = {}) => tenantWith([graphPolicy({ id: 'in-force', users, ...parts })]);

const requestsOf = ({ policies }: Plan) =>
  policies.flatMap(({ stages }) => stages.map(({ request }) => request));

/** What the writer would find to say against it. */
function objections(plan: Plan, tenant: TenantSnapshot): readonly string[] {
  return guardProblems(tenant, { remediation: proposed(plan), emergencyAccess: [glass] });
}

describe('A roll-back', () => {
  it('switches off what was created, and deletes nothing', () => {
    const plan = planRollBack(standing(), creating, options);

    expect(requestsOf(plan)).toEqual([
      {
        method: 'PATCH',
        path: `/identity/conditionalAccess/policies/${created}`,
        body: { state: 'disabled' },
      },
    ]);
    expect(plan.policies[0]?.differences).toEqual([
      { member: 'state', before: 'enabled', after: 'disabled' },
    ]);
    expect(objections(plan, standing())).toEqual([]);
  });

  it('says what the prover says of the tenant after it, and what to mind', () => {
    const plan = planRollBack(standing(), creating, options);

    expect(plan).toMatchObject({
      kind: 'rollBack',
      control: 'device-code-flow-blocked',
      after: { verdict: 'fail' },
    });
    expect(plan.notes).toContainEqual({
      key: 'sessions-tracked',
      severity: 'info',
      text: expect.stringMatching(/need a fresh sign-in/),
    });
  });

  it('brings a policy that was there back to what was saved', () => {
    const plan = planRollBack(repaired(), repairing, options);

    expect(plan.policies[0]?.differences).toEqual([
      { member: 'conditions.users.excludeGroups', before: null, after: ['crew'] },
    ]);
    expect(requestsOf(plan)).toMatchObject([
      {
        method: 'PATCH',
        body: { conditions: { users: { excludeUsers: [glass], excludeGroups: ['crew'] } } },
      },
    ]);
    expect(plan.after.verdict).toBe('fail');
    expect(objections(plan, repaired())).toEqual([]);
  });

  it('goes back past all stages, to what there was before the first', () => {
    const saved = graphPolicy({ state: 'enabledForReportingButNotEnforced', users });
    const write = { change: 0, stage: 'enforced', policyId: 'block-device-code', saved } as const;
    const remediation: Remediation = {
      ...proposed(switchOnPlan),
      writes: [{ ...write, progress: 'written', at: today }],
    };

    const plan = planRollBack(tenantWith([graphPolicy({ users })]), remediation, options);

    expect(requestsOf(plan).map(({ body }) => body)).toEqual([
      { state: 'enabledForReportingButNotEnforced' },
    ]);
  });

  it('is not observed, whatever it brings into force again', () => {
    expect(isObservable(planRollBack(standing(), creating, options))).toBe(false);
    expect(isObservable(planRollBack(repaired({ state: 'disabled' }), repairing, options))).toBe(false);
  });

  it.each<[string, Partial<TenantSnapshot>]>([
    ['the licence ran out', { licences: [] }],
    ['security defaults are on', { securityDefaults: { isEnabled: true } }],
    ['neither could be read', { unread: [{ kind: 'licences' }, { kind: 'securityDefaults' }] }],
  ])('may let go where %s, but not bring anything back into force', (_, missing) => {
    const lettingGo = planRollBack(standing(), creating, options);
    const bringingBack = planRollBack(repaired(), repairing, options);

    expect(objections(lettingGo, { ...standing(), ...missing })).toEqual([]);
    expect(objections(bringingBack, { ...repaired(), ...missing })).not.toEqual([]);
  });

  it('may let go where emergency access is missing, but not bring a policy back that locks it out', () => {
    const letsGo = planRollBack(standing(), creating, options);
    const bringsBack = planRollBack(repaired(), repairing, options);
    const guarded = (plan: Plan, tenant: TenantSnapshot) =>
      guardProblems(tenant, { remediation: proposed(plan), emergencyAccess: ['bob'] });

    expect(guarded(letsGo, standing())).toEqual([]);
    expect(guarded(bringsBack, repaired())).toEqual([expect.stringMatching(/User bob is not excluded/)]);
  });

  test.each<[string, TenantSnapshot]>([
    ['the policy is off already', standing({ state: 'disabled' })],
    ['the policy is gone', tenantWith([])],
  ])('is refused where %s', (_, tenant) => {
    expect(() => planRollBack(tenant, creating, options)).toThrow(ConflictError);
  });

  it('is refused where nothing was written', () => {
    expect(() => planRollBack(standing(), proposed(createPlan), options)).toThrow(ConflictError);
  });
});

describe('A restoring plan', () => {
  const drifted: readonly (readonly [string, object, string])[] = [
    ['switched off', { state: 'disabled' }, 'state'],
    ['set to report-only', { state: 'enabledForReportingButNotEnforced' }, 'state'],
    ['given another grant', { grantControls: graphGrant(['mfa']) }, 'grantControls'],
    [
      'narrowed',
      {
        conditions: {
          ...(graphPolicy({ users })['conditions'] as object),
          platforms: { includePlatforms: ['linux'] },
        },
      },
      'conditions',
    ],
    [
      'loosened by a session control',
      { sessionControls: { disableResilienceDefaults: true } },
      'sessionControls',
    ],
  ];

  test.each(drifted)('undoes it where a policy was %s, at once', (_, change, member) => {
    const tenant = standing(change);

    const plan = planRestore(tenant, creating, options);

    expect(plan).toMatchObject({ kind: 'restore', after: { verdict: 'pass' } });
    expect(requestsOf(plan)).toMatchObject([
      { method: 'PATCH', path: `/identity/conditionalAccess/policies/${created}` },
    ]);
    expect(Object.keys(requestsOf(plan)[0]?.body ?? {})).toEqual([member]);
    expect(objections(plan, tenant)).toEqual([]);
    expect(isObservable(plan)).toBe(false);
    expect(() => planRestore(tenantAfter(tenant, plan.policies), creating, options)).toThrow(ConflictError);
  });

  it('creates a deleted policy again, in force and with the mark', () => {
    const plan = planRestore(tenantWith([]), creating, options);

    expect(requestsOf(plan)).toMatchObject([
      {
        method: 'POST',
        path: '/identity/conditionalAccess/policies',
        body: {
          state: 'enabled',
          displayName: expect.stringContaining('[gateproof:device-code-flow-blocked]'),
        },
      },
    ]);
    expect(plan.after.verdict).toBe('pass');
    expect(objections(plan, tenantWith([]))).toEqual([]);
  });

  it('marks a deleted policy that had no mark, and sends nothing that Graph keeps itself', () => {
    const plan = planRestore(tenantWith([]), repairing, options);

    const [request] = requestsOf(plan);
    expect(request?.body['displayName']).toBe('Block device code flow [gateproof:device-code-flow-blocked]');
    expect(Object.keys(request?.body ?? {}).toSorted()).toEqual([
      'conditions',
      'displayName',
      'grantControls',
      'state',
    ]);
    expect(JSON.stringify(request?.body)).not.toMatch(/@odata|createdDateTime|null/);
  });

  it('leaves what it cannot write, and says what the prover says then', () => {
    const conditions = {
      ...(graphPolicy({ users })['conditions'] as object),
      times: { includedRanges: ['x'] },
    };
    const tenant = standing({ conditions, state: 'disabled' });

    const plan = planRestore(tenant, creating, options);

    expect(requestsOf(plan).map(({ body }) => body)).toEqual([{ state: 'enabled' }]);
    expect(plan.after.verdict).toBe('inconclusive');
  });

  test.each<[string, TenantSnapshot]>([
    ['nothing has changed', standing()],
    ['only the name has', standing({ displayName: 'Block it' })],
    ['the policies were not read', { ...tenantWith([]), unread: [{ kind: 'policies' }] }],
  ])('is refused where %s', (_, tenant) => {
    expect(() => planRestore(tenant, creating, options)).toThrow(ConflictError);
  });

  it('gives a policy of Microsoft its state and its exclusions back, and no more', () => {
    const managed = { displayName: 'Microsoft-managed: Block device code flow', templateId: 'template' };
    const own = graphPolicy({ id: 'in-force', ...managed, users });
    const remediation: Remediation = {
      ...repairing,
      proposal: {
        ...repairing.proposal,
        plan: {
          ...inForcePlan,
          policies: inForcePlan.policies.map((change) => ({
            ...change,
            stages: [{ ...change.stages[0], policy: own }],
          })),
        },
      },
    };
    const present = graphPolicy({
      id: 'in-force',
      ...managed,
      state: 'disabled',
      users: { ...users, includeGroups: ['outer'] },
    });

    const plan = planRestore(tenantWith([present]), remediation, options);

    expect(plan.policies).toMatchObject([
      { isMicrosoftManaged: true, differences: [{ member: 'state', before: 'disabled', after: 'enabled' }] },
    ]);
    expect(objections(plan, tenantWith([present]))).toEqual([]);
  });
});
