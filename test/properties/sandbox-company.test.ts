import { expect, test } from 'vitest';
import { readTenantExport } from '../../shared/application/tenant-export.ts';
import { judgeTenant } from '../../shared/core/judge-tenant.ts';
import { northwindSandbox } from '../sandbox/entra-tenant/company/company.ts';
import { usersWhoCanUseDeviceCode } from '../sandbox/entra-tenant/evaluation/device-code-users.ts';
import type { ConditionalAccessPolicy } from '../sandbox/entra-tenant/policy-types.ts';
import type { Tenant } from '../sandbox/entra-tenant/tenant.ts';
import { tenantExport } from '../sandbox/entra-tenant/tenant-export.ts';

const company = northwindSandbox();

const exceptedGroup = '5f0c8f0e-51a5-4c0f-8f5e-0c3a6d1b7e11';

/** What the prover says where these users, as members of one group, are emergency accounts. */
function deviceCode(tenant: Tenant, excepted: readonly string[] = []) {
  const exported = tenantExport(tenant);
  const members = excepted.map((id) => ({ '@odata.type': '#microsoft.graph.user', id }));
  const groups = [...exported.groups, { id: exceptedGroup, displayName: 'Excepted', members }];
  const json: unknown = JSON.parse(JSON.stringify({ ...exported, groups }));
  const options = { controls: ['device-code-flow-blocked'], at: '2026-11-22T00:00:00Z' };
  const { controls } = judgeTenant(readTenantExport(json), { ...options, emergencyAccess: [exceptedGroup] });
  return controls[0];
}

/** The company with the policy whose name starts so changed. */
function changed(name: string, change: (policy: ConditionalAccessPolicy) => ConditionalAccessPolicy): Tenant {
  const policies = company.policies.map((policy) =>
    policy.displayName.startsWith(name) ? change(policy) : policy,
  );
  return { ...company, policies };
}

test.each<[string, Tenant]>([
  ['as it is', company],
  ['with the device code policy off', changed('CA009', (policy) => ({ ...policy, state: 'disabled' }))],
  [
    'with the policy on managed platforms off',
    changed('CA010', (policy) => ({ ...policy, state: 'disabled' })),
  ],
  ['with the report-only policy on', changed('CA011', (policy) => ({ ...policy, state: 'enabled' }))],
  [
    'with a block for an administrator role instead',
    changed('CA002', (policy) => ({
      ...policy,
      grantControls: policy.grantControls && {
        ...policy.grantControls,
        authenticationStrength: null,
        builtInControls: ['block'],
      },
    })),
  ],
  ['without any policy', { ...company, policies: [] }],
])('in the sandbox company %s the prover and the naive evaluation agree on every user', (_, tenant) => {
  const letThrough = usersWhoCanUseDeviceCode(tenant);

  const result = deviceCode(tenant);
  // As many users as the naive evaluation finds, and nobody but those: the two sets are the same.
  const withThoseExcepted = deviceCode(tenant, letThrough);

  expect(result?.usersInGap).toBe(letThrough.length);
  expect(withThoseExcepted?.usersInGap).toBe(0);
});

test('excepting all but one of the users in the gap leaves that one', () => {
  const [one = '', ...others] = usersWhoCanUseDeviceCode(company);

  const result = deviceCode(company, others);

  expect(result?.verdict).toBe('fail');
  expect(result?.gaps.map(({ who }) => who.sample.map(({ id }) => id))).toEqual([[one]]);
});
