import type { Tenant } from '../tenant.ts';
import { evaluateFor } from './evaluate-sign-in.ts';
import { matchesUsers, principalOfUser } from './principal.ts';
import type { GridPoint } from './sign-in-grid.ts';

/**
 * Ids of the enabled users who get a token at some point of the grid: every user at every point, one sign-in at a
 * time. Users whom the users conditions of the same policies name are tried once for all, as nothing else in a
 * sign-in depends on the user.
 */
export function usersWhoGetThrough(tenant: Tenant, grid: readonly GridPoint[]): string[] {
  const answers = new Map<string, boolean>();
  return tenant.users
    .filter((user) => user.accountEnabled)
    .filter((user) => {
      const principal = principalOfUser(tenant, user);
      const policies = tenant.policies.filter(({ conditions }) => matchesUsers(conditions.users, principal));
      const key = policies.map(({ id }) => id).join();
      const known = answers.get(key);
      if (known !== undefined) return known;
      const getsThrough = grid.some((point) => {
        const signIn = { ...point, userId: user.id };
        return evaluateFor({ ...tenant, policies }, principal, signIn).outcome === 'token';
      });
      answers.set(key, getsThrough);
      return getsThrough;
    })
    .map(({ id }) => id);
}
