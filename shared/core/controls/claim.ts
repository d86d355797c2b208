import type { Requirement } from '../conditional-access/grant-region.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { Cube } from '../prover/cube.ts';

/** What a control demands: every sign-in in the scope, by every user less exceptions, meets the requirement. */
export interface Claim {
  readonly requirement: Requirement;
  /** The sign-ins that the claim speaks of; what it does not restrict is free. */
  readonly scope: (space: SignInSpace) => Cube;
  /** Whether security defaults, when on, may meet the requirement by themselves. */
  readonly securityDefaultsMayHelp: boolean;
}
