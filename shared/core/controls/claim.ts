import type { Requirement } from '../conditional-access/grant-region.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Cube } from '../prover/cube.ts';

/** What a control demands of a tenant. */
export type Claim = EverySignInMeets | SomeUntrustedPlaceBlocked | TrustedLocationsDefined;

/** Every sign-in in the scope, by every user less exceptions, meets the requirement. */
export interface EverySignInMeets {
  readonly kind: 'everySignInMeets';
  readonly requirement: Requirement;
  /** The sign-ins that the claim speaks of; what it does not restrict is free. */
  readonly scope: (space: SignInSpace) => Cube;
  /** Administrators: whoever holds an administrative role by an active assignment, at any scope. */
  readonly users: 'all' | 'administrators';
  /** The service plan without which nothing is in the scope, e.g. `AAD_PREMIUM_P2` for risk. */
  readonly servicePlan?: string;
  /** Whether security defaults, when on, may meet the requirement by themselves. */
  readonly securityDefaultsMayHelp: boolean;
}

/** At one place at least, outside all trusted locations, every user less exceptions is blocked for every resource. */
export interface SomeUntrustedPlaceBlocked {
  readonly kind: 'someUntrustedPlaceBlocked';
}

/** A trusted named location holds a public IP range, and no trusted range is too wide. Speaks of no sign-in. */
export interface TrustedLocationsDefined {
  readonly kind: 'trustedLocationsDefined';
}

/**
 * Whether the tenant surely lacks the plan without which nothing is in the scope. Where nothing is said of plans, it is
 * there; where they could not be read whole, those that were are there at least.
 */
export function lacksServicePlan(
  { servicePlan }: EverySignInMeets,
  { licences, unread }: Pick<TenantKnowledge, 'licences' | 'unread'>,
): boolean {
  if (servicePlan === undefined || licences === undefined || unread.any('licences')) return false;
  return !includesPlan(licences, servicePlan);
}

/** Whether it could not be read if the tenant has the plan. */
export function isServicePlanUnread(
  { servicePlan }: EverySignInMeets,
  { licences = [], unread }: Pick<TenantKnowledge, 'licences' | 'unread'>,
): boolean {
  return servicePlan !== undefined && unread.any('licences') && !includesPlan(licences, servicePlan);
}

function includesPlan(licences: readonly string[], servicePlan: string): boolean {
  return licences.some((name) => name.toLowerCase() === servicePlan.toLowerCase());
}
