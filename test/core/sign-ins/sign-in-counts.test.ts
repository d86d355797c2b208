import { describe, expect, it } from 'vitest';
import type { SignIn } from '../../../shared/core/sign-ins/sign-in.ts';
import { SignInCounter } from '../../../shared/core/sign-ins/sign-in-counter.ts';
import { mergeCounts, type SignInCounts } from '../../../shared/core/sign-ins/sign-in-counts.ts';
import { signIn } from './sign-ins.ts';

function countsOf(...signIns: readonly SignIn[]): SignInCounts {
  const counter = new SignInCounter();
  for (const one of signIns) counter.add(one);
  return counter.counts();
}

const direct = { authenticationProtocol: 'deviceCode' };
const policy = { id: 'p1', displayName: 'Block', result: 'reportOnlyFailure', includeRulesSatisfied: [] };

describe('Counting sign-ins', () => {
  it('counts uses by user, app, resource and kind, with the first and the last time', () => {
    const counts = countsOf(
      signIn({ id: 's1', ...direct, createdDateTime: '2026-11-02T07:00:00.000Z' }),
      signIn({ id: 's2', ...direct, createdDateTime: '2026-11-02T06:00:00.000Z' }),
      signIn({ id: 's3', originalTransferMethod: 'deviceCodeFlow' }),
      signIn({ id: 's4' }),
    );

    expect(counts.signIns).toBe(4);
    expect(counts.uses).toMatchObject([
      {
        kind: 'direct',
        count: 2,
        firstAt: '2026-11-02T06:00:00.000Z',
        lastAt: '2026-11-02T07:00:00.000Z',
      },
      { kind: 'tracked', count: 1 },
    ]);
  });

  it('keeps apart what another tenant decides', () => {
    const counts = countsOf(
      signIn({ id: 's1', ...direct }),
      signIn({ id: 's2', ...direct, resourceTenantId: 'other' }),
    );

    expect(counts.uses.map(({ resourceTenantId }) => resourceTenantId)).toEqual(['other', null]);
  });

  it('counts the results of each policy by user and app, also those that did not apply', () => {
    const counts = countsOf(
      signIn({ id: 's1', appliedPolicies: [policy] }),
      signIn({ id: 's2', appliedPolicies: [policy, { ...policy, id: 'p2', result: 'notApplied' }] }),
      signIn({ id: 's3', userId: 'bob', appliedPolicies: [{ ...policy, result: 'reportOnlyNotApplied' }] }),
    );

    expect(
      counts.policyResults.map(({ policyId, result, userId, count }) => [policyId, result, userId, count]),
    ).toEqual([
      ['p1', 'reportOnlyFailure', 'ann', 2],
      ['p1', 'reportOnlyNotApplied', 'bob', 1],
      ['p2', 'notApplied', 'ann', 1],
    ]);
  });

  it('counts by which errors a policy refused sign-ins, and no errors of those that it let through', () => {
    const refused = { appliedPolicies: [{ ...policy, result: 'failure' }] };
    const counts = countsOf(
      signIn({ id: 's1', ...refused, errorCode: 53003 }),
      signIn({ id: 's2', ...refused, errorCode: 530036 }),
      signIn({ id: 's3', ...refused, errorCode: 53003 }),
      signIn({ id: 's4', appliedPolicies: [policy], errorCode: 50126 }),
    );

    expect(counts.policyResults).toMatchObject([
      { result: 'failure', count: 3, errorCodes: { 53003: 2, 530036: 1 } },
      { result: 'reportOnlyFailure', count: 1 },
    ]);
    expect(counts.policyResults[1]).not.toHaveProperty('errorCodes');
  });

  it('leaves policies out that are off', () => {
    const counts = countsOf(signIn({ appliedPolicies: [{ ...policy, result: 'notEnabled' }] }));

    expect(counts).toMatchObject({ policyResults: [], withoutPolicies: 0 });
  });

  it('tells sign-ins that did not show their policies from those on which none applied', () => {
    const counts = countsOf(signIn({ id: 's1', appliedPolicies: undefined }), signIn({ id: 's2' }));

    expect(counts.withoutPolicies).toBe(1);
  });

  it('counts an id once', () => {
    expect(countsOf(signIn(direct), signIn(direct)).uses).toMatchObject([{ count: 1 }]);
  });

  it('shows of two names of one user the same, whichever came first', () => {
    const [before, after] = ['ann.one@home.example', 'ann.two@home.example'].map((userPrincipalName) =>
      countsOf(signIn({ id: userPrincipalName, ...direct, userPrincipalName })),
    );

    expect(mergeCounts([before ?? countsOf(), after ?? countsOf()])).toEqual(
      mergeCounts([after ?? countsOf(), before ?? countsOf()]),
    );
  });

  it('shows the name that a user had at last, wherever it stands in the alphabet', () => {
    const earlier = { id: 's1', userPrincipalName: 'zoe.zimmer@home.example' };
    const married = { id: 's2', userPrincipalName: 'zoe.adams@home.example' };

    const counts = countsOf(
      signIn({ ...direct, ...married, createdDateTime: '2026-11-03T07:00:00.000Z' }),
      signIn({ ...direct, ...earlier, createdDateTime: '2026-11-02T07:00:00.000Z' }),
    );

    expect(counts.uses).toMatchObject([{ userPrincipalName: married.userPrincipalName, count: 2 }]);
  });
});
