import { describe, expect, test } from 'vitest';
import { guestTypes } from '../../../shared/core/conditional-access/guest-types.ts';
import { applicationName } from '../../../shared/core/controls/application-name.ts';
import { guestTypeNames } from '../../../shared/core/controls/guest-type-name.ts';
import { listText } from '../../../shared/core/controls/list-text.ts';
import { roleName } from '../../../shared/core/controls/role-name.ts';
import { unknownClause, unknownName } from '../../../shared/core/controls/unknown-text.ts';
import { wellKnownApplications } from '../../../shared/core/controls/well-known-applications.ts';
import {
  azureManagement,
  deviceRegistration,
  exchangeOnline,
  globalAdministrator,
} from '../example-tenant.ts';

describe('A name in a sentence', () => {
  test.each([
    [azureManagement, 'the Windows Azure Service Management API'],
    [deviceRegistration, 'the Device Registration Service'],
    [exchangeOnline.toUpperCase(), 'Office 365 Exchange Online'],
    ['Office365', 'Office 365'],
    ['MicrosoftAdminPortals', 'the Microsoft admin portals'],
    ['baselineScopes', 'requests for baseline scopes only'],
    ['an-app-of-the-tenant', 'an-app-of-the-tenant'],
    [null, 'an app that no policy names'],
  ])('calls the resource %s %s', (resource, name) => {
    expect(applicationName(resource)).toBe(name);
  });

  test('calls an administrative role by name, and another one by its id', () => {
    expect(roleName(globalAdministrator.toUpperCase())).toBe('Global Administrator');
    expect(roleName('a-custom-role')).toBe('a-custom-role');
    expect(unknownName('role', globalAdministrator)).toBe('the role Global Administrator');
  });

  test('calls guests by what they are, and all types together by one name', () => {
    expect(guestTypeNames(['internalguest', 'InternalGuest', 'martian'])).toEqual([
      'internal guests',
      'guests of the type martian',
    ]);
    expect(guestTypeNames(guestTypes)).toEqual(['guests and external users']);
  });
});

describe('What is not known is put into a sentence', () => {
  test.each<[string, string, string | undefined, string, string]>([
    ['policy', 'p1', undefined, 'the policy p1', 'unless the policy p1 applies'],
    ['policy', 'p1', 'Block all', 'the policy "Block all"', 'unless the policy "Block all" applies'],
    [
      'policy',
      'unread policies',
      undefined,
      'policies that were not read',
      'unless policies that were not read apply',
    ],
    ['policy', 'security defaults', undefined, 'security defaults', 'unless security defaults apply'],
    ['group', 'g1', 'Crew', 'the group Crew', 'if not in the group Crew'],
    [
      'directMember',
      'g1',
      'Crew',
      'who is a direct member of the group Crew',
      'if not a direct member of the group Crew',
    ],
    ['namedLocation', 'l1', 'Office', 'the named location Office', 'if not in the named location Office'],
    [
      'namedLocation',
      'AllTrusted',
      undefined,
      'the trusted named locations',
      'if not in the trusted named locations',
    ],
    [
      'trustedNamedLocation',
      'l1',
      'Office',
      'whether the named location Office is trusted',
      'unless the named location Office is trusted',
    ],
    [
      'guestType',
      'martian',
      undefined,
      'which type of guest a user is, if any',
      'if not a guest of the type martian',
    ],
    [
      'baselineScopes',
      'enforced',
      undefined,
      'whether policies cover requests for baseline scopes only',
      'unless policies cover requests for baseline scopes only',
    ],
    [
      'applicationSuite',
      `Office365/${exchangeOnline}`,
      undefined,
      'whether Office 365 Exchange Online lies in Office 365',
      'unless Office 365 Exchange Online lies in Office 365',
    ],
    [
      'grantOperator',
      'unknown',
      undefined,
      'a grant operator that is not known',
      'unless a grant operator that is not known applies',
    ],
    [
      'deviceFilter',
      'device.x -eq "y"',
      undefined,
      'the device filter device.x -eq "y"',
      'unless the device filter device.x -eq "y" applies',
    ],
  ])('%s %s, which is called %s', (kind, id, name, told, clause) => {
    expect(unknownName(kind, id, name)).toBe(told);
    expect(unknownClause(kind, id, false, name)).toBe(clause);
  });
});

test('A list ends in "and", and a long one says how many more there are', () => {
  expect(listText([])).toBe('');
  expect(listText(['a'])).toBe('a');
  expect(listText(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listText(['a', 'b', 'c', 'd'], 2, 'or')).toBe('a, b or 2 more');
});

test('Every well-known app is listed once, with an id in the form that policies use', () => {
  const ids = wellKnownApplications.applications.map(({ appId }) => appId);

  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
