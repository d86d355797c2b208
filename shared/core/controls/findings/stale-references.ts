import { specialUsers } from '../../conditional-access/named-principals.ts';
import type { UnderstoodPolicy } from '../../conditional-access/policy.ts';
import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import { remembering } from '../../remembering.ts';
import type { Finding } from '../control-result.ts';
import { concernedCandidates } from './concerned-candidates.ts';
import type { FindingRule } from './finding-rule.ts';

/**
 * What policies name and the tenant no longer has; only where all that there is was given. Roles are built in: their
 * list is never given, and they do not go away.
 */
export const staleReferences: FindingRule = (question) => {
  const staleIn = staleReferencesIn(question.tenant);
  return concernedCandidates(question).flatMap(({ policy }) => staleIn(policy));
};

/** Once a policy, as most controls are concerned by the same ones. */
const staleReferencesIn = remembering((tenant: TenantKnowledge) => {
  const locations = new Set(tenant.namedLocations.map(({ id }) => id.toLowerCase()));
  return remembering((policy: UnderstoodPolicy): readonly Finding[] => [
    ...staleUsers(policy, tenant).map((id) => finding(policy, `the user ${id}, who does not exist`)),
    ...absentGroups(policy, tenant).map((id) =>
      finding(policy, `the group ${id}, which is not among those that were given and may no longer exist`),
    ),
    ...staleLocations(policy, tenant, locations).map((id) =>
      finding(policy, `the named location ${id}, which does not exist`),
    ),
  ]);
});

function finding({ id, displayName }: UnderstoodPolicy, what: string): Finding {
  return { key: 'stale-reference', severity: 'low', text: `"${displayName}" names ${what}.`, subject: id };
}

function staleUsers({ users }: UnderstoodPolicy, { directory, unread }: TenantKnowledge): readonly string[] {
  if (users.kind === 'unintelligible' || directory.usersRead !== 'given') return [];
  return distinct([...users.include.users, ...users.exclude.users]).filter(
    (id) => !specialUsers.has(id.toLowerCase()) && !directory.isUser(id) && !unread.names('users', id),
  );
}

function absentGroups(
  { users }: UnderstoodPolicy,
  { groupGovernance, unread }: TenantKnowledge,
): readonly string[] {
  if (users.kind === 'unintelligible' || groupGovernance === undefined) return [];
  return distinct([...users.include.groups, ...users.exclude.groups]).filter(
    (id) => !groupGovernance.has(id.toLowerCase()) && !unread.covers('group', id),
  );
}

/** Not in the list of named locations: all, trusted ones, the MFA trusted IPs, and the compliant network. */
const specialLocations: ReadonlySet<string> = new Set([
  'all',
  'alltrusted',
  '00000000-0000-0000-0000-000000000000',
  '3d46dbda-8382-466a-856d-eb00cbc6b910',
]);

function staleLocations(
  { locations }: UnderstoodPolicy,
  { namedLocationsComplete }: TenantKnowledge,
  known: ReadonlySet<string>,
): readonly string[] {
  if (locations.kind === 'unintelligible' || !namedLocationsComplete) return [];
  return distinct([...locations.include, ...locations.exclude]).filter(
    (id) => !specialLocations.has(id.toLowerCase()) && !known.has(id.toLowerCase()),
  );
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}
