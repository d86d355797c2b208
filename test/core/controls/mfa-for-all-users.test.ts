import { describe, expect, test } from 'vitest';
import { mfaForAllUsers } from '../../../shared/core/controls/mfa-for-all-users.ts';
import {
  everyUser,
  exchangeOnline,
  globalAdministrator,
  graphGrant,
  graphGuests,
} from '../example-tenant.ts';
import { lackOf, mfaPolicy, strength, toTheLetter } from './letter.ts';

const phishingResistant = '00000000-0000-0000-0000-000000000004';
const and = { operator: 'AND' };

describe('MFA of all users meets the letter', () => {
  test.each([
    ['by the grant control', mfaPolicy()],
    ['but for excluded users', mfaPolicy({ users: { ...everyUser, excludeUsers: ['break-glass'] } })],
    ['by a built-in strength', mfaPolicy({ grantControls: strength(phishingResistant) })],
    ['by a strength of multifactor combinations', mfaPolicy({ grantControls: strength('s', ['fido2']) })],
    ['beside a compliant device', mfaPolicy({ grantControls: graphGrant(['mfa', 'compliantDevice'], and) })],
    [
      'where risk narrows it, which the text does not look at',
      mfaPolicy({ conditions: { userRiskLevels: ['high'] } }),
    ],
  ])('%s', (_, policy) => {
    expect(toTheLetter(mfaForAllUsers, policy)).toEqual({ verdict: 'pass', nearMisses: [] });
  });
});

describe('A policy that is meant for it is told what it lacks:', () => {
  test.each([
    [
      'report-only',
      mfaPolicy({ state: 'enabledForReportingButNotEnforced' }),
      ['state is enabled: enabledForReportingButNotEnforced'],
    ],
    [
      'a way around MFA',
      mfaPolicy({ grantControls: graphGrant(['mfa', 'compliantDevice']) }),
      ['grantControls requires MFA: mfa OR compliantDevice'],
    ],
    [
      'a strength that a single factor satisfies',
      mfaPolicy({ grantControls: strength('weak', ['password', 'fido2']) }),
      ['grantControls requires MFA: authenticationStrength weak (allows a single factor)'],
    ],
    [
      'a rollout to a group',
      mfaPolicy({ users: { includeGroups: ['pilot'] } }),
      ['conditions.users.includeUsers contains All: group pilot'],
    ],
    [
      'Office 365 alone',
      mfaPolicy({ applications: { includeApplications: ['Office365'] } }),
      ['conditions.applications.includeApplications contains All: Office365'],
    ],
  ])('%s', (_, policy, lacks) => {
    expect(toTheLetter(mfaForAllUsers, policy).verdict).toBe('fail');
    expect(lackOf(mfaForAllUsers, policy)).toEqual(lacks);
  });
});

describe('A policy that is meant for something else is not told of:', () => {
  test.each([
    ['MFA for a role', mfaPolicy({ users: { includeRoles: [globalAdministrator] } })],
    [
      'MFA for guests',
      mfaPolicy({ users: { includeGuestsOrExternalUsers: graphGuests('serviceProvider') } }),
    ],
    ['MFA for one app', mfaPolicy({ applications: { includeApplications: [exchangeOnline] } })],
    [
      'MFA for a role and a group',
      mfaPolicy({ users: { includeRoles: [globalAdministrator], includeGroups: ['crew'] } }),
    ],
    ['MFA at risk', mfaPolicy({ state: 'disabled', conditions: { signInRiskLevels: ['high'] } })],
    ['MFA at user risk', mfaPolicy({ state: 'disabled', conditions: { userRiskLevels: ['high'] } })],
    ['MFA at insider risk', mfaPolicy({ state: 'disabled', conditions: { insiderRiskLevels: 'elevated' } })],
    ['a block', mfaPolicy({ grantControls: graphGrant(['block']) })],
    ['a compliant device', mfaPolicy({ grantControls: graphGrant(['compliantDevice']) })],
  ])('%s', (_, policy) => {
    expect(toTheLetter(mfaForAllUsers, policy)).toEqual({ verdict: 'fail', nearMisses: [] });
  });
});

describe('What was not understood may meet the letter:', () => {
  test.each([
    ['a strength without its combinations', mfaPolicy({ grantControls: strength('custom') })],
    ['a state that nobody knows', mfaPolicy({ state: 'staged' })],
    ['users with a member that nobody knows', mfaPolicy({ users: { includeNewThings: ['x'] } })],
    ['apps with a member that nobody knows', mfaPolicy({ applications: { includeNewThings: ['x'] } })],
    ['a malformed policy', mfaPolicy({ users: { includeUsers: 'All' } })],
  ])('%s', (_, policy) => {
    expect(toTheLetter(mfaForAllUsers, policy).verdict).toBe('inconclusive');
  });

  test('but not where something else is lacking for sure', () => {
    const policy = mfaPolicy({ grantControls: strength('custom'), state: 'disabled' });

    expect(toTheLetter(mfaForAllUsers, policy).verdict).toBe('fail');
  });
});
