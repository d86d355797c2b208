import type { Population } from './conditional-access/population.ts';

/**
 * All that one scan read of a tenant, each element as Microsoft Graph returns it, and what could not be read.
 * It is at once the tenant export of the command line, the evidence of a scan and the input of the prover.
 *
 * An absent member is not the same as an empty one: what absence means is said in `assumptions` of the result.
 * Elements are `unknown` on purpose: the core's readers keep what they do not understand and never trust a shape.
 */
export interface TenantSnapshot {
  readonly tenantId?: string;
  readonly policies: readonly unknown[];
  readonly namedLocations?: readonly unknown[];
  readonly users?: readonly unknown[];
  readonly groups?: readonly unknown[];
  readonly roleAssignments?: readonly unknown[];
  readonly roleEligibilities?: readonly unknown[];
  readonly securityDefaults?: { readonly isEnabled: boolean };
  readonly baselineScopes?: 'enforced' | 'notEnforced';
  /** Names of the enabled service plans; Entra ID P2 is `AAD_PREMIUM_P2`. */
  readonly licences?: readonly string[];
  readonly unread?: readonly Unread[];
  /** Names of members of an export that are not known, and that nobody looked at. */
  readonly passedOver?: readonly string[];
}

/** Something that the reader wanted and did not get. Without `id`: all of that kind. */
export interface Unread {
  readonly kind: string;
  readonly id?: string;
  readonly why?: string;
}

/** A tenant with more users than can be held as objects: they and the groups were taken in one by one. */
export interface LargeTenant extends Omit<TenantSnapshot, 'users' | 'groups'> {
  readonly population: Population;
}
