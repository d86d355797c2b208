import type { Control } from './control.ts';
import { decideEverySignIn } from './decide-every-sign-in.ts';
import { decideTrustedLocations } from './decide-trusted-locations.ts';
import { decideUntrustedPlace } from './decide-untrusted-place.ts';
import { type DecidedControl, decidedControl } from './decided-control.ts';
import type { SignInModel } from './sign-in-model.ts';

/** Decides one control over all policies together, and says why. `budget`: the steps that it may take. */
export function decideControl(control: Control, model: SignInModel, budget: number): DecidedControl {
  const { claim } = control;
  switch (claim.kind) {
    case 'everySignInMeets':
      return decideEverySignIn({ ...control, claim }, model, budget);
    case 'trustedLocationsDefined':
      return decidedControl(decideTrustedLocations(control, model.tenant));
    case 'someUntrustedPlaceBlocked':
      return decideUntrustedPlace(control, model, budget);
  }
}
