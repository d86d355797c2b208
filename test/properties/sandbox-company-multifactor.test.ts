import { expect, test } from 'vitest';
import { readTenantExport } from '../../shared/application/tenant-export.ts';
import { administrativeRoles } from '../../shared/core/controls/administrative-roles.ts';
import { findControls } from '../../shared/core/controls/catalogue.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import { northwindSandbox } from '../sandbox/entra-tenant/company/company.ts';
import { holdersOf, usersWithoutMultifactor } from '../sandbox/entra-tenant/evaluation/multifactor.ts';
import type { GridScope } from '../sandbox/entra-tenant/evaluation/sign-in-grid.ts';
import type { PolicyState } from '../sandbox/entra-tenant/policy-types.ts';
import type { Tenant } from '../sandbox/entra-tenant/tenant.ts';
import { tenantExport } from '../sandbox/entra-tenant/tenant-export.ts';

const company = northwindSandbox();
const customRoles = company.roleDefinitions.filter(({ isBuiltIn }) => !isBuiltIn).map(({ id }) => id);
const roles = [...administrativeRoles.roles.map(({ templateId }) => templateId), ...customRoles];
const azureServiceManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

/** What each control asks about, in the sandbox's own words. */
const controls: readonly { id: string; scope: GridScope }[] = [
  { id: '2.2.5', scope: {} },
  { id: '2.2.6', scope: { signInRisks: ['medium', 'high'] } },
  { id: '2.2.7', scope: { resources: [azureServiceManagement] } },
  { id: '2.2.8', scope: { resources: ['MicrosoftAdminPortals'] } },
];

const exceptedGroup = '5f0c8f0e-51a5-4c0f-8f5e-0c3a6d1b7e11';

/** What the prover says where these users, as members of one group, are emergency accounts. */
function proved(tenant: Tenant, id: string, excepted: readonly string[] = []) {
  const exported = tenantExport(tenant);
  const members = excepted.map((user) => ({ '@odata.type': '#microsoft.graph.user', id: user }));
  const groups = [...exported.groups, { id: exceptedGroup, displayName: 'Excepted', members }];
  const json: unknown = JSON.parse(JSON.stringify({ ...exported, groups }));
  const judgement = judgeTenant(readTenantExport(json), {
    controls: findControls(id).map(({ key }) => key),
    at: '2026-11-22T00:00:00Z',
    administrativeRoles: customRoles,
    emergencyAccess: [exceptedGroup],
  });
  return judgement.controls[0];
}

/** The company with the policies whose names start so in that state. */
function withState(state: PolicyState, ...names: readonly string[]): Tenant {
  const policies = company.policies.map((policy) =>
    names.some((name) => policy.displayName.startsWith(name)) ? { ...policy, state } : policy,
  );
  return { ...company, policies };
}

const tenants: readonly [string, Tenant][] = [
  ['as it is', company],
  ['without MFA for all users', withState('disabled', 'CA001')],
  [
    'without the policies for some',
    withState('enabledForReportingButNotEnforced', 'CA002', 'CA005', 'CA007'),
  ],
  ['without any policy', { ...company, policies: [] }],
];
const cases = tenants.flatMap(([name, tenant]) => controls.map((control) => ({ name, tenant, ...control })));

test.each(cases)('in the sandbox company $name, the prover and the naive evaluation agree on $id', (row) => {
  const { tenant, id, scope } = row;
  const expected = usersWithoutMultifactor(tenant, scope);

  expectSameUsers(tenant, id, expected);

  if (id !== '2.2.5') return;
  // The same question, asked of administrators.
  const administrators = new Set(holdersOf(tenant, roles));
  expectSameUsers(
    tenant,
    '2.2.4',
    expected.filter((user) => administrators.has(user)),
  );
});

/** As many users as the naive evaluation finds, and nobody but those: the two sets are the same. */
function expectSameUsers(tenant: Tenant, id: string, expected: readonly string[]) {
  expect(proved(tenant, id)?.usersInGap).toBe(expected.length);
  expect(proved(tenant, id, expected)?.usersInGap).toBe(0);
}
