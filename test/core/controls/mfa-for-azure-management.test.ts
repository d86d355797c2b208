import { describe, expect, test } from 'vitest';
import { mfaForAzureManagement } from '../../../shared/core/controls/mfa-for-azure-management.ts';
import { azureManagement, everyUser, exchangeOnline } from '../example-tenant.ts';
import { lackOf, mfaPolicy, toTheLetter } from './letter.ts';

const forApplications = (
  includeApplications: readonly string[],
  excludeApplications: readonly string[] = [],
) => mfaPolicy({ applications: { includeApplications, excludeApplications } });

test.each([
  ['for the app', forApplications([azureManagement])],
  ['for the app among others', forApplications([exchangeOnline, azureManagement.toUpperCase()])],
  ['for all apps', forApplications(['All'])],
  ['for all apps but another', forApplications(['All'], [exchangeOnline])],
])('MFA %s meets the letter', (_, policy) => {
  expect(toTheLetter(mfaForAzureManagement, policy)).toEqual({ verdict: 'pass', nearMisses: [] });
});

describe('A policy that is meant for it is told what it lacks:', () => {
  test.each([
    [
      'the app, which it excludes',
      forApplications(['All'], [azureManagement]),
      [`conditions.applications covers ${azureManagement}: All, but not ${azureManagement}`],
    ],
    [
      'users',
      mfaPolicy({
        users: { ...everyUser, includeUsers: ['ann', 'bob'] },
        applications: { includeApplications: [azureManagement] },
      }),
      ['conditions.users.includeUsers contains All: ann, bob'],
    ],
  ])('%s', (_, policy, lacks) => {
    expect(lackOf(mfaForAzureManagement, policy)).toEqual(lacks);
  });
});

test.each([
  ['for another app', forApplications([exchangeOnline])],
  ['for the admin portals', forApplications(['MicrosoftAdminPortals'])],
])('MFA %s is not told of', (_, policy) => {
  expect(toTheLetter(mfaForAzureManagement, policy)).toEqual({ verdict: 'fail', nearMisses: [] });
});
