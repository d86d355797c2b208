import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import type { NamedPrincipals } from './named-principals.ts';
import { allTrusted, namedLocationIds, type TenantKnowledge } from './tenant-knowledge.ts';

/** One sentence for each thing that the snapshot does not say, that is taken for granted, and that matters to its policies. */
export function assumptionsOf(
  snapshot: TenantSnapshot | LargeTenant,
  tenant: TenantKnowledge,
  named: NamedPrincipals,
): readonly string[] {
  const { unread, directory } = tenant;
  const passedOver = snapshot.passedOver?.map((name) => `"${name}"`) ?? [];
  const sentences: readonly [boolean, string][] = [
    [
      directory.usersRead === 'absent',
      'No directory was given: a pass holds for every combination of memberships, a fail for users who are taken to exist.',
    ],
    [
      directory.usersRead === 'unread',
      'The directory was not read whole: a pass holds for whoever else there may be.',
    ],
    [
      !directory.groupsGiven && !unread.any('group') && named.groups.length > 0,
      'No groups were given: who is in a group that a policy names is unknown.',
    ],
    [
      !directory.assignmentsGiven && !unread.any('role') && named.roles.length > 0,
      'No role assignments were given: who holds a role that a policy names is unknown.',
    ],
    [
      snapshot.namedLocations === undefined && !unread.any('namedLocations') && namesLocations(tenant),
      'No named locations were given: what lies in a location that a policy names is unknown.',
    ],
    [
      snapshot.securityDefaults === undefined && tenant.securityDefaults === 'off',
      'Security defaults were not given and are taken to be off.',
    ],
    [
      snapshot.baselineScopes === undefined &&
        tenant.baselineScopes === 'enforced' &&
        excludesApplications(tenant),
      'Policies on all resources with an excluded app are taken to cover requests for baseline scopes only.',
    ],
    [directory.accounts.lackEnabled, 'A user object without accountEnabled is taken to be enabled.'],
    [
      namesTrustedLocations(tenant),
      'AllTrusted is the trusted named locations; the older MFA trusted IPs cannot be read.',
    ],
    [
      tenant.policies.some(({ state }) => state.kind === 'absent'),
      'A policy without a state protects nobody.',
    ],
    [
      true,
      'Guests without an object in the tenant (B2B direct connect, service provider) are taken to exist.',
    ],
    [
      passedOver.length > 0,
      `The export holds members that are not known here and were passed over: ${passedOver.join(', ')}.`,
    ],
  ];
  return sentences.filter(([applies]) => applies).map(([, sentence]) => sentence);
}

function namesTrustedLocations({ policies }: TenantKnowledge): boolean {
  return policies.some((policy) => namedLocationIds(policy).includes(allTrusted));
}

function namesLocations({ policies }: TenantKnowledge): boolean {
  return policies.some((policy) => namedLocationIds(policy).some((id) => id !== 'all'));
}

function excludesApplications({ policies }: TenantKnowledge): boolean {
  return policies.some(
    (policy) =>
      policy.kind === 'understood' &&
      policy.applications.kind === 'understood' &&
      (policy.applications.exclude.length > 0 || policy.applications.filter?.mode === 'exclude'),
  );
}
