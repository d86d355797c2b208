import { describe, expect, it } from 'vitest';
import { standsSince } from '../../../../shared/core/remediation/measure/stands-since.ts';
import type { WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { withMember } from '../../../../shared/core/remediation/wire-members.ts';
import { bestOf, planned } from '../planning.ts';
import { policyId, remediationOf } from './measuring.ts';

const writtenAt = '2026-11-01T09:00:00.000Z';
const observing = '2026-11-01T12:00:00.000Z';
const changed = '2026-10-10T08:00:00.000Z';

/** Blocks the device code flow for everybody, in report-only since October. */
const watched: WirePolicy = {
  id: policyId,
  displayName: 'Block device code flow',
  state: 'enabledForReportingButNotEnforced',
  createdDateTime: '2026-09-01T08:00:00Z',
  modifiedDateTime: '2026-10-10T08:00:00Z',
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

  it('from thirty days before the proposal at most, however long they stood in report-only', () => {
    const long = { ...watched, modifiedDateTime: '2026-03-01T08:00:00Z' };

    expect(sinceOf(long)).toBe('2026-10-02T08:00:00.000Z');
  });

  it('from when observing began, where the policy cannot be found', () => {
    const plan = bestOf(planned([watched]));

    expect(standsSince({ ...remediationOf(plan), writes: [] }, { policies: [] }, observing)).toBe(observing);
  });
});

describe('A policy that somebody changed while it was observed', () => {
  const created = remediationOf(bestOf(planned([])), [{ saved: null, at: writtenAt }]);
  const modified = (modifiedDateTime: string) => ({ policies: [{ ...watched, modifiedDateTime }] });

  it('is observed anew from then on, although it is again as it was', () => {
    const tenant = modified('2026-11-03T10:00:00Z');

    expect(standsSince(created, tenant, observing, writtenAt)).toBe('2026-11-03T10:00:00.000Z');
  });

  it('is told from one that only the app wrote by a quarter of an hour', () => {
    const sinceModified = (time: string) => standsSince(created, modified(time), observing, writtenAt);

    expect(sinceModified('2026-11-01T09:15:00Z')).toBe(writtenAt);
    expect(sinceModified('2026-11-01T09:15:01Z')).toBe('2026-11-01T09:15:01.000Z');
  });

  it('keeps the days before the plan where only the app changed it since', () => {
    const plan = bestOf(planned([watched], {}, { emergencyAccess: ['ann'] }));
    const written = remediationOf(plan, [{ saved: watched, at: writtenAt }]);

    expect(standsSince(written, modified('2026-11-01T09:00:20Z'), observing, changed)).toBe(changed);
  });

  it('is observed anew also where nothing was written for the plan', () => {
    const unwritten = remediationOf(bestOf(planned([watched])), []);
    const time = '2026-11-03T10:00:00Z';

    expect(standsSince(unwritten, modified(time), observing, changed)).toBe('2026-11-03T10:00:00.000Z');
  });

  it('was observed as long as it was, once it is switched on', () => {
    const switchedOn = remediationOf(bestOf(planned([])), [
      { saved: null, at: writtenAt },
      { stage: 'enforced', at: '2026-11-20T09:00:00.000Z' },
    ]);
    const tenant = modified('2026-11-21T09:00:00Z');

    expect(standsSince(switchedOn, tenant, observing, writtenAt)).toBe(writtenAt);
  });
});
