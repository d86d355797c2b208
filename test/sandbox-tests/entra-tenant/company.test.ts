import { expect, test } from 'vitest';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import { usersWhoCanUseDeviceCode } from '../../sandbox/entra-tenant/evaluation/device-code-users.ts';
import { groupsOf, rolesOf } from '../../sandbox/entra-tenant/evaluation/memberships.ts';
import type { Tenant } from '../../sandbox/entra-tenant/tenant.ts';

const company = northwindSandbox();

function groupId(name: string): string {
  return company.groups.find(({ displayName }) => displayName === name)?.id ?? '';
}

function enabledMembersOf(name: string): string[] {
  const id = groupId(name);
  return company.users
    .filter((user) => user.accountEnabled && groupsOf(company, user.id).has(id))
    .map((user) => user.id);
}

function withPolicyOn(name: string): Tenant {
  const policies = company.policies.map((policy) =>
    policy.displayName === name ? { ...policy, state: 'enabled' as const } : policy,
  );
  return { ...company, policies };
}

test('the company has 2,000 users of every kind, all different', () => {
  const kinds = Object.groupBy(company.users, ({ userType, creationType, accountEnabled, department }) =>
    [
      userType,
      creationType ?? 'home',
      accountEnabled ? 'on' : 'off',
      department === 'Meeting rooms' ? 'room' : '',
    ].join(' '),
  );

  expect(company.users).toHaveLength(2_000);
  expect(new Set(company.users.map(({ id }) => id))).toHaveProperty('size', 2_000);
  expect(new Set(company.users.map(({ userPrincipalName }) => userPrincipalName))).toHaveProperty(
    'size',
    2_000,
  );
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, users]) => [kind, users?.length]))).toEqual({
    'Guest Invitation on ': 150,
    'Guest home on ': 12,
    'Member Invitation on ': 10,
    'Member home off ': 57,
    'Member home on ': 1_757,
    'Member home on room': 14,
  });
});

test('the same seed makes the same company, another seed another one', () => {
  expect(northwindSandbox()).toEqual(company);
  expect(northwindSandbox('another').tenantId).not.toBe(company.tenantId);
  expect(northwindSandbox('another').users[9]?.displayName).not.toBe(company.users[9]?.displayName);
});

test('the room device team is three of those who can use the device code flow today, and no policy names it', () => {
  const team = enabledMembersOf('Room device team');

  const open = new Set(usersWhoCanUseDeviceCode(company));
  expect(team).toHaveLength(3);
  expect(team.every((id) => open.has(id))).toBe(true);
  expect(JSON.stringify(company.policies)).not.toContain(groupId('Room device team'));
});

test('Dev Tools lists six people and three groups, and holds 217 enabled ones over four levels', () => {
  const devTools = company.groups.find(({ displayName }) => displayName === 'Dev Tools');

  expect(devTools?.members).toHaveLength(9);
  expect(enabledMembersOf('Dev Tools')).toHaveLength(217);
  expect(enabledMembersOf('Site Reliability')).toHaveLength(21);
});

test('device code flow is open to 214 people in Dev Tools and to the emergency accounts', () => {
  const suspended = new Set(enabledMembersOf('Suspended accounts'));
  const expected = enabledMembersOf('Dev Tools').filter((id) => !suspended.has(id));

  const open = new Set(usersWhoCanUseDeviceCode(company));

  expect(expected).toHaveLength(214);
  expect(open).toEqual(new Set([...expected, ...enabledMembersOf('Emergency access')]));
});

test('turning the report-only policy on leaves device code flow to the emergency accounts alone', () => {
  const open = usersWhoCanUseDeviceCode(withPolicyOn('CA011 Block device code flow for all users'));

  expect(open.toSorted()).toEqual(enabledMembersOf('Emergency access').toSorted());
});

test('roles come from assignments to people and through role-assignable groups, but not from one unit', () => {
  const holders = (roleId: string) =>
    company.users.filter(({ id }) => rolesOf(company, id).has(roleId)).length;

  expect(holders('62e90394-69f5-4237-9190-012177145e10')).toBe(5);
  expect(holders('194ae4cb-b126-40b2-bd5b-6091b380977d')).toBe(5);
  expect(holders('fe930be7-5e62-47db-91af-98c3a49a38b1')).toBe(0);
});
