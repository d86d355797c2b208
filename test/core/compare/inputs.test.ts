import { describe, expect, test } from 'vitest';
import { compareTenants } from '../../../shared/core/compare/compare-tenants.ts';
import { populationOf } from '../../../shared/core/conditional-access/population.ts';
import { PrincipalNumbers } from '../../../shared/core/conditional-access/principal-numbers.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { graphGrant, graphGroup, graphPolicy } from '../example-tenant.ts';
import { directory, today } from '../judge-tenant/judgement.ts';
import { compared, mfaPolicy, opening, usersIn } from './comparing.ts';

const butCrew = mfaPolicy({ users: { includeUsers: ['All'], excludeGroups: ['crew'] } });

function comparison(before: TenantSnapshot, after: TenantSnapshot) {
  return compareTenants(before, after, { at: today });
}

describe('policies alone against a whole tenant', () => {
  const result = comparison({ ...directory, policies: [mfaPolicy()] }, { policies: [butCrew] });

  test('are compared over the users of that tenant', () => {
    const change = result.controls.find(({ id }) => id === '2.2.5');

    expect(change?.opened[0]?.who).toMatchObject({ count: 1, sample: [{ id: 'ann' }] });
  });

  test('say what was taken from it', () => {
    expect(result.assumptions[0]).toBe(
      'The new input says nothing of users, groups, role assignments, named locations, security defaults, baseline scopes and licences: what the former one says is taken for both.',
    );
  });

  test('are compared the other way round, too', () => {
    const reversed = comparison({ policies: [butCrew] }, { ...directory, policies: [mfaPolicy()] });

    expect(reversed.controls.find(({ id }) => id === '2.2.5')?.change).toBe('closes');
    expect(reversed.assumptions[0]).toContain('The former input says nothing of users');
  });
});

describe('a large tenant, whose users and groups were taken in one by one', () => {
  const { users, groups, ...rest } = directory;
  const whole = { ...directory, policies: [mfaPolicy()] };
  const part = { ...rest, policies: [butCrew] };

  test.each<[string, TenantSnapshot]>([
    ['neither', part],
    ['users alone', { ...part, users: users ?? [] }],
    ['groups alone', { ...part, groups: groups ?? [] }],
    ['other groups', { ...part, groups: [graphGroup('crew', ['bob'])] }],
  ])('that gives %s is completed as any other', (_, given) => {
    const numbers = new PrincipalNumbers();
    const large = { ...given, population: populationOf(given, numbers) };
    const expected = comparison(whole, given);

    expect(compareTenants(whole, large, { at: today }, numbers)).toEqual(expected);
    expect(usersIn(expected.controls.flatMap(({ opened }) => opened))).not.toEqual([]);
  });

  test('completes any other', () => {
    const numbers = new PrincipalNumbers();
    const large = { ...whole, population: populationOf(whole, numbers) };
    const other = { ...part, groups: groups ?? [] };

    expect(compareTenants(large, other, { at: today }, numbers)).toEqual(comparison(whole, other));
  });

  test('is not compared where it was taken in with other numbers', () => {
    const large = { ...part, population: populationOf({}, new PrincipalNumbers()) };

    expect(() => compareTenants(whole, large, { at: today }, new PrincipalNumbers())).toThrow(
      'The tenant was taken in with other numbers.',
    );
  });
});

test('what could not be read in the whole tenant is not assumed of the policies alone', () => {
  const { groups: _, ...rest } = directory;
  const whole = { ...rest, unread: [{ kind: 'group', id: 'crew' }] };
  const result = comparison({ ...whole, policies: [mfaPolicy()] }, { policies: [butCrew] });

  expect(result.controls.find(({ id }) => id === '2.2.5')?.opens).toBe('undecided');
});

describe('without any directory', () => {
  test('a gap opens for members of a group that are taken to exist', () => {
    const { controls } = comparison({ policies: [mfaPolicy()] }, { policies: [butCrew] });
    const change = controls.find(({ id }) => id === '2.2.5');

    expect(change).toMatchObject({ opens: 'yes', closes: 'no', opened: [{ who: { count: null } }] });
  });

  test('whoever a group has lost is still taken to exist', () => {
    const crewOnly = [mfaPolicy({ users: { includeGroups: ['crew'] } })];
    const side = (...users: readonly string[]) => ({
      policies: crewOnly,
      groups: [graphGroup('crew', users)],
    });
    const change = comparison(side('ann'), side()).controls.find(({ id }) => id === '2.2.5');

    expect(change?.opens).toBe('yes');
    expect(change?.witness?.user.id).toBe('ann');
  });
});

describe('users who were not read', () => {
  const cut = { unread: [{ kind: 'users' }] };

  test('may have been there before, so that nothing of theirs is sure', () => {
    const onlyAnn = mfaPolicy({ users: { includeUsers: ['ann'] } });
    const change = compared(
      '2.2.5',
      { ...cut, users: [], policies: [onlyAnn] },
      { users: directory.users?.slice(0, 1) ?? [], policies: [] },
    );

    expect(change.opens).toBe('undecided');
  });

  test('are the same on both sides', () => {
    expect(compared('2.2.5', { ...cut, policies: [butCrew] }, { ...cut, policies: [butCrew] }).change).toBe(
      'none',
    );
  });
});

describe('a policy that nobody can understand', () => {
  const malformed = { ...graphPolicy(), conditions: 'all of them' };

  test('is one unknown where it stays as it is', () => {
    expect(compared('2.2.3', { policies: [malformed] }, { policies: [malformed] }).change).toBe('none');
  });

  test('leaves it undecided where it is written otherwise', () => {
    const other = { ...malformed, conditions: 'most of them' };

    expect(compared('2.2.3', { policies: [malformed] }, { policies: [other] }).opens).toBe('undecided');
  });
});

test('a condition that nobody can understand is one unknown in all policies that say the same', () => {
  const times = { times: { includedRanges: ['always'] } };
  const side = (app: string) => ({
    policies: [
      mfaPolicy({
        id: 'some',
        conditions: times,
        applications: { includeApplications: ['All'], excludeApplications: [app] },
      }),
      mfaPolicy({ conditions: times }),
    ],
  });

  expect(compared('2.2.5', side('app-1'), side('app-2'))).toMatchObject({
    before: 'inconclusive',
    after: 'inconclusive',
    change: 'none',
  });
});

describe('an authentication strength that allows what nobody knows', () => {
  const allowing = (...allowedCombinations: string[]) => ({
    policies: [
      mfaPolicy({
        grantControls: graphGrant([], { authenticationStrength: { id: 'ours', allowedCombinations } }),
      }),
    ],
  });

  test.each([
    ['what is multifactor, too', 'no', ['fido2', 'newMethod']],
    ['something else that nobody knows', 'undecided', ['otherMethod']],
    ['something else that nobody knows, too', 'undecided', ['newMethod', 'otherMethod']],
  ])('once changed to allow %s, opens a gap: %s', (_, opens, combinations) => {
    expect(compared('2.2.5', allowing('newMethod'), allowing(...combinations)).opens).toBe(opens);
  });
});

test.each([
  ['what it said', 'no', ['x']],
  ['something else', 'undecided', ['y']],
])('a member of a grant that nobody knows, once it says %s, opens a gap: %s', (_, opens, passkeys) => {
  const saying = (value: readonly string[]) => ({
    policies: [mfaPolicy({ grantControls: graphGrant([], { passkeys: value }) })],
  });

  expect(compared('2.2.5', saying(['x']), saying(passkeys)).opens).toBe(opens);
});

test('security defaults that are on, on both sides, are one unknown', () => {
  const securityDefaults = { isEnabled: true };
  const side = { policies: [], securityDefaults };

  expect(compared('2.2.3', side, side)).toMatchObject({ before: 'inconclusive', change: 'none' });
  expect(compared('2.2.3', side, { policies: [] }).opens).toBe('undecided');
});

test('a licence that is bought brings a scope, and the gaps in it', () => {
  const licensed = (...licences: readonly string[]) => ({ policies: [], licences });

  expect(compared('2.2.6', licensed(), licensed('AAD_PREMIUM_P2'))).toMatchObject({
    before: 'notApplicable',
    after: 'fail',
    change: 'opens',
  });
  expect(compared('2.2.6', licensed('AAD_PREMIUM_P2'), licensed()).change).toBe('closes');
});

test('a bound that is too small leaves it undecided, and says so', () => {
  const change = compared('2.2.5', { policies: [mfaPolicy()] }, { policies: [butCrew] }, { budget: 1 });

  expect(change.opens).toBe('undecided');
  expect(change.reasons.join()).toContain('within the set bound of 1 step');
});

test('a bound that is too small for the places leaves these undecided, and says so', () => {
  const elsewhere = { locations: { includeLocations: ['All'], excludeLocations: ['office'] } };
  const before = { policies: [graphPolicy({ conditions: { authenticationFlows: null, ...elsewhere } })] };

  const opening = compared('2.2.2', before, { policies: [] }, { budget: 1 });
  const closing = compared('2.2.2', { policies: [] }, before, { budget: 1 });

  const bound = 'The policies are too entangled to decide for every user within the set bound of 1 step.';
  expect(opening).toMatchObject({
    opens: 'undecided',
    reasons: ['Whether a gap opens is not decided.', bound],
  });
  expect(closing).toMatchObject({
    closes: 'undecided',
    reasons: ['Whether a gap closes is not decided.', bound],
  });
});

test('a gap under two policies that are both gone is told once', () => {
  const both = [mfaPolicy(), mfaPolicy({ id: 'crew', users: { includeGroups: ['crew'] } })];
  const { opened } = compared('2.2.5', { policies: both }, { policies: [] });

  expect(opened.map(({ who }) => who.count)).toEqual([4, 0]);
  expect(usersIn(opened)).toEqual(['ann', 'bob', 'cem', 'guest']);
});

test('whatever is compared with itself, nothing opens', () => {
  const side = { ...directory, policies: [butCrew, graphPolicy({ state: 'disabled' }), 7, null] };

  expect(opening(comparison(side, side))).toEqual([]);
});

test('a gap at risk is undecided where it was not read whether the tenant has the plan that tells risk', () => {
  const unread = { licences: [], unread: [{ kind: 'licences', why: 'Forbidden' }] };

  const change = compared(
    '2.2.6',
    { ...unread, policies: [mfaPolicy()] },
    { ...unread, policies: [butCrew] },
  );

  expect(change.opens).toBe('undecided');
  expect(change.unknowns).toMatchObject([{ kind: 'servicePlan', id: 'AAD_PREMIUM_P2' }]);
});
