import type { NamedPrincipals } from '../conditional-access/named-principals.ts';
import { readRoleAssignment } from '../conditional-access/role-assignment.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { administrativeRoles as builtIn } from './administrative-roles.ts';

/**
 * One sentence for each role that is to count as administrative, and that nothing else knows: a mistyped id would let
 * its holders out of every claim on administrators unseen.
 */
export function unnamedRoles(
  administrativeRoles: readonly string[],
  tenants: readonly (TenantSnapshot | LargeTenant)[],
  { roles: namedByPolicies }: Pick<NamedPrincipals, 'roles'>,
): readonly string[] {
  if (administrativeRoles.length === 0) return [];
  const known = new Set([
    ...builtIn.roles.map(({ templateId }) => templateId),
    ...namedByPolicies,
    ...tenants.flatMap(rolesThatAreHeld),
  ]);
  return [...new Set(administrativeRoles)]
    .filter((id) => !known.has(id.toLowerCase()))
    .map(
      (id) =>
        `The role ${id} is taken to be administrative, though no policy and no role assignment names it: check its id.`,
    );
}

function rolesThatAreHeld({
  roleAssignments = [],
  roleEligibilities = [],
}: TenantSnapshot | LargeTenant): readonly string[] {
  return [...roleAssignments, ...roleEligibilities].flatMap(
    (wire) => readRoleAssignment(wire)?.roleDefinitionId ?? [],
  );
}
