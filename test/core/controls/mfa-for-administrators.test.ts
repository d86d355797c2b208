import { describe, expect, test } from 'vitest';
import { administrativeRoles } from '../../../shared/core/controls/administrative-roles.ts';
import { mfaForAdministrators } from '../../../shared/core/controls/mfa-for-administrators.ts';
import { everyUser, exchangeOnline, globalAdministrator, graphGrant } from '../example-tenant.ts';
import { lackOf, mfaPolicy, toTheLetter } from './letter.ts';

const everyRole = administrativeRoles.roles.map(({ templateId }) => templateId);
const teamsAdministrator = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const directoryReaders = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';

describe('MFA of administrators meets the letter', () => {
  test.each([
    ['for every administrative role', { includeRoles: everyRole }],
    ['for all users', everyUser],
    ['for all users but readers', { ...everyUser, excludeRoles: [directoryReaders] }],
    ['in whatever case ids are written', { includeRoles: everyRole.map((id) => id.toUpperCase()) }],
  ])('%s', (_, users) => {
    expect(toTheLetter(mfaForAdministrators, mfaPolicy({ users }))).toEqual({
      verdict: 'pass',
      nearMisses: [],
    });
  });
});

describe('A policy that is meant for administrators is told what it lacks:', () => {
  test.each([
    [
      'a role of those that Microsoft recommends',
      { users: { includeRoles: everyRole.filter((id) => id !== teamsAdministrator) } },
      ['conditions.users includes administrators: 14 of them, without Teams Administrator'],
    ],
    [
      'an administrator who is not excluded',
      { users: { ...everyUser, excludeRoles: [globalAdministrator] } },
      ['conditions.users.excludeRoles holds no administrative role: Global Administrator'],
    ],
    [
      'apps and being in force',
      {
        users: { includeRoles: everyRole },
        applications: { includeApplications: [exchangeOnline] },
        state: 'disabled',
      },
      [
        `conditions.applications.includeApplications contains All: ${exchangeOnline}`,
        'state is enabled: disabled',
      ],
    ],
    ['being in force', { state: 'disabled' }, ['state is enabled: disabled']],
  ])('%s', (_, parts, lacks) => {
    expect(lackOf(mfaForAdministrators, mfaPolicy(parts))).toEqual(lacks);
  });
});

describe('A policy that is meant for something else is not told of:', () => {
  test.each([
    ['MFA for a group', { users: { includeGroups: ['crew'] } }],
    ['MFA for all users of one app', { applications: { includeApplications: [exchangeOnline] } }],
    ['MFA for readers', { users: { includeRoles: [directoryReaders] } }],
    [
      'a block for administrators',
      { users: { includeRoles: everyRole }, grantControls: graphGrant(['block']) },
    ],
  ])('%s', (_, parts) => {
    expect(toTheLetter(mfaForAdministrators, mfaPolicy(parts))).toEqual({ verdict: 'fail', nearMisses: [] });
  });
});
