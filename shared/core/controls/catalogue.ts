import type { Control } from './control.ts';
import { deviceCodeFlowBlocked } from './device-code-flow-blocked.ts';
import { exclusionaryGeographicPolicy } from './exclusionary-geographic-policy.ts';
import { mfaForAdminPortals } from './mfa-for-admin-portals.ts';
import { mfaForAdministrators } from './mfa-for-administrators.ts';
import { mfaForAllUsers } from './mfa-for-all-users.ts';
import { mfaForAzureManagement } from './mfa-for-azure-management.ts';
import { mfaForRiskySignIns } from './mfa-for-risky-sign-ins.ts';
import { trustedLocationsDefined } from './trusted-locations-defined.ts';

/** Every control, in the order of the benchmark. Adding one means adding a file and a line here. */
export const allControls: readonly Control[] = [
  trustedLocationsDefined,
  exclusionaryGeographicPolicy,
  deviceCodeFlowBlocked,
  mfaForAdministrators,
  mfaForAllUsers,
  mfaForRiskySignIns,
  mfaForAzureManagement,
  mfaForAdminPortals,
];

/**
 * The controls of that key or of any id in the crosswalk, upper or lower case. Several where a benchmark says in one
 * item what they say in many, as NIST SP 800-53 does; none where the id is not known.
 */
export function findControls(anyId: string): readonly Control[] {
  const wanted = anyId.trim().toLowerCase();
  return allControls.filter(
    ({ key, id, crosswalk }) =>
      key === wanted || id === wanted || crosswalk.some((entry) => entry.id.toLowerCase() === wanted),
  );
}
