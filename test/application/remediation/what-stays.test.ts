import { describe, expect, it } from 'vitest';
import { whatStays } from '../../../shared/application/remediation/what-stays.ts';
import type { PolicyWrite, Remediation } from '../../../shared/core/remediation/course/remediation.ts';
import type { PolicyChange, Stage, WirePolicy } from '../../../shared/core/remediation/plan.ts';
import { examplePlan, exampleProposal } from './remediation-examples.ts';

/** A plan that creates policies of these names, of which so much was written. */
function afterWrites(names: readonly string[], ...writes: readonly Pick<PolicyWrite, 'change' | 'stage'>[]) {
  const policies = names.map(
    (displayName): PolicyChange => ({
      policy: { id: null, displayName },
      isMicrosoftManaged: false,
      differences: [],
      stages: [
        stage('reportOnly', { displayName, state: 'enabledForReportingButNotEnforced' }),
        stage('enforced', { displayName, state: 'enabled' }),
      ],
    }),
  );
  const proposal = { ...exampleProposal(1), plan: { ...examplePlan, policies } };
  const ended = { status: 'rejected', at: '2026-11-02T06:00:00.000Z', reasons: [] } as const;
  const remediation: Remediation = {
    proposal,
    planHash: 'sha256:plan',
    state: ended,
    writes: writes.map((write) => ({
      ...write,
      progress: 'written',
      policyId: `policy-${write.change}`,
      saved: null,
      at: '2026-11-02T05:00:00.000Z',
    })),
    withheld: [],
  };
  return whatStays(remediation);
}

function stage(name: Stage['name'], policy: WirePolicy): Stage {
  return {
    name,
    request: { method: 'PATCH', path: '/identity/conditionalAccess/policies', body: {} },
    policy,
  };
}

const inReportOnly = (change: number) => ({ change, stage: 'reportOnly' }) as const;
const inForce = (change: number) => ({ change, stage: 'enforced' }) as const;

describe('Of a remediation that ends it is said', () => {
  it('nothing where nothing was written', () => {
    expect(afterWrites(['A', 'B'])).toEqual([]);
  });

  it('which policies stay', () => {
    expect(afterWrites(['A', 'B'], inReportOnly(0), inReportOnly(1))).toEqual([
      'What was written before stays: "A" and "B".',
    ]);
  });

  it('which of them are in force already', () => {
    expect(afterWrites(['A', 'B'], inReportOnly(0), inReportOnly(1), inForce(0))).toEqual([
      'What was written before stays: "A" and "B".',
      'In force already: "A".',
    ]);
  });
});
