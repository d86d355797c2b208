import { describe, expect, test } from 'vitest';
import { compareTenants } from '../../../shared/core/compare/compare-tenants.ts';
import { type JudgeOptions, judgeTenant } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot } from '../../../shared/core/tenant-snapshot.ts';
import { everyUser, graphPolicy, roleAssignment } from '../example-tenant.ts';
import { directory, today } from './judgement.ts';

const tenant: TenantSnapshot = { ...directory, policies: [graphPolicy()] };

function assumptionsOf(snapshot: TenantSnapshot, options: Partial<JudgeOptions> = {}): readonly string[] {
  return judgeTenant(snapshot, { at: today, controls: [], ...options }).assumptions;
}

describe('A role that is to count as administrative', () => {
  const privilegedRoleAdministrator = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
  const custom = 'CCCCCCCC-cccc-4ccc-8ccc-cccccccccccc';
  const options = { administrativeRoles: [custom, privilegedRoleAdministrator.toUpperCase()] };
  const doubt = `The role ${custom} is taken to be administrative, though no policy and no role assignment names it: check its id.`;

  test('is doubted where nothing else knows it, and a built-in one is not', () => {
    expect(assumptionsOf(tenant, options).filter((text) => text.startsWith('The role'))).toEqual([doubt]);
  });

  const assignment = { ...roleAssignment('bob'), roleDefinitionId: custom.toLowerCase() };
  test.each<[string, Partial<TenantSnapshot>]>([
    ['somebody holds it', { roleAssignments: [assignment] }],
    ['somebody may activate it', { roleEligibilities: [assignment] }],
    [
      'a policy names it',
      { policies: [graphPolicy({ users: { ...everyUser, excludeRoles: [custom.toLowerCase()] } })] },
    ],
  ])('is not doubted where %s', (_how, rest) => {
    expect(assumptionsOf({ ...tenant, ...rest }, options)).not.toContain(doubt);
  });

  test('is doubted of a change only where neither tenant knows it', () => {
    const holding = { ...tenant, roleAssignments: [assignment] };
    const said = (before: TenantSnapshot) =>
      compareTenants(before, tenant, { at: today, controls: [], ...options }).assumptions;

    expect(said(tenant)).toContain(doubt);
    expect(said(holding)).not.toContain(doubt);
  });
});

test('Members of an export that were passed over are named', () => {
  const passedOver = ['exportedBy', 'devices'];

  expect(assumptionsOf({ ...tenant, passedOver })).toContain(
    'The export holds members that are not known here and were passed over: "exportedBy", "devices".',
  );
});
