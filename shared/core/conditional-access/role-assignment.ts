import { isRecord } from './wire.ts';

export interface RoleAssignment {
  /** In lower case. */
  readonly principalId: string;
  /** In lower case. */
  readonly roleDefinitionId: string;
  /** `/` is the whole tenant; undefined where the assignment does not say. */
  readonly scope: string | undefined;
}

/** Undefined where it is not an assignment that says who and what. */
export function readRoleAssignment(wire: unknown): RoleAssignment | undefined {
  if (!isRecord(wire)) return undefined;
  const { principalId, roleDefinitionId, directoryScopeId, appScopeId } = wire;
  if (typeof principalId !== 'string' || typeof roleDefinitionId !== 'string') return undefined;
  const scope = [directoryScopeId, appScopeId].find((text) => typeof text === 'string');
  return {
    principalId: principalId.toLowerCase(),
    roleDefinitionId: roleDefinitionId.toLowerCase(),
    scope: typeof scope === 'string' ? scope : undefined,
  };
}

/** Policies know only tenant-wide assignments; `unknown` where the assignment does not say its scope. */
export function countsFor(assignment: RoleAssignment, roleId: string): 'yes' | 'no' | 'unknown' {
  if (assignment.roleDefinitionId !== roleId.toLowerCase()) return 'no';
  if (assignment.scope === undefined) return 'unknown';
  return assignment.scope === '/' ? 'yes' : 'no';
}
