import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTenants } from '../../shared/core/compare/compare-tenants.ts';
import { memberChanges } from '../../shared/core/compare/wire-changes.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import type { Plan, PolicyChange } from '../../shared/core/remediation/plan.ts';
import { planRemediation } from '../../shared/core/remediation/plan-remediation.ts';
import { tenantAfter } from '../../shared/core/remediation/policy-changes.ts';
import type { ControlKey } from './brute-force/claims.ts';
import { bruteForce } from './brute-force.ts';
import { bruteForceData } from './brute-force-data.ts';
import { afterRequests, isLeftOut, policyOf, withoutStep } from './plans/undone.ts';
import { decidedControls } from './prover.ts';
import { type RandomTenant, randomTenantFor } from './random-tenant.ts';
import { runs, title } from './runs.ts';

const numbers = runs(20, 100);

describe.each(decidedControls.filter((key) => key !== 'trusted-locations-defined'))(
  `Plans for %s ${title(numbers)}`,
  (control) => {
    const ofEveryPlan = (check: (plan: Plan, tenant: RandomTenant) => void) =>
      fc.assert(
        fc.property(randomTenantFor(control), (tenant) => {
          const { plans } = planRemediation(tenant.snapshot, control, tenant.options);
          for (const plan of plans) check(plan, tenant);
        }),
        numbers,
      );

    test('say the verdict that trying every sign-in of the changed tenant finds', () => {
      ofEveryPlan(({ after, policies }, { snapshot, options }) => {
        const changed = tenantAfter(snapshot, policies);
        expect(after.verdict).toBe(bruteForce(changed, options, bruteForceData, control).verdict);
      });
    }, 600_000);

    test('open no gap in the control', () => {
      ofEveryPlan(({ policies }, { snapshot, options }) => {
        const { controls } = compareTenants(snapshot, tenantAfter(snapshot, policies), {
          ...options,
          controls: [control],
        });
        expect(controls.map(({ opens }) => opens)).not.toContain('yes');
      });
    }, 600_000);

    test('leave emergency access out of every policy that they write, in every stage', () => {
      ofEveryPlan(({ policies }, { snapshot, options }) => {
        for (const id of options.emergencyAccess ?? [])
          expect(policies.filter((change) => !isLeftOut(id, change, snapshot))).toEqual([]);
      });
    }, 600_000);

    test('suffice with no step less', () => {
      ofEveryPlan((plan, tenant) => {
        if (plan.after.verdict !== 'pass') return;
        expect(plan.steps.filter((step) => passes(withoutStep(plan, step, tenant), control, tenant))).toEqual(
          [],
        );
      });
    }, 600_000);

    test('send requests that make of the policy what the difference says', () => {
      ofEveryPlan(({ policies }, { snapshot }) => {
        for (const change of policies) {
          const before = policyOf(change, snapshot);
          const sent = afterRequests(before, change);
          expect(byMember(memberChanges(before, sent))).toEqual(byMember(change.differences));
          expect(memberChanges(change.stages.at(-1)?.policy, sent)).toEqual([]);
        }
      });
    }, 600_000);
  },
);

/** A member that the policy lacked may stand anywhere in it. */
function byMember(differences: PolicyChange['differences']): PolicyChange['differences'] {
  return differences.toSorted((one, other) => (one.member < other.member ? -1 : 1));
}

function passes(snapshot: RandomTenant['snapshot'], control: ControlKey, { options }: RandomTenant): boolean {
  const { controls } = judgeTenant(snapshot, { ...options, controls: [control] });
  return controls.some(({ verdict }) => verdict === 'pass');
}
