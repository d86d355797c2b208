import { expect, test } from 'vitest';
import { readTenantExport } from '../../shared/application/tenant-export.ts';
import { findControls } from '../../shared/core/controls/catalogue.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import { northwindSandbox } from '../sandbox/entra-tenant/company/company.ts';
import { signInGrid } from '../sandbox/entra-tenant/evaluation/sign-in-grid.ts';
import { usersWhoGetThrough } from '../sandbox/entra-tenant/evaluation/users-who-get-through.ts';
import type { Tenant } from '../sandbox/entra-tenant/tenant.ts';
import { tenantExport } from '../sandbox/entra-tenant/tenant-export.ts';

const company = northwindSandbox();
const exceptedGroup = '5f0c8f0e-51a5-4c0f-8f5e-0c3a6d1b7e11';

/** What the prover says where these users, as members of one group, are emergency accounts. */
function proved(tenant: Tenant, excepted: readonly string[]) {
  const exported = tenantExport(tenant);
  const members = excepted.map((id) => ({ '@odata.type': '#microsoft.graph.user', id }));
  const groups = [...exported.groups, { id: exceptedGroup, displayName: 'Excepted', members }];
  const json: unknown = JSON.parse(JSON.stringify({ ...exported, groups }));
  return judgeTenant(readTenantExport(json), {
    controls: findControls('2.2.2').map(({ key }) => key),
    at: '2026-11-22T00:00:00Z',
    emergencyAccess: [exceptedGroup],
  }).controls[0];
}

/** An address in no named location, in a country of each list, in another one, and in none. */
const countries = company.namedLocations.flatMap((location) =>
  'countriesAndRegions' in location ? location.countriesAndRegions.slice(0, 1) : [],
);
const places = [...countries, 'NZ', null].map((country) => ({ ipAddress: '192.0.2.10', country }));

const withoutSomebody = {
  ...company,
  policies: company.policies.map((policy) => {
    if (!policy.displayName.startsWith('CA004')) return policy;
    const users = {
      ...policy.conditions.users,
      excludeUsers: company.users.slice(100, 110).map(({ id }) => id),
    };
    return { ...policy, conditions: { ...policy.conditions, users } };
  }),
};

test.each([
  ['as it is', company],
  ['with some more people excluded', withoutSomebody],
])(
  'in the sandbox company %s, the prover calls closed what the naive evaluation finds closed',
  (_name, tenant) => {
    const letThrough = places.map((place) =>
      usersWhoGetThrough(tenant, signInGrid(tenant, { places: [place] })),
    );
    const [fewest = []] = letThrough.toSorted((a, b) => a.length - b.length);
    expect(fewest.length).toBeGreaterThan(0);
    expect(Math.max(...letThrough.map(({ length }) => length))).toBeGreaterThan(fewest.length);

    // Without those few nobody is left who gets through there; but each of them is enough to keep the place open.
    expect(proved(tenant, fewest)?.verdict).toBe('pass');
    expect(proved(tenant, fewest.slice(1))).toMatchObject({ verdict: 'fail', locations: { blocked: [] } });
  },
);
