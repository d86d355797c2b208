import { describe, expect, test } from 'vitest';
import { type ReadBack, readBack } from '../../../../shared/core/remediation/course/read-back.ts';
import type { WirePolicy } from '../../../../shared/core/remediation/plan.ts';
import { graphGuests, graphPolicy, type PolicyParts } from '../../example-tenant.ts';
import { createPlan } from './courses.ts';

const room = 'ABCDEF01-0000-4000-8000-000000000001';
const twoFlows = { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } };
const reportOnly: PolicyParts = { state: 'enabledForReportingButNotEnforced' };
const users = (excludeUsers: readonly string[], excludeGroups: readonly string[] = []): PolicyParts => ({
  users: { includeUsers: ['All'], excludeUsers, excludeGroups },
});
const body = createPlan.policies[0]?.stages[0].policy ?? {};

/** As Graph answers it: with its own members, and lists in an order of its own. */
function answered(policy: WirePolicy, more: object = {}): WirePolicy {
  return { ...graphPolicy(), ...policy, id: 'new', modifiedDateTime: '2026-11-22T12:00:00Z', ...more };
}

describe('What is read back', () => {
  test.each<[string, ReadBack['kind'], WirePolicy, WirePolicy | null, WirePolicy | undefined]>([
    ['as it was sent', 'fits', graphPolicy(), graphPolicy(reportOnly), graphPolicy()],
    ['with a new time of change', 'fits', graphPolicy(), graphPolicy(reportOnly), answered(graphPolicy())],
    [
      'in another order and case',
      'fits',
      graphPolicy({ ...users([room, 'ann']), conditions: twoFlows }),
      graphPolicy(),
      graphPolicy({
        ...users(['ann', room.toLowerCase()]),
        conditions: { authenticationFlows: { transferMethods: 'authenticationTransfer, deviceCodeFlow' } },
      }),
    ],
    ['created, with what Graph fills in', 'fits', body, null, answered(body)],
    [
      'with the strength that was sent by its id',
      'fits',
      graphPolicy({ grantControls: { operator: 'OR', authenticationStrength: { id: 'strong' } } }),
      null,
      graphPolicy({
        grantControls: {
          operator: 'OR',
          builtInControls: [],
          authenticationStrength: { id: 'strong', displayName: 'Strong', allowedCombinations: ['fido2'] },
        },
      }),
    ],
    ['not there yet', 'notYet', body, null, undefined],
    [
      'as before',
      'notYet',
      graphPolicy(),
      graphPolicy(reportOnly),
      answered(graphPolicy(reportOnly), { id: 'x' }),
    ],
    [
      'half as it was sent',
      'differs',
      graphPolicy(users(['ann'], ['crew'])),
      graphPolicy(),
      graphPolicy(users(['ann'])),
    ],
    ['created without a part', 'differs', { ...body, sessionControls: { x: 1 } }, null, answered(body)],
    [
      'with a member that was not sent',
      'writtenBySomebodyElse',
      graphPolicy(),
      graphPolicy(reportOnly),
      graphPolicy({ conditions: { platforms: { includePlatforms: ['linux'] } } }),
    ],
    [
      'with a value that was neither sent nor there',
      'writtenBySomebodyElse',
      graphPolicy(users(['ann'])),
      graphPolicy(),
      graphPolicy(users(['bob'])),
    ],
    [
      'switched off meanwhile',
      'writtenBySomebodyElse',
      graphPolicy(),
      graphPolicy(reportOnly),
      graphPolicy({ state: 'disabled' }),
    ],
    [
      'created, with more than was sent',
      'writtenBySomebodyElse',
      body,
      null,
      answered(body, { sessionControls: { x: 1 } }),
    ],
    ['deleted', 'writtenBySomebodyElse', graphPolicy(), graphPolicy(reportOnly), undefined],
    [
      'with guests of other kinds',
      'writtenBySomebodyElse',
      graphPolicy({
        users: { includeUsers: ['All'], excludeGuestsOrExternalUsers: graphGuests('serviceProvider') },
      }),
      graphPolicy(),
      graphPolicy({
        users: { includeUsers: ['All'], excludeGuestsOrExternalUsers: graphGuests('internalGuest') },
      }),
    ],
  ])('%s: %s', (_, kind, sent, saved, now) => {
    expect(readBack({ sent, saved, now }).kind).toBe(kind);
  });

  test('says what differs from what was sent', () => {
    const now = graphPolicy(users(['bob']));

    expect(readBack({ sent: graphPolicy(users(['ann'])), saved: graphPolicy(), now })).toEqual({
      kind: 'writtenBySomebodyElse',
      differences: [{ member: 'conditions.users.excludeUsers', before: ['ann'], after: ['bob'] }],
    });
  });
});
