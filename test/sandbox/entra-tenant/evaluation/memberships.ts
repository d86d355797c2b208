import type { Group } from '../graph-types.ts';
import type { Tenant } from '../tenant.ts';

/** Ids of all groups that the object is in, directly or through groups in groups. */
export function groupsOf(tenant: Tenant, objectId: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [objectId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const groupId of parentsOf(tenant.groups, id)) {
      if (!found.has(groupId)) {
        found.add(groupId);
        waiting.push(groupId);
      }
    }
  }
  return found;
}

/**
 * Roles that policies see: built-in, active, tenant-wide, held by the user or by a role-assignable group that the
 * user is in directly. Roles over one unit or one object, custom roles and eligibilities are not seen.
 */
export function rolesOf(tenant: Tenant, userId: string): ReadonlySet<string> {
  const roleGroups = parentsOf(tenant.groups, userId).filter((groupId) =>
    tenant.groups.some((group) => group.id === groupId && group.isAssignableToRole),
  );
  const principals = new Set([userId, ...roleGroups]);
  const builtIn = new Set(tenant.roleDefinitions.filter((role) => role.isBuiltIn).map((role) => role.id));
  return new Set(
    tenant.roleAssignments
      .filter((assignment) => assignment.directoryScopeId === '/')
      .filter((assignment) => principals.has(assignment.principalId))
      .map((assignment) => assignment.roleDefinitionId)
      .filter((roleId) => builtIn.has(roleId)),
  );
}

const parents = new WeakMap<readonly Group[], ReadonlyMap<string, readonly string[]>>();

/** Groups that list the object among their direct members. Groups never change in place, so the index is kept. */
function parentsOf(groups: readonly Group[], memberId: string): readonly string[] {
  const index = parents.get(groups) ?? indexParents(groups);
  parents.set(groups, index);
  return index.get(memberId) ?? [];
}

function indexParents(groups: readonly Group[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const group of groups) {
    for (const { id } of group.members) index.set(id, [...(index.get(id) ?? []), group.id]);
  }
  return index;
}
