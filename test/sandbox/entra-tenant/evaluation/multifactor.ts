import type { Tenant } from '../tenant.ts';
import { evaluateSignIn } from './evaluate-sign-in.ts';
import { singleFactorMethods } from './grant-controls.ts';
import type { SignIn } from './sign-in.ts';
import { type GridScope, signInGrid } from './sign-in-grid.ts';
import { usersWhoGetThrough } from './users-who-get-through.ts';

/** Whether nobody gets a token this way with one factor alone; also where nobody gets one at all. */
export function needsMultifactor(tenant: Tenant, signIn: Omit<SignIn, 'authenticationMethod'>): boolean {
  return singleFactorMethods.every(
    (authenticationMethod) => evaluateSignIn(tenant, { ...signIn, authenticationMethod }).outcome !== 'token',
  );
}

/** Ids of the enabled users who get a token with one factor somewhere in the scope. */
export function usersWithoutMultifactor(
  tenant: Tenant,
  scope: Omit<GridScope, 'authenticationMethods'> = {},
): string[] {
  const authenticationMethods = singleFactorMethodsToldApart(tenant);
  return usersWhoGetThrough(tenant, signInGrid(tenant, { ...scope, authenticationMethods }));
}

/** Ids of the users who hold one of these roles now, at any scope, themselves or as direct members of a group. */
export function holdersOf(tenant: Tenant, roleDefinitionIds: readonly string[]): string[] {
  const principals = new Set(
    tenant.roleAssignments
      .filter(({ roleDefinitionId }) => roleDefinitionIds.includes(roleDefinitionId))
      .map(({ principalId }) => principalId),
  );
  const throughGroups = tenant.groups
    .filter(({ id, isAssignableToRole }) => isAssignableToRole && principals.has(id))
    .flatMap(({ members }) => members.map(({ id }) => id));
  const holders = new Set([...principals, ...throughGroups]);
  return tenant.users.map(({ id }) => id).filter((id) => holders.has(id));
}

/** A password for all methods that no strength takes by themselves, and those. */
function singleFactorMethodsToldApart({ policies }: Tenant): string[] {
  const taken = policies.flatMap(
    ({ grantControls }) => grantControls?.authenticationStrength?.allowedCombinations ?? [],
  );
  return singleFactorMethods.filter((method) => method === 'password' || taken.includes(method));
}
