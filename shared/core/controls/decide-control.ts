import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { Control } from './control.ts';
import type { ControlResult } from './control-result.ts';
import { decideEverySignIn } from './decide-every-sign-in.ts';
import { decideTrustedLocations } from './decide-trusted-locations.ts';
import type { QuestionOptions } from './question.ts';

/** Decides one control over all policies together, and says why. */
export function decideControl(
  control: Control,
  tenant: TenantKnowledge,
  options: QuestionOptions,
): ControlResult {
  const { claim } = control;
  switch (claim.kind) {
    case 'everySignInMeets':
      return decideEverySignIn({ ...control, claim }, tenant, options);
    case 'trustedLocationsDefined':
      return decideTrustedLocations(control, tenant);
    case 'someUntrustedPlaceBlocked':
      throw new Error(`${control.key} is not in the catalogue yet.`);
  }
}
