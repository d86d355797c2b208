import type { User } from '../graph-types.ts';
import type { GuestsOrExternalUsers } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';

/** What kind of guest somebody is for Conditional Access, and whose. */
export interface Guest {
  readonly type: string;
  /** null: at home in this tenant, or the home is not known. */
  readonly homeTenantId: string | null;
}

const externalName = /_([^_]+)#EXT#@/;

/** null for an ordinary member. */
export function guestOf(tenant: Tenant, user: User): Guest | null {
  const external = user.creationType === 'Invitation' || user.userPrincipalName.includes('#EXT#');
  if (!external) return user.userType === 'Guest' ? { type: 'internalGuest', homeTenantId: null } : null;
  const domain = externalName.exec(user.userPrincipalName)?.[1] ?? '';
  return {
    type: user.userType === 'Guest' ? 'b2bCollaborationGuest' : 'b2bCollaborationMember',
    homeTenantId: tenant.homeTenants[domain] ?? null,
  };
}

export function matchesGuests(condition: GuestsOrExternalUsers | null, guest: Guest | null): boolean {
  if (condition === null || guest === null) return false;
  const types = condition.guestOrExternalUserTypes.split(',').map((type) => type.trim());
  if (!types.includes(guest.type)) return false;
  const tenants = condition.externalTenants;
  // A guest of the tenant's own has no other home, so a list of tenants says nothing about them.
  if (guest.type === 'internalGuest' || tenants === null || tenants.membershipKind === 'all') return true;
  return guest.homeTenantId !== null && (tenants.members ?? []).includes(guest.homeTenantId);
}
