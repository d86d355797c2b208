import { describe, expect, it } from 'vitest';
import { standsSince } from '../../../../shared/core/remediation/measure/stands-since.ts';
import type { WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { withMember } from '../../../../shared/core/remediation/wire-members.ts';
import { bestOf, planned } from '../planning.ts';
import { policyId, remediationOf } from './measuring.ts';

const writtenAt = '2026-11-01T09:00:00.000Z';
const observing = '2026-11-01T12:00:00.000Z';
const changed = '2026-10-10T08:00:00Z';

/** Blocks the device code flow for everybody, in report-only since October. */
const watched: WirePolicy = {
  id: policyId,
  displayName: 'Block device code flow',
  state: 'enabledForReportingButNotEnforced',
  createdDateTime: '2026-09-01T08:00:00Z',
  modifiedDateTime: changed,
  conditions: {
    users: { includeUsers: ['All'], excludeUsers: [], excludeGroups: [] },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

/** Emergency access is left out besides, so that something is written before it is switched on. */
function sinceOf(saved: WirePolicy): string {
  const plan = bestOf(planned([saved], {}, { emergencyAccess: ['ann'] }));
  expect(plan.policies[0]?.policy.id).toBe(policyId);
  expect(plan.policies[0]?.stages).toHaveLength(2);
  const { writes } = remediationOf(plan, [{ saved, at: writtenAt }]);
  return standsSince({ ...remediationOf(plan), writes }, { policies: [saved] }, observing);
}

describe('Policies are observed', () => {
  it('from when they were created', () => {
    const created = remediationOf(bestOf(planned([])), [{ saved: null, at: writtenAt }]);

    expect(standsSince(created, { policies: [watched] }, observing)).toBe(writtenAt);
  });

  it('from before the plan, where it only leaves out more people of what stood in report-only', () => {
    expect(sinceOf(watched)).toBe(changed);
  });

  it.each([
    ['it was off', withMember(watched, 'state', 'disabled')],
    ['it was narrower', withMember(watched, 'conditions.clientAppTypes', ['browser'])],
    ['somebody is left out no longer', withMember(watched, 'conditions.users.excludeUsers', ['bob'])],
    ['Graph does not say since when', { ...watched, modifiedDateTime: null, createdDateTime: null }],
  ])('from the write on, where %s', (_, saved) => {
    expect(sinceOf(saved)).toBe(writtenAt);
  });

  it('from when somebody last changed them, where they stood in report-only and nothing is written first', () => {
    const plan = bestOf(planned([watched]));
    expect(plan.policies[0]?.stages).toHaveLength(1);

    const since = standsSince({ ...remediationOf(plan), writes: [] }, { policies: [watched] }, observing);

    expect(since).toBe(changed);
  });

  it('from when observing began, where the policy cannot be found', () => {
    const plan = bestOf(planned([watched]));

    expect(standsSince({ ...remediationOf(plan), writes: [] }, { policies: [] }, observing)).toBe(observing);
  });
});
