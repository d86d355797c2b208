import { describe, expect, test } from 'vitest';
import { ConflictError } from '../../../../shared/core/errors.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import {
  applicationApproved,
  created,
  createPlan,
  creation,
  enforcementApproved,
  enforcementOfPlan,
  following,
  inForcePlan,
  intended,
  isCreated,
  mixedPlan,
  proposalOf,
  proposed,
  switchOn,
  switchOnPlan,
  untilObserving,
  untilVerified,
  written,
} from './courses.ts';

const { rules } = proposalOf(createPlan);
const approved = following(proposed(createPlan), [applicationApproved()]);
const fromOutside = following(proposed(createPlan, { rules: { ...rules, delivery: 'external' } }), [
  applicationApproved(),
]);
const enforcing = following(proposed(createPlan), [...untilObserving, enforcementApproved()]);
const atOnce = following(proposed(inForcePlan), [enforcementOfPlan()]);
const mixed = following(proposed(mixedPlan), [...untilObserving, enforcementApproved()]);
const inForce = { change: 0, stage: 'enforced', policyId: 'in-force', saved: { id: 'in-force' } } as const;
const second = { ...inForce, change: 1 } as const;
const returned = (write: { change: number; stage: 'reportOnly' | 'enforced'; policyId: string | null }) =>
  ({ kind: 'writeReturned', write, why: 'It is not what was sent.' }) as const;
const { saved: _, ...creationDone } = isCreated;
const { saved: __, ...switchOnDone } = switchOn;
const withheld = (why: 'dryRun' | 'external', more: object = {}): RemediationEvent => ({
  kind: 'withheld',
  withheld: { change: 0, stage: 'reportOnly', why, saved: null, ...more },
});

describe('Of the writes of a plan', () => {
  test.each<[string, Remediation, readonly RemediationEvent[]]>([
    ['a change that it does not have', approved, [intended({ ...creation, change: 1 })]],
    ['a stage that it does not have', atOnce, [intended({ ...inForce, stage: 'reportOnly' })]],
    ['the second stage before it was observed', approved, [intended(switchOn)]],
    ['the first stage once it was observed', enforcing, [intended(creation)]],
    ['another policy', atOnce, [intended({ ...inForce, policyId: 'somebody-elses' })]],
    ['a policy where one is created', approved, [intended({ ...creation, policyId: 'somebody-elses' })]],
    ['what is there as if it were created', atOnce, [intended({ ...inForce, saved: null })]],
    ['what is created as if it had been there', approved, [intended({ ...creation, saved: { id: 'old' } })]],
    ['the second policy before the first', mixed, [intended(second)]],
    ['the second policy while nobody knows of the first', mixed, [intended(switchOn), intended(second)]],
    ['what is written already', approved, [intended(creation), written(isCreated), intended(creation)]],
    ['what was taken back', approved, [intended(creation), returned(creationDone), intended(creation)]],
  ])('%s is not intended', (_name, remediation, events) => {
    const ready = following(remediation, events.slice(0, -1));

    expect(() => following(ready, events.slice(-1))).toThrow(ConflictError);
  });

  test.each<[string, Remediation, readonly RemediationEvent[]]>([
    ['without an intention', approved, [written(isCreated)]],
    ['twice', approved, [intended(creation), written(isCreated), written(isCreated)]],
    ['without an id', approved, [intended(creation), written(creation)]],
    ['as another policy', enforcing, [intended(switchOn), written({ ...switchOn, policyId: 'other' })]],
    [
      'as the policy of another change',
      following(proposed(mixedPlan), [applicationApproved()]),
      [intended(creation), written({ ...isCreated, policyId: 'in-force' })],
    ],
    ['when it was withheld in a dry run', approved, [withheld('dryRun'), written(isCreated)]],
  ])('none is written %s', (_name, remediation, events) => {
    const ready = following(remediation, events.slice(0, -1));

    expect(() => following(ready, events.slice(-1))).toThrow(ConflictError);
  });

  test('an intention may be renewed while nothing came of it', () => {
    const once = following(approved, [intended(creation)]);

    const again = following(once, [intended(creation)], '2026-11-24T08:00:00.000Z');

    expect(again.writes).toEqual([{ ...creation, progress: 'intended', at: '2026-11-24T08:00:00.000Z' }]);
  });

  test('each keeps what was saved, and the id that it got', () => {
    const { writes } = following(enforcing, untilVerified.slice(1));

    expect(writes).toMatchObject([
      { change: 0, stage: 'reportOnly', policyId: created, saved: null, progress: 'written' },
      { change: 0, stage: 'enforced', policyId: created, saved: switchOn.saved, progress: 'written' },
    ]);
  });

  test('one that was refused is intended no more, and can be intended anew', () => {
    const { saved: ___, ...tried } = creation;
    const refused = { kind: 'writeRefused', write: tried, why: 'The permission is missing.' } as const;

    const tryingAgain = following(approved, [intended(creation), refused]);

    expect(tryingAgain.writes).toEqual([]);
    expect(following(tryingAgain, [intended(creation), written(isCreated)]).writes).toHaveLength(1);
    expect(() => following(tryingAgain, [refused])).toThrow(ConflictError);
    expect(() => following(approved, [intended(creation), written(isCreated), refused])).toThrow(
      ConflictError,
    );
  });

  test('one that was taken back is no longer done', () => {
    const switchedOn = following(enforcing, untilVerified.slice(1, 3));

    const back = following(switchedOn, [returned(switchOnDone)]);

    expect(back.writes.map(({ progress }) => progress)).toEqual(['written', 'returned']);
    expect(() => following(back, [returned(switchOnDone)])).toThrow(ConflictError);
    expect(() => following(back, untilVerified.slice(3))).toThrow(/Not all policies/);
  });
});

describe('A remediation is not', () => {
  test.each<[string, Remediation, readonly RemediationEvent[]]>([
    ['applied before its policy is written', approved, [{ kind: 'appliedInReportOnly' }]],
    ['applied on an intention', approved, [intended(creation), { kind: 'appliedInReportOnly' }]],
    ['applied on a dry run', approved, [withheld('dryRun'), { kind: 'appliedInReportOnly' }]],
    ['applied before it is delivered', fromOutside, [withheld('external'), { kind: 'appliedInReportOnly' }]],
    ['enforced before its policy is written', enforcing, [{ kind: 'enforced' }]],
    [
      'enforced on a part of its policies',
      mixed,
      [intended(switchOn), written(switchOn), { kind: 'enforced' }],
    ],
    [
      'enforced on what was taken back',
      atOnce,
      [intended(inForce), written(inForce), returned(inForceDone()), { kind: 'enforced' }],
    ],
    ['written by the app where it is delivered from outside', fromOutside, [intended(creation)]],
    ['waited for where the app writes it', approved, [withheld('external')]],
    ['withheld once it is written', approved, [intended(creation), written(isCreated), withheld('dryRun')]],
  ])('%s', (_name, remediation, events) => {
    const ready = following(remediation, events.slice(0, -1));

    expect(() => following(ready, events.slice(-1))).toThrow(ConflictError);
  });
});

describe('A remediation is', () => {
  test('applied where nothing passes through report-only any more', () => {
    const ready = following(proposed(switchOnPlan), [applicationApproved()]);

    expect(following(ready, [{ kind: 'appliedInReportOnly' }]).state.status).toBe('appliedInReportOnly');
  });

  test('enforced once each of its policies is, in the order of the plan', () => {
    const events = [intended(switchOn), written(switchOn), intended(second), written(second)];

    expect(following(mixed, [...events, { kind: 'enforced' }]).state.status).toBe('enforced');
  });

  test('applied once it was seen to be delivered, with what there was before', () => {
    const saved = { id: 'old', state: 'disabled' };
    const waiting = following(fromOutside, [withheld('dryRun'), withheld('external', { saved })]);

    const { state, writes } = following(waiting, [written(isCreated), { kind: 'appliedInReportOnly' }]);

    expect(state.status).toBe('appliedInReportOnly');
    expect(writes).toMatchObject([{ ...isCreated, saved, progress: 'written' }]);
  });
});

function inForceDone() {
  const { saved: _saved, ...done } = inForce;
  return done;
}
