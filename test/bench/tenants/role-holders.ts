import { builtInRoles } from '../../sandbox/entra-tenant/company/roles.ts';
import type { RandomNumbers } from './random-numbers.ts';

export interface GeneratedAssignment {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

/** As many holders as companies have: forty and one in five hundred; some through groups, some for one unit only. */
export function drawRoleHolders(
  users: readonly string[],
  groups: readonly string[],
  random: RandomNumbers,
): readonly GeneratedAssignment[] {
  const roles = Object.values(builtInRoles);
  const holders = random.someOf(users, 40 + Math.floor(users.length / 500));
  return [...holders, ...random.someOf(groups, 3)].map((principalId) => ({
    principalId,
    roleDefinitionId: random.oneOf(roles),
    directoryScopeId: random.onceIn(10) ? '/administrativeUnits/7f3c1f0a-5f0e-4b43-9e39-2f6f6f1f1c11' : '/',
  }));
}
