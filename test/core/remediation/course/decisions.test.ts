import { describe, expect, test } from 'vitest';
import { ConflictError, ForbiddenError } from '../../../../shared/core/errors.ts';
import { approvalsNeeded } from '../../../../shared/core/remediation/course/approval-rules.ts';
import type { RemediationEvent } from '../../../../shared/core/remediation/course/events.ts';
import type { Requester } from '../../../../shared/core/remediation/course/proposal.ts';
import type { Approval, Remediation } from '../../../../shared/core/remediation/course/remediation.ts';
import {
  applicationApproved,
  approvalBy,
  asker,
  createPlan,
  enforcementApproved,
  enforcementHash,
  enforcementOfPlan,
  following,
  inForcePlan,
  planHash,
  proposalOf,
  proposed,
  switchOnPlan,
  untilObserving,
} from './courses.ts';

const given = (approval: Approval): RemediationEvent => ({ kind: 'approvalGiven', approval });
const scan: Requester = { kind: 'scan', scanId: 'scan' };
const { rules } = proposalOf(createPlan);
const inPairs = proposed(createPlan, { rules: { ...rules, approvals: 2 } });
const observed = following(proposed(createPlan), untilObserving);
const observedInPairs = following(inPairs, [given(approvalBy('cy')), ...untilObserving]);
const enforcing = (parts: object): RemediationEvent => ({ ...enforcementApproved(), ...parts });
const own = enforcementApproved().enforcement;
const hurt = { ...own, acknowledges: [{ userId: 'ann', userPrincipalName: 'ann@tenant.example' }] };

describe('An approval is refused', () => {
  test.each<[string, Remediation, RemediationEvent, typeof ConflictError | typeof ForbiddenError, RegExp]>([
    [
      'of whoever asked',
      proposed(createPlan),
      applicationApproved(asker.objectId),
      ForbiddenError,
      /asked for/,
    ],
    [
      'of whoever asked, spelled otherwise',
      proposed(createPlan),
      applicationApproved(asker.objectId.toUpperCase()),
      ForbiddenError,
      /asked for/,
    ],
    [
      'of one person for the second time',
      following(inPairs, [given(approvalBy('bo'))]),
      applicationApproved('bo'),
      ConflictError,
      /another person besides you/,
    ],
    [
      'of another plan',
      proposed(createPlan),
      given(approvalBy('bo', 'sha256:other')),
      ConflictError,
      /not this plan/,
    ],
    [
      'after its time',
      proposed(createPlan),
      { kind: 'applicationApproved', approval: approvalBy('bo', planHash, '2026-11-25T12:00:00.001Z') },
      ConflictError,
      /time to approve it has passed/,
    ],
    ['that decides while a second is missing', inPairs, applicationApproved(), ConflictError, /1 of 2/],
    [
      'that decides nothing though it is the last',
      proposed(createPlan),
      given(approvalBy('bo')),
      ConflictError,
      /1 of 1/,
    ],
    [
      'of one person where the app itself asked',
      proposed(createPlan, { requestedBy: scan }),
      applicationApproved(),
      ConflictError,
      /1 of 2/,
    ],
    [
      'to enforce at once what can be observed',
      proposed(createPlan),
      enforcementOfPlan(),
      ConflictError,
      /observed before/,
    ],
    [
      'to observe what cannot be',
      proposed(inForcePlan),
      applicationApproved(),
      ConflictError,
      /nothing to observe/,
    ],
    [
      'of the plan, to enforce what was observed',
      observed,
      enforcing({ approval: approvalBy('bo') }),
      ConflictError,
      /approved already/,
    ],
    [
      'of another enforcement',
      observed,
      enforcing({ enforcementHash: 'sha256:other' }),
      ConflictError,
      /not the enforcement/,
    ],
    ['of no enforcement', observed, enforcing({ enforcement: null }), ConflictError, /not the enforcement/],
    [
      'of the enforcement of another plan',
      observed,
      enforcing({ enforcement: { ...own, planHash: 'sha256:other' } }),
      ConflictError,
      /not the enforcement/,
    ],
    [
      'of the enforcement of another remediation',
      observed,
      enforcing({ enforcement: { ...own, remediationId: 'other' } }),
      ConflictError,
      /not the enforcement/,
    ],
    [
      'of an enforcement that differs from what the first person approved',
      following(observedInPairs, [given(approvalBy('cy', 'sha256:older'))]),
      enforcementApproved(),
      ConflictError,
      /something else/,
    ],
    [
      'that leaves out somebody who would be hurt',
      observed,
      enforcing({ enforcement: hurt }),
      ConflictError,
      /ann@tenant.example would be hurt/,
    ],
  ])('%s', (_, remediation, event, error, message) => {
    expect(() => following(remediation, [event])).toThrow(error);
    expect(() => following(remediation, [event])).toThrow(message);
  });
});

describe('A decision stands', () => {
  test.each<[string, Remediation, readonly RemediationEvent[], string]>([
    ['by one person besides the one who asked', proposed(createPlan), [applicationApproved()], 'approved'],
    ['by two where two are asked for', inPairs, [given(approvalBy('cy')), applicationApproved()], 'approved'],
    ['for what is in report-only already', proposed(switchOnPlan), [applicationApproved()], 'approved'],
    ['for a plan in force, by its plan', proposed(inForcePlan), [enforcementOfPlan()], 'enforcementApproved'],
    [
      'where everybody who is hurt is acknowledged',
      observed,
      [enforcing({ enforcement: hurt, acknowledged: ['ann'] })],
      'enforcementApproved',
    ],
    [
      'by people who approved the plan as well',
      observedInPairs,
      [given(approvalBy('cy', enforcementHash)), enforcementApproved()],
      'enforcementApproved',
    ],
  ])('%s', (_, remediation, events, status) => {
    expect(following(remediation, events).state.status).toBe(status);
  });

  test('only by approvals that came after those before were voided', () => {
    const voided: RemediationEvent = { kind: 'approvalsVoided', why: 'One more person is hurt.' };
    const half = following(observedInPairs, [given(approvalBy('cy', enforcementHash)), voided]);

    expect(half.state).toMatchObject({ status: 'observing', approvals: [] });
    expect(() => following(half, [enforcementApproved()])).toThrow(/1 of 2/);
  });
});

test.each<[Requester, number, number]>([
  [{ kind: 'person', ...asker }, 1, 1],
  [{ kind: 'person', ...asker }, 3, 3],
  [scan, 1, 2],
  [{ kind: 'pipeline', name: 'release' }, 1, 2],
  [{ kind: 'pipeline', name: 'release' }, 4, 4],
])('What %j asks for under a rule of %i takes %i people', (requestedBy, approvals, needed) => {
  expect(approvalsNeeded({ requestedBy, rules: { ...rules, approvals } })).toBe(needed);
});
