import { expect, test } from 'vitest';
import { driftOf } from '../../../../shared/core/remediation/course/drift.ts';
import type { TenantSnapshot } from '../../../../shared/core/tenant-snapshot.ts';
import { graphPolicy } from '../../example-tenant.ts';
import {
  created,
  createPlan,
  enforcementOfPlan,
  following,
  inForcePlan,
  intended,
  proposed,
  tenantWith,
  untilObserving,
  untilVerified,
} from './courses.ts';

const enforced = following(proposed(createPlan), [...untilObserving, ...untilVerified]);
const approved = createPlan.policies[0]?.stages.at(-1)?.policy ?? {};
const asRead = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata',
  ...approved,
  id: created,
  templateId: null,
  partialEnablementStrategy: null,
  createdDateTime: '2026-11-22T12:00:00Z',
  modifiedDateTime: '2026-11-22T12:00:00Z',
};
const now = (more: object, rest: Partial<TenantSnapshot> = {}) => tenantWith([{ ...asRead, ...more }], rest);

test.each<[string, TenantSnapshot, object]>([
  ['what stands as it was written', now({}), { kind: 'unchanged' }],
  [
    'what Graph adds without a value',
    now({ sessionControls: null, description: null }),
    { kind: 'unchanged' },
  ],
  [
    'a weakened policy, by what was approved and what is there',
    now({ state: 'disabled' }),
    { kind: 'changed', differences: [{ member: 'state', before: 'enabled', after: 'disabled' }] },
  ],
  [
    'a policy with a new name',
    now({ displayName: 'Block it' }),
    { kind: 'renamed', policy: { id: created, displayName: 'Block it' } },
  ],
  [
    'a new name beside another change, as a change',
    now({ displayName: 'Block it', state: 'disabled' }),
    { kind: 'changed' },
  ],
  [
    'a member that nobody approved',
    now({ sessionControls: { signInFrequency: { value: 4 } } }),
    { kind: 'changed' },
  ],
  [
    'a deleted policy, by its approved name',
    tenantWith([]),
    { kind: 'deleted', policy: { id: created, displayName: approved['displayName'] } },
  ],
  [
    'nothing of a policy that was not read',
    tenantWith([], { unread: [{ kind: 'policies' }] }),
    { kind: 'unread' },
  ],
])('Drift tells of %s', (_, tenant, drift) => {
  expect(driftOf(tenant, enforced)).toMatchObject([{ change: 0, ...drift }]);
});

test('What was only intended has not drifted', () => {
  const saved = graphPolicy({ id: 'in-force' });
  const write = { change: 0, stage: 'enforced', policyId: 'in-force', saved } as const;
  const remediation = following(proposed(inForcePlan), [enforcementOfPlan(), intended(write)]);

  expect(driftOf(tenantWith([saved]), remediation)).toEqual([]);
});

test('While it is observed, a policy drifts from what was written in report-only', () => {
  const observed = following(proposed(createPlan), untilObserving);

  expect(driftOf(now({ state: 'enabledForReportingButNotEnforced' }), observed)).toMatchObject([
    { kind: 'unchanged' },
  ]);
  expect(driftOf(now({}), observed)).toMatchObject([{ kind: 'changed' }]);
});
