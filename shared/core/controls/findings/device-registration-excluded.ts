import { protects } from '../../conditional-access/policy.ts';
import { deviceRegistrationService, labelled } from '../../conditional-access/sign-in-space.ts';
import { intersect, within } from '../../prover/cube.ts';
import type { Finding } from '../control-result.ts';
import type { FindingRule } from './finding-rule.ts';

/**
 * An exclusion of the Device Registration Service that leaves it open. Microsoft asks for it where Teams devices sign in
 * by device code (docs/identity/conditional-access/policy-teams-devices-device-code-flow.md), and it reopens the path
 * from a phished code to a device and its primary refresh token.
 */
export const deviceRegistrationExcluded: FindingRule = ({ candidates, control, space }, { gaps }) => {
  const registration = within(space.resource, labelled(space.resource, [deviceRegistrationService]));
  if (intersect(gaps, registration).length === 0) return [];
  const risk = risks[control.claim.requirement];
  return candidates
    .filter(({ policy, grant }) => protects(policy) && intersect(grant, registration).length > 0)
    .filter(
      ({ policy }) =>
        policy.applications.kind === 'understood' &&
        policy.applications.exclude.some((id) => id.toLowerCase() === deviceRegistrationService),
    )
    .map(({ policy }) => ({
      key: 'device-registration-service-excluded',
      severity: risk.severity,
      text: `"${policy.displayName}" excludes the Device Registration Service: ${risk.text}.`,
      subject: policy.id,
    }));
};

const risks: Readonly<
  Record<'blocked' | 'mfaOrBlocked', { readonly severity: Finding['severity']; readonly text: string }>
> = {
  blocked: {
    severity: 'high',
    text: 'a phished code can register a device and obtain a primary refresh token',
  },
  mfaOrBlocked: { severity: 'medium', text: 'a stolen password alone can register a device' },
};
