import { type GuestType, TYPES_WITH_OBJECT } from './guest-types.ts';
import type { Policy } from './policy.ts';
import type { Principals } from './users-condition.ts';

/** Guest types that have user objects and that some condition names. */
export function namedGuestTypes(policies: readonly Policy[]): readonly GuestType[] {
  const principals = policies.flatMap(principalsOf);
  const all = principals.some((named) => named.users.includes('GuestsOrExternalUsers'));
  const types = principals.flatMap((named) => named.guests?.types ?? []);
  return TYPES_WITH_OBJECT.filter((type) => type !== 'none' && (all || types.includes(type.toLowerCase())));
}

/** Roles that some condition on users names. */
export function rolesOfConditions(policies: readonly Policy[]): ReadonlySet<string> {
  return new Set(policies.flatMap(principalsOf).flatMap((named) => named.roles));
}

/** External tenants that some condition names. */
export function namedTenants(policies: readonly Policy[]): ReadonlySet<string> {
  const lists = policies.flatMap(principalsOf).map((named) => named.guests?.tenants ?? 'all');
  return new Set(lists.flatMap((tenants) => (tenants === 'all' ? [] : tenants)));
}

/** What a policy includes and what it excludes. */
export function principalsOf(policy: Policy): readonly Principals[] {
  if (policy.kind === 'unknown' || policy.users === 'notUnderstood') return [];
  return [policy.users.include, policy.users.exclude];
}
