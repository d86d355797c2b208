import { describe, expect, test } from 'vitest';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { azureManagement, exchangeOnline, graphPolicy } from '../example-tenant.ts';
import { judge } from './judgement.ts';

const azurePortal = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';
const microsoftGraph = '00000003-0000-0000-c000-000000000000';

function on(
  includeApplications: readonly string[],
  excludeApplications: readonly string[] = [],
  more: object = {},
) {
  const applications = { includeApplications, excludeApplications, ...more };
  return graphPolicy({ id: [...includeApplications, ...excludeApplications].join(), applications });
}

/** The resources that the device code flow still reaches. */
function openResources(policies: readonly unknown[], rest: Partial<TenantSnapshot> = {}) {
  const { verdict, gaps } = judge(policies, rest);
  return { verdict, open: [...new Set(gaps.flatMap(({ where }) => where.resources ?? ['every resource']))] };
}

describe('Requests for baseline scopes only', () => {
  test.each([
    ['enforced for them', 'enforced', { verdict: 'pass', open: [] }],
    ['not enforced for them', 'notEnforced', { verdict: 'fail', open: ['baselineScopes'] }],
    ['not said to be either, which counts as enforced', undefined, { verdict: 'pass', open: [] }],
  ])('get through policies on All with an excluded app where these are %s', (_, baselineScopes, expected) => {
    const policies = [on(['All'], [exchangeOnline]), on([exchangeOnline])];

    expect(openResources(policies, Object({ baselineScopes }))).toEqual(expected);
  });

  test('never get through a policy on All without an excluded app', () => {
    expect(openResources([on(['All'])], { baselineScopes: 'notEnforced' })).toEqual({
      verdict: 'pass',
      open: [],
    });
  });
});

describe('A suite', () => {
  test('that is excluded leaves itself open and the named apps in it, and not the Azure management API', () => {
    const applications = { includeApplications: [azurePortal, azureManagement] };
    const naming = graphPolicy({ id: 'naming', state: 'disabled', applications });

    expect(openResources([on(['All'], ['MicrosoftAdminPortals']), naming])).toEqual({
      verdict: 'fail',
      open: ['MicrosoftAdminPortals', azurePortal],
    });
  });

  test('that is included does not cover Microsoft Graph, which lies in none', () => {
    const policies = [on(['All'], [microsoftGraph]), on(['Office365']), on(['MicrosoftAdminPortals'])];

    expect(openResources(policies)).toEqual({ verdict: 'fail', open: [microsoftGraph] });
  });

  test('is named in any case', () => {
    expect(openResources([on(['All'], ['OFFICE365']), on(['office365'])]).verdict).toBe('pass');
  });
});

describe('A policy covers no resource', () => {
  test.each([
    ['that includes no app', on([])],
    ['that includes None', on(['None'])],
    ['on a user action', on([], [], { includeUserActions: ['urn:user:registersecurityinfo'] })],
    ['on an authentication context', on([], [], { includeAuthenticationContextClassReferences: ['c1'] })],
    ['without applications', graphPolicy({ conditions: { applications: null } })],
  ])('%s', (_, policy) => {
    expect(openResources([policy])).toEqual({ verdict: 'fail', open: ['every resource'] });
  });
});

test('Each app that policies name is a resource of its own, beside any other app', () => {
  expect(openResources([on([exchangeOnline]), on(['All'], [exchangeOnline, azureManagement])])).toEqual({
    verdict: 'fail',
    open: [azureManagement],
  });
});
