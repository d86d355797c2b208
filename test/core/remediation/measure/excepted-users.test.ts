import { describe, expect, it } from 'vitest';
import type { ControlException } from '../../../../shared/core/exceptions/exception.ts';
import {
  type ExceptedBy,
  exceptedUserIds,
  stoppedAllTheSame,
} from '../../../../shared/core/remediation/measure/excepted-users.ts';
import { graphGroup, graphPolicy } from '../../example-tenant.ts';
import { directory, today } from '../../judge-tenant/judgement.ts';

const terms = {
  controls: ['2.2.3'],
  reason: 'Room devices',
  owner: 'ann',
  ticket: 'SEC-1',
  expiresOn: '2026-12-31',
};
const cem: ControlException = { ...terms, kind: 'user', principalId: 'cem' };
const crew: ControlException = {
  ...{ ...terms, kind: 'group', principalId: 'crew', membersAtApproval: ['ann', 'gone'] },
};
const policy = graphPolicy({
  id: 'Watched',
  users: { includeUsers: ['All'], excludeUsers: ['cem'], excludeGroups: ['outer'] },
});

function excepted(
  more: Partial<ExceptedBy> = {},
  policies: readonly unknown[] = [policy],
): readonly string[] {
  const options = { at: today, control: 'device-code-flow-blocked', policyIds: ['watched'], ...more };
  return [...exceptedUserIds({ ...directory, policies }, options)].toSorted();
}

describe('Who is excepted by the policies', () => {
  it.each<[string, Partial<ExceptedBy>, readonly string[]]>([
    ['a user with an approved exception whom the policy leaves out', { exceptions: [cem] }, ['cem']],
    ['the members of a group that are left out through another one', { exceptions: [crew] }, ['ann', 'gone']],
    ['emergency access that the policy leaves out', { emergencyAccess: ['cem'] }, ['cem']],
    ['the members of a group for emergency access', { emergencyAccess: ['crew'] }, ['ann', 'gone']],
    ['nobody who is left out without approval', {}, []],
    ['nobody whom the policy does not leave out', { exceptions: [{ ...cem, principalId: 'bob' }] }, []],
    ['nobody whose exception is over', { exceptions: [{ ...cem, expiresOn: '2026-11-21' }] }, []],
    ['nobody whose exception is for another control', { exceptions: [{ ...cem, controls: ['2.2.4'] }] }, []],
    ['nobody whose exception is for some apps only', { exceptions: [{ ...cem, resources: ['app'] }] }, []],
    ['nobody by a policy that is gone', { exceptions: [cem], policyIds: ['watched', 'gone'] }, []],
  ])('is %s', (_who, options, ids) => {
    expect(excepted(options)).toEqual(ids);
  });

  it('is told apart from who has an exception and is stopped all the same', () => {
    const options = { at: today, control: 'device-code-flow-blocked', policyIds: ['watched'] };
    const exceptions = [cem, { ...cem, principalId: 'bob' }];

    expect([...stoppedAllTheSame({ ...directory, policies: [policy] }, { ...options, exceptions })]).toEqual([
      'bob',
    ]);
  });

  it('is nobody who joined the group after the exception was approved', () => {
    const exceptions = [crew];
    const groups = [graphGroup('crew', ['ann', 'bob']), graphGroup('outer', [], ['crew'])];
    const options = { at: today, control: 'device-code-flow-blocked', policyIds: ['watched'], exceptions };

    expect([...exceptedUserIds({ ...directory, groups, policies: [policy] }, options)]).toEqual(['ann']);
  });

  it('is nobody whom one of two policies stops', () => {
    const other = graphPolicy({ id: 'other' });

    expect(excepted({ exceptions: [cem], policyIds: ['watched', 'other'] }, [policy, other])).toEqual([]);
  });
});
