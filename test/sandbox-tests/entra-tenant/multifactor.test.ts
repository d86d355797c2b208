import { describe, expect, test } from 'vitest';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import { groupsOf } from '../../sandbox/entra-tenant/evaluation/memberships.ts';
import {
  holdersOf,
  needsMultifactor,
  usersWithoutMultifactor,
} from '../../sandbox/entra-tenant/evaluation/multifactor.ts';
import type { SignIn } from '../../sandbox/entra-tenant/evaluation/sign-in.ts';
import { type GridScope, placesOf, signInGrid } from '../../sandbox/entra-tenant/evaluation/sign-in-grid.ts';
import { usersWhoGetThrough } from '../../sandbox/entra-tenant/evaluation/users-who-get-through.ts';
import { type PolicyWish, policy, signIn, smallTenant, user } from './small-tenant.ts';

const grant = (operator: 'AND' | 'OR', ...builtInControls: string[]): PolicyWish => ({
  grant: { operator, builtInControls },
});
const strength = (...allowedCombinations: string[]): PolicyWish => ({
  grant: {
    authenticationStrength: {
      id: '1',
      displayName: 'Strength',
      description: '',
      createdDateTime: '',
      modifiedDateTime: '',
      policyType: 'custom',
      requirementsSatisfied: 'mfa',
      allowedCombinations,
    },
  },
});
const compliant = { device: { isCompliant: true } } as const;
const deviceCode = { flow: 'deviceCodeFlow' } as const;

describe('a sign-in needs MFA', () => {
  test.each<[string, readonly PolicyWish[], Partial<SignIn>, boolean]>([
    ['not where nothing asks for it', [], {}, false],
    ['where a policy asks for it', [grant('OR', 'mfa')], {}, true],
    ['also where it is blocked', [grant('OR', 'block')], {}, true],
    [
      'not where a policy only reports',
      [{ ...grant('OR', 'mfa'), state: 'enabledForReportingButNotEnforced' }],
      {},
      false,
    ],
    ['where a strength takes several factors only', [strength('fido2', 'password,sms')], {}, true],
    ['not where a strength takes one factor', [strength('fido2', 'qrCodePin')], {}, false],
    ['not on a compliant device that is enough', [grant('OR', 'mfa', 'compliantDevice')], compliant, false],
    ['without the compliant device that would be enough', [grant('OR', 'mfa', 'compliantDevice')], {}, true],
    ['on a compliant device that is not enough', [grant('AND', 'mfa', 'compliantDevice')], compliant, true],
    [
      'with the device code flow, which shows no device',
      [grant('OR', 'mfa', 'compliantDevice')],
      { ...compliant, ...deviceCode },
      true,
    ],
    ['not where another control is followed', [grant('OR', 'passwordChange')], {}, false],
  ])('%s', (_, wishes, changes, expected) => {
    const tenant = smallTenant({ policies: wishes.map(policy) });

    expect(needsMultifactor(tenant, signIn(changes))).toBe(expected);
  });
});

describe('the grid of sign-ins', () => {
  const points = (tenant = smallTenant(), scope: GridScope = {}) => signInGrid(tenant, scope);

  test('has a device only where a policy looks at one, and never under the device code flow', () => {
    const policies = [policy(grant('OR', 'compliantDevice'))];

    const looking = points(smallTenant({ policies }));

    expect(points().every(({ device }) => device === null)).toBe(true);
    expect(looking.some(({ device }) => device?.['isCompliant'] === true)).toBe(true);
    expect(looking.every(({ flow, device }) => flow !== 'deviceCodeFlow' || device === null)).toBe(true);
  });

  test('has no old client under the device code flow', () => {
    const policies = [policy({ conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] } })];

    const old = points(smallTenant({ policies })).filter(({ clientApp }) => clientApp === 'other');

    expect(new Set(old.map(({ flow }) => flow))).toEqual(new Set(['none']));
  });

  test('stays inside the scope', () => {
    const scope = { resources: ['MicrosoftAdminPortals'], signInRisks: ['high'], flows: ['none'] } as const;

    const inside = points(northwindSandbox(), scope);

    expect(inside.length).toBeGreaterThan(0);
    expect(
      inside.every(
        ({ resource, signInRisk, flow }) =>
          resource === 'MicrosoftAdminPortals' && signInRisk === 'high' && flow === 'none',
      ),
    ).toBe(true);
  });
});

describe('in the company', () => {
  const company = northwindSandbox();
  const emergency = membersOf('Emergency access');
  const azure = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
  const withoutMultifactor = (scope: GridScope = {}) => new Set(usersWithoutMultifactor(company, scope));
  const leftOut = withoutMultifactor();

  function membersOf(name: string): string[] {
    const id = company.groups.find(({ displayName }) => displayName === name)?.id ?? '';
    return company.users.filter((one) => groupsOf(company, one.id).has(id)).map((one) => one.id);
  }

  test('meeting rooms and those whose registration is pending need no MFA, but for the one whose role does', () => {
    const globalAdministrators = new Set(holdersOf(company, ['62e90394-69f5-4237-9190-012177145e10']));
    const pending = membersOf('MFA registration pending');
    const covered = pending.filter((id) => globalAdministrators.has(id));

    const expected = [...membersOf('Room accounts'), ...pending.filter((id) => !covered.includes(id))];

    expect(pending).toHaveLength(23);
    expect(covered).toHaveLength(1);
    expect(leftOut).toEqual(new Set([...expected, ...emergency]));
  });

  test.each<[string, GridScope]>([
    ['Azure management', { resources: [azure] }],
    ['risky sign-ins', { signInRisks: ['medium', 'high'] }],
  ])('a policy of its own asks everybody for MFA: %s', (_, scope) => {
    expect(withoutMultifactor(scope)).toEqual(new Set(emergency));
  });

  test('the admin portals take one factor of whoever is left out elsewhere', () => {
    expect(withoutMultifactor({ resources: ['MicrosoftAdminPortals'] })).toEqual(leftOut);
  });

  test.each([
    ['over one unit', 'fe930be7-5e62-47db-91af-98c3a49a38b1'],
    ['over one app', '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'],
    ['that no policy names', 'b0f54661-2d74-4c50-afa3-1ec803f12efe'],
  ])('an administrator with a role %s needs none', (_, roleId) => {
    const holders = holdersOf(company, [roleId]);

    expect(holders).toHaveLength(1);
    expect(holders.filter((id) => !leftOut.has(id))).toEqual([]);
  });

  test('the members of a group that holds a role hold it', () => {
    const holders = holdersOf(company, ['194ae4cb-b126-40b2-bd5b-6091b380977d']);

    expect(holders.toSorted()).toEqual(membersOf('Identity administrators').toSorted());
  });

  test('some places are closed to everybody but the emergency accounts, and others are not', () => {
    const open = placesOf(company).map((place) =>
      usersWhoGetThrough(company, signInGrid(company, { places: [place] })),
    );

    expect(open.filter((ids) => ids.length === emergency.length)).not.toEqual([]);
    expect(open.filter((ids) => ids.length > 1_000)).not.toEqual([]);
  });
});

test('whoever cannot sign in needs no MFA and gets nothing', () => {
  const tenant = smallTenant({ users: [user('ann', { accountEnabled: false })] });

  expect(usersWithoutMultifactor(tenant)).toEqual([]);
});
