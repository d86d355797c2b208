import { isDeepStrictEqual } from 'node:util';
import type { ConditionalAccessPolicy } from '../policy-types.ts';
import type { Tenant } from '../tenant.ts';

/** As Microsoft documents it for a tenant. */
const mostPolicies = 195;

/** Why the service would not take the policy, new or changed; undefined where it does. */
export function refusalToWrite(
  { policies, securityDefaultsEnabled }: Tenant,
  before: ConditionalAccessPolicy | undefined,
  after: ConditionalAccessPolicy,
): string | undefined {
  if (before === undefined && policies.length >= mostPolicies) {
    return `The tenant has reached the limit of ${mostPolicies} Conditional Access policies.`;
  }
  if (securityDefaultsEnabled && after.state === 'enabled' && before?.state !== 'enabled') {
    return 'Security Defaults is enabled in the tenant. You must disable Security defaults before enabling a Conditional Access policy.';
  }
  if (before !== undefined && isMicrosoftManaged(before) && !differInWhatMayChange(before, after)) {
    return 'Only the state and the excluded users of a Microsoft-managed policy can be changed.';
  }
  return undefined;
}

export function refusalToDelete(policy: ConditionalAccessPolicy): string | undefined {
  return isMicrosoftManaged(policy) ? 'A Microsoft-managed policy cannot be deleted.' : undefined;
}

/** No member says so: it has a template and a name that begins with these words. */
function isMicrosoftManaged({ templateId, displayName }: ConditionalAccessPolicy): boolean {
  return templateId !== null && displayName.startsWith('Microsoft-managed');
}

/** In nothing else. */
function differInWhatMayChange(before: ConditionalAccessPolicy, after: ConditionalAccessPolicy): boolean {
  return isDeepStrictEqual(fixedPartOf(before), fixedPartOf(after));
}

/** All but the state and the exclusions of users. */
function fixedPartOf(policy: ConditionalAccessPolicy) {
  const { state, modifiedDateTime, conditions, ...rest } = policy;
  const { excludeUsers, excludeGroups, excludeRoles, excludeGuestsOrExternalUsers, ...included } =
    conditions.users;
  return { ...rest, conditions: { ...conditions, users: included } };
}
