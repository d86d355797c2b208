import type { Directory } from '../conditional-access/directory.ts';
import { administrativeRoles } from '../controls/administrative-roles.ts';
import type { Control } from '../controls/control.ts';

/** More are for a group to hold: a policy takes a limited number of users by name. */
const mostByName = 50;

/**
 * Ids of users who administer, and whom no condition on roles reaches: by a role over an administrative unit, or by a
 * custom one out of `configured`. None where the control speaks of everybody.
 */
export function unreachedAdministrators(
  { claim }: Control,
  directory: Directory,
  configured: readonly string[],
): readonly string[] {
  if (claim.kind !== 'everySignInMeets' || claim.users !== 'administrators') return [];
  const builtIn = administrativeRoles.roles.map(({ templateId }) => templateId);
  const counted = new Set([...builtIn, ...configured.map((id) => id.toLowerCase())]);
  const reached = builtIn.map((id) => directory.roleHolders(id).users);
  const ids = Array.from(directory.holdersOfAny(counted).users)
    .filter((number) => !reached.some((holders) => holders.has(number)))
    .map((number) => directory.numbers.idOf(number));
  return ids.length > mostByName ? [] : ids;
}
