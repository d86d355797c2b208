import { describe, expect, test } from 'vitest';
import { guestTypes } from '../../../shared/core/conditional-access/guest-types.ts';
import { applicationName } from '../../../shared/core/controls/application-name.ts';
import { guestTypeNames } from '../../../shared/core/controls/guest-type-name.ts';
import { listText } from '../../../shared/core/controls/list-text.ts';
import { roleName } from '../../../shared/core/controls/role-name.ts';
import { unknownName } from '../../../shared/core/controls/unknown-text.ts';
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
