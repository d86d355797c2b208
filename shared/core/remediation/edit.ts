import type { Step, WirePolicy } from './plan.ts';

/** A step with what it does to its policy. Steps on one policy may be taken in any order. */
export interface Edit {
  readonly step: Step;
  /** How large a change it is, see `weights`. */
  readonly weight: number;
  readonly apply: (policy: WirePolicy) => WirePolicy;
}

/**
 * How much of a change a step is: to switch on what somebody already wrote and watched is the least, then to take one
 * entry out of an exclusion, then to let go of one condition. To give a policy another purpose (all users in place of
 * the guests) is more than to create one, and is thought of only where a new policy does not suffice.
 */
export const weights = {
  state: 1,
  exclusion: 2,
  inclusion: 3,
  condition: 3,
  create: 5,
  purpose: 6,
} as const;
