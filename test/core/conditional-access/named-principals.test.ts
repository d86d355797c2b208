import { expect, test } from 'vitest';
import { namedPrincipals } from '../../../shared/core/conditional-access/named-principals.ts';
import { readPolicy } from '../../../shared/core/conditional-access/read-policy.ts';
import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import { globalAdministrator, graphGuests, graphPolicy } from '../example-tenant.ts';

const terms = { controls: ['2.2.3'], reason: 'r', owner: 'o', ticket: 't', expiresOn: '2027-01-31' };

function named(
  users: object,
  exceptions: readonly ControlException[] = [],
  emergencyAccess: readonly string[] = [],
) {
  return namedPrincipals([readPolicy(graphPolicy({ users }), 0)], exceptions, emergencyAccess);
}

test('Everybody whom a policy includes or excludes is named once, in lower case', () => {
  const principals = named({
    includeUsers: ['Ann', 'bob'],
    excludeUsers: ['ANN'],
    includeGroups: ['Crew'],
    excludeGroups: ['crew', 'night-shift'],
    includeRoles: [globalAdministrator.toUpperCase()],
    excludeRoles: [globalAdministrator],
  });

  expect(principals).toEqual({
    users: ['ann', 'bob'],
    groups: ['crew', 'night-shift'],
    groupsOfPolicies: ['crew', 'night-shift'],
    roles: [globalAdministrator],
    guestTypes: [],
    guestTenants: [],
  });
});

test.each(['All', 'None', 'GuestsOrExternalUsers', 'AllAgentIdUsers', 'all'])('%s names no user', (id) => {
  expect(named({ includeUsers: [id] }).users).toEqual([]);
});

test('Guest types are named by their flags, with the tenants that they are narrowed to', () => {
  const principals = named({
    includeUsers: ['All'],
    excludeGuestsOrExternalUsers: graphGuests('b2bCollaborationGuest,serviceProvider', ['Tenant-1']),
  });

  expect(principals).toMatchObject({
    guestTypes: ['b2bCollaborationGuest', 'serviceProvider'],
    guestTenants: ['tenant-1'],
  });
});

test('The old keyword names every guest type', () => {
  expect(named({ excludeUsers: ['GuestsOrExternalUsers'] }).guestTypes).toHaveLength(6);
});

test('Exceptions name their principal, and a group its approved members; emergency access may be either', () => {
  const principals = named(
    {},
    [
      { ...terms, kind: 'user', principalId: 'ann' },
      { ...terms, kind: 'group', principalId: 'crew', membersAtApproval: ['bob', 'cem'] },
    ],
    ['break-glass'],
  );

  expect(principals).toMatchObject({
    users: ['ann', 'bob', 'cem', 'break-glass'],
    groups: ['crew', 'break-glass'],
  });
});

test.each([
  ['a malformed policy', graphPolicy({ users: { includeUsers: 'ann' } })],
  [
    'a users condition that is not understood',
    graphPolicy({ users: { includeUsers: ['ann'], mood: 'good' } }),
  ],
])('%s names nobody', (_, wire) => {
  expect(namedPrincipals([readPolicy(wire, 0)], [], []).users).toEqual([]);
});
