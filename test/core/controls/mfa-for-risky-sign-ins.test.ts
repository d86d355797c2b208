import { describe, expect, test } from 'vitest';
import { mfaForRiskySignIns } from '../../../shared/core/controls/mfa-for-risky-sign-ins.ts';
import { graphGrant } from '../example-tenant.ts';
import { lackOf, mfaPolicy, toTheLetter } from './letter.ts';

const atRisk = (signInRiskLevels: readonly string[], parts = {}) =>
  mfaPolicy({ ...parts, conditions: { signInRiskLevels } });

test.each([[['medium', 'high']], [['high', 'medium', 'low']], [['High', 'Medium']]])(
  'MFA at the risks %j meets the letter',
  (levels) => {
    expect(toTheLetter(mfaForRiskySignIns, atRisk(levels))).toEqual({ verdict: 'pass', nearMisses: [] });
  },
);

describe('A policy at risk is told what it lacks:', () => {
  test.each([
    ['medium risk', atRisk(['high']), ['conditions.signInRiskLevels contains medium and high: high']],
    [
      'all that was left out',
      atRisk(['high'], { state: 'disabled', users: { includeUsers: ['ann'] } }),
      [
        'conditions.users.includeUsers contains All: ann',
        'conditions.signInRiskLevels contains medium and high: high',
        'state is enabled: disabled',
      ],
    ],
  ])('%s', (_, policy, lacks) => {
    expect(lackOf(mfaForRiskySignIns, policy)).toEqual(lacks);
  });
});

// A risk level added to MFA for all users would weaken it, and nothing may suggest that.
test.each([
  ['MFA at any risk', mfaPolicy()],
  ['MFA at user risk', mfaPolicy({ conditions: { userRiskLevels: ['high'] } })],
  ['a block at risk', atRisk(['high'], { grantControls: graphGrant(['block']) })],
])('%s is not told of', (_, policy) => {
  expect(toTheLetter(mfaForRiskySignIns, policy)).toEqual({ verdict: 'fail', nearMisses: [] });
});
