import type { Tenant } from '../tenant.ts';
import { signInGrid } from './sign-in-grid.ts';
import { usersWhoGetThrough } from './users-who-get-through.ts';

/** Ids of the enabled users who get a token through the device code flow somewhere, whatever is asked of them. */
export function usersWhoCanUseDeviceCode(tenant: Tenant): string[] {
  return usersWhoGetThrough(tenant, signInGrid(tenant, { flows: ['deviceCodeFlow'] }));
}
