import { describe, expect, it } from 'vitest';
import { type JudgedControl, judgeStepwise } from '../../../../shared/core/judge-tenant.ts';
import { closedFor } from '../../../../shared/core/remediation/measure/closed-for.ts';
import { losesAccessOf } from '../../../../shared/core/remediation/measure/loses-access.ts';
import { tenantAfter } from '../../../../shared/core/remediation/policy-changes.ts';
import type { TenantSnapshot } from '../../../../shared/core/tenant-snapshot.ts';
import { everyUser, graphPolicy } from '../../example-tenant.ts';
import { directory, today } from '../../judge-tenant/judgement.ts';
import { bestOf, planned } from '../planning.ts';
import { use } from './measuring.ts';

const since = '2026-10-23';
const plan = bestOf(planned([]));

describe('Who loses access by a plan', () => {
  it('is who used the flow lately and is in the part that the plan closes, with what they can use instead', () => {
    const uses = [use({ count: 2 }), use({ kind: 'tracked', count: 5 }), use({ userId: 'bob' })];

    const { people, ...rest } = losesAccessOf(plan, { kind: 'read', since, uses }, (id) => id === 'ann');

    expect(rest).toEqual({ known: true, why: null, since });
    expect(people.map(({ userId, apps }) => [userId, apps[0]?.direct, apps[0]?.tracked])).toEqual([
      ['ann', 2, 5],
    ]);
    expect(people[0]?.apps[0]?.instead).toContain('az login');
  });

  it('is nobody who was blocked, or who used a resource of another tenant', () => {
    const uses = [use({ kind: 'blocked' }), use({ resourceTenantId: 'other' })];

    expect(losesAccessOf(plan, { kind: 'read', since, uses }, () => true).people).toEqual([]);
  });

  it('is not known where the log was not read, and why', () => {
    const why = 'Grant AuditLog.Read.All.';

    expect(losesAccessOf(plan, { kind: 'unknown', why }, () => true)).toEqual({
      ...{ known: false, why, since: null, people: [] },
    });
  });

  it('is not known of other controls before the policy stands in report-only', () => {
    const mfa = bestOf(planned([], {}, { control: 'mfa-for-all-users' }));

    expect(losesAccessOf(mfa, { kind: 'read', since, uses: [use()] }, () => true)).toMatchObject({
      known: false,
      why: expect.stringContaining('until the policy stands in report-only'),
      people: [],
    });
  });
});

interface Rule {
  readonly rule: string;
  readonly policies: readonly unknown[];
  readonly tenant?: Partial<TenantSnapshot>;
  readonly exceptedUser?: string;
  readonly closed: readonly string[];
}

const rules: readonly Rule[] = [
  { rule: 'everybody whom the plan takes the way from', policies: [], closed: ['ann', 'bob', 'cem'] },
  {
    rule: 'only those who had been left out, where the others were blocked before',
    policies: [graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } })],
    closed: ['ann'],
  },
  {
    rule: 'nobody whom an approved exception leaves out',
    policies: [],
    exceptedUser: 'cem',
    closed: ['ann', 'bob'],
  },
  {
    rule: 'everybody who may be, where the directory is not known',
    policies: [],
    tenant: { users: [], unread: [{ kind: 'users' }] },
    closed: ['ann', 'bob', 'cem'],
  },
];

describe('Whom a plan closes the flow for', () => {
  it.each(rules)('is $rule', ({ policies, tenant = {}, exceptedUser, closed }) => {
    const exceptions =
      exceptedUser === undefined
        ? []
        : [
            {
              ...({ kind: 'user', principalId: exceptedUser, controls: ['2.2.3'], reason: 'Room' } as const),
              ...{ owner: 'ann', ticket: 'SEC-1', expiresOn: '2027-01-31' },
            },
          ];
    const snapshot = { ...directory, policies, ...tenant };
    const { policies: changes } = bestOf(planned(policies, tenant, { exceptions }));
    const judged = (one: TenantSnapshot) => judgedFlow(one, exceptions);

    const isClosedFor = closedFor(judged(snapshot), judged(tenantAfter(snapshot, changes)), users);

    expect(users.filter(isClosedFor)).toEqual(closed);
    expect(isClosedFor('nobody asked about')).toBe(false);
  });
});

const users = ['ann', 'bob', 'cem'];

function judgedFlow(
  tenant: TenantSnapshot,
  exceptions: NonNullable<Parameters<typeof judgeStepwise>[1]['exceptions']>,
): JudgedControl {
  const options = { at: today, controls: ['device-code-flow-blocked'], exceptions };
  const [judged] = judgeStepwise(tenant, options).controls;
  if (judged === undefined) throw new Error('The control was not decided.');
  return judged;
}
