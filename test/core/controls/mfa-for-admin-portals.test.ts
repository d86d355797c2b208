import { expect, test } from 'vitest';
import { mfaForAdminPortals } from '../../../shared/core/controls/mfa-for-admin-portals.ts';
import { azureManagement } from '../example-tenant.ts';
import { lackOf, mfaPolicy, toTheLetter } from './letter.ts';

const portals = 'MicrosoftAdminPortals';
const forApplications = (
  includeApplications: readonly string[],
  excludeApplications: readonly string[] = [],
) => mfaPolicy({ applications: { includeApplications, excludeApplications } });

test.each([
  ['for the suite', forApplications([portals])],
  ['for the suite in another case', forApplications(['microsoftadminportals'])],
  ['for all apps', forApplications(['All'])],
])('MFA %s meets the letter', (_, policy) => {
  expect(toTheLetter(mfaForAdminPortals, policy)).toEqual({ verdict: 'pass', nearMisses: [] });
});

test('a policy that excludes the portals is told so', () => {
  expect(lackOf(mfaForAdminPortals, forApplications(['All'], [portals]))).toEqual([
    `conditions.applications covers ${portals}: All, but not ${portals}`,
  ]);
});

test('MFA for the API behind the portals is another control', () => {
  expect(toTheLetter(mfaForAdminPortals, forApplications([azureManagement]))).toEqual({
    verdict: 'fail',
    nearMisses: [],
  });
});
