import { describe, expect, test } from 'vitest';
import {
  azureManagement,
  countryLocation,
  everyUser,
  globalAdministrator,
  graphPolicy,
  ipLocation,
} from '../example-tenant.ts';
import { judge, judgePolicies } from './judgement.ts';

const ordinary = {
  resource: null,
  flow: 'deviceCodeFlow',
  clientApp: 'mobileAppsAndDesktopClients',
  platform: 'windows',
  location: { namedLocations: [], ipAddress: '198.51.100.7', countryOrRegion: 'NO' },
  device: null,
  signInRisk: 'none',
  userRisk: 'none',
  insiderRisk: 'none',
};

describe('The witness', () => {
  test('is an ordinary sign-in of somebody in the largest gap, in the groups that policies name', () => {
    const { witness } = judge([graphPolicy({ users: { ...everyUser, excludeGroups: ['crew', 'outer'] } })]);

    expect(witness).toEqual({
      ...ordinary,
      user: { id: 'ann', roles: [], groups: ['crew', 'outer'], guestType: null },
    });
  });

  test('holds the roles that policies name', () => {
    const { witness } = judge([
      graphPolicy({ users: { ...everyUser, excludeRoles: [globalAdministrator] } }),
    ]);

    expect(witness?.user).toEqual({ id: 'bob', roles: [globalAdministrator], groups: [], guestType: null });
  });

  test('is an assumed user in exactly the excluded group where no directory is given', () => {
    const { witness, whatIf } = judgePolicies([
      graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } }),
    ]);

    expect(witness?.user).toEqual({ id: null, roles: [], groups: ['crew'], guestType: null });
    expect(whatIf).toBeNull();
  });

  test('says which kind of guest it is', () => {
    const { witness } = judge([
      graphPolicy({ users: { ...everyUser, excludeUsers: ['GuestsOrExternalUsers'] } }),
    ]);

    expect(witness?.user).toMatchObject({ id: 'guest', guestType: 'b2bCollaborationGuest' });
  });

  test.each([
    [
      'an app',
      { applications: { includeApplications: ['All'], excludeApplications: [azureManagement] } },
      { resource: azureManagement },
    ],
    [
      'a client',
      { conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'] } },
      { clientApp: 'browser' },
    ],
    [
      'a platform',
      { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } } },
      { platform: 'linux' },
    ],
    [
      'a platform without a name',
      {
        conditions: {
          platforms: { includePlatforms: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'] },
        },
      },
      { platform: null },
    ],
    [
      'a trusted address',
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } },
      { location: { namedLocations: ['office'], ipAddress: '203.0.113.7' } },
    ],
    [
      'another country',
      { conditions: { locations: { includeLocations: ['home'], excludeLocations: [] } } },
      { location: { namedLocations: [], countryOrRegion: 'NO' } },
    ],
    ['a risk', { conditions: { signInRiskLevels: ['none', 'low', 'medium'] } }, { signInRisk: 'high' }],
    ['an insider risk', { conditions: { insiderRiskLevels: 'moderate,elevated' } }, { insiderRisk: 'none' }],
  ])('lies in the gap that is left for %s', (_, parts, expected) => {
    expect(judge([graphPolicy(parts)]).witness).toMatchObject(expected);
  });

  test('lies in a country and an address at once', () => {
    const { witness } = judge(
      [
        graphPolicy({
          conditions: { locations: { includeLocations: ['All'], excludeLocations: ['alps', 'ipv6'] } },
        }),
      ],
      { namedLocations: [countryLocation('alps', ['CH']), ipLocation('ipv6', ['2001:db8::/32'])] },
    );

    expect(witness?.location).toMatchObject({ namedLocations: [expect.any(String)] });
  });

  test('may show what may get through where the verdict is inconclusive', () => {
    const { verdict, witness } = judge([
      graphPolicy({ conditions: { locations: { includeLocations: ['lost'] } } }),
    ]);

    expect(verdict).toBe('inconclusive');
    expect(witness).toMatchObject({ flow: 'deviceCodeFlow' });
  });
});

describe("The request to Graph's What If", () => {
  test('replays the witness', () => {
    const { whatIf } = judge([graphPolicy({ users: { ...everyUser, excludeGroups: ['crew'] } })]);

    expect(whatIf).toEqual({
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: 'ann' },
      signInContext: {
        '@odata.type': '#microsoft.graph.applicationContext',
        includeApplications: ['499b84ac-1321-427f-aa17-267ca6975798'],
      },
      signInConditions: {
        devicePlatform: 'windows',
        clientAppType: 'mobileAppsAndDesktopClients',
        signInRiskLevel: 'none',
        userRiskLevel: 'none',
        insiderRiskLevel: 'none',
        country: 'NO',
        ipAddress: '198.51.100.7',
        authenticationFlow: { transferMethod: 'deviceCodeFlow' },
      },
      appliedPoliciesOnly: false,
    });
  });

  test('asks about the app of the witness where it has one', () => {
    const butManagement = { includeApplications: ['All'], excludeApplications: [azureManagement] };

    expect(judge([graphPolicy({ applications: butManagement })]).whatIf).toMatchObject({
      signInContext: { includeApplications: [azureManagement] },
    });
  });

  test('asks about an app that no policy names, for "any other app"', () => {
    const devOps = '499b84ac-1321-427f-aa17-267ca6975798';
    const onlyDevOps = { includeApplications: [devOps], excludeApplications: [] };
    const { witness, whatIf } = judge([graphPolicy({ applications: onlyDevOps })]);

    expect(witness?.resource).toBeNull();
    expect(whatIf).not.toMatchObject({ signInContext: { includeApplications: [devOps] } });
  });

  test('leaves out a platform that has no name', () => {
    const platforms = { includePlatforms: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'] };
    const { whatIf } = judge([graphPolicy({ conditions: { platforms } })]);

    expect(Object.keys(Object(whatIf).signInConditions)).not.toContain('devicePlatform');
  });
});
