import type { ControlException } from '../exceptions/exception.ts';
import type { TenantSnapshot } from '../tenant-snapshot.ts';
import { Directory } from './directory.ts';
import { type NamedLocation, readNamedLocation } from './named-location.ts';
import { namedPrincipals } from './named-principals.ts';
import type { Policy } from './policy.ts';
import { readPolicy } from './read-policy.ts';
import { UnreadIndex } from './unread-index.ts';

/** A snapshot, understood as far as it can be: what the prover may rely on and what it must take for unknown. */
export interface TenantKnowledge {
  readonly policies: readonly Policy[];
  readonly namedLocations: readonly NamedLocation[];
  /** False where there may be named locations that were not read. */
  readonly namedLocationsComplete: boolean;
  /** Ids of locations that policies name or the reader wanted, and of which it is not known what lies in them. */
  readonly unreadLocations: readonly string[];
  readonly securityDefaults: 'on' | 'off' | 'unread';
  readonly baselineScopes: 'enforced' | 'notEnforced' | 'unread';
  readonly directory: Directory;
  readonly unread: UnreadIndex;
}

export function understandTenant(
  snapshot: TenantSnapshot,
  exceptions: readonly ControlException[],
): TenantKnowledge {
  const unread = new UnreadIndex(snapshot.unread ?? []);
  const policies = snapshot.policies.map(readPolicy);
  const namedLocations = readNamedLocations(snapshot, unread);
  return {
    policies,
    namedLocations,
    unreadLocations: unreadLocations(policies, namedLocations),
    namedLocationsComplete: areNamedLocationsComplete(snapshot, unread),
    securityDefaults: readSecurityDefaults(snapshot, unread),
    baselineScopes: snapshot.baselineScopes ?? (unread.any('baselineScopes') ? 'unread' : 'enforced'),
    directory: new Directory(snapshot, unread, namedPrincipals(policies, exceptions, [])),
    unread,
  };
}

function readSecurityDefaults(
  snapshot: TenantSnapshot,
  unread: UnreadIndex,
): TenantKnowledge['securityDefaults'] {
  if (unread.any('securityDefaults')) return 'unread';
  return snapshot.securityDefaults?.isEnabled === true ? 'on' : 'off';
}

/** A location without an id can be named by no policy, but may be a trusted one. */
function areNamedLocationsComplete({ namedLocations }: TenantSnapshot, unread: UnreadIndex): boolean {
  return (
    namedLocations?.every((wire) => readNamedLocation(wire) !== undefined) === true &&
    !unread.whole('namedLocations')
  );
}

/** A location that is listed as unread is an unknown one, whatever else the snapshot says of it. */
function readNamedLocations(snapshot: TenantSnapshot, unread: UnreadIndex): readonly NamedLocation[] {
  const read = (snapshot.namedLocations ?? []).flatMap((wire) => readNamedLocation(wire) ?? []);
  const unreadIds = unread.ids('namedLocations');
  return [
    ...read.filter(({ id }) => !unread.names('namedLocations', id)),
    ...unreadIds.map((id): NamedLocation => {
      const why = unread.why('namedLocations', id) ?? 'it could not be read';
      return { id, displayName: id, kind: 'unknown', why };
    }),
  ];
}

function unreadLocations(policies: readonly Policy[], read: readonly NamedLocation[]): readonly string[] {
  const understood = new Set(read.filter(({ kind }) => kind !== 'unknown').map(({ id }) => id.toLowerCase()));
  const ids = [...policies.flatMap(namedLocationIds), ...read.map(({ id }) => id.toLowerCase())];
  return [...new Set(ids)].filter((id) => !understood.has(id) && id !== 'all' && id !== allTrusted);
}

const allTrusted = 'alltrusted';

/** In lower case, `All` and `AllTrusted` among them. */
function namedLocationIds(policy: Policy): readonly string[] {
  if (policy.kind === 'malformed' || policy.locations.kind === 'unintelligible') return [];
  return [...policy.locations.include, ...policy.locations.exclude].map((id) => id.toLowerCase());
}

/** One sentence for each thing that the snapshot does not say and that is taken for granted. */
export function assumptionsOf(snapshot: TenantSnapshot, tenant: TenantKnowledge): readonly string[] {
  const { unread } = tenant;
  const sentences: readonly [boolean, string][] = [
    [
      tenant.directory.usersRead === 'absent',
      'No directory was given: a pass holds for every combination of memberships, a fail for users who are taken to exist.',
    ],
    [
      tenant.directory.usersRead === 'unread',
      'The directory was not read whole: a pass holds for whoever else there may be.',
    ],
    [
      snapshot.groups === undefined && !unread.any('group'),
      'No groups were given: who is in a group that a policy names is unknown.',
    ],
    [
      snapshot.roleAssignments === undefined && !unread.any('role'),
      'No role assignments were given: who holds a role that a policy names is unknown.',
    ],
    [
      snapshot.namedLocations === undefined && !unread.any('namedLocations'),
      'No named locations were given: what lies in a location that a policy names is unknown.',
    ],
    [
      snapshot.securityDefaults === undefined && tenant.securityDefaults === 'off',
      'Security defaults were not given and are taken to be off.',
    ],
    [
      snapshot.baselineScopes === undefined && tenant.baselineScopes === 'enforced',
      'Policies on all resources with an excluded app are taken to cover requests for baseline scopes only.',
    ],
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
  ];
  return sentences.filter(([applies]) => applies).map(([, sentence]) => sentence);
}

function namesTrustedLocations({ policies }: TenantKnowledge): boolean {
  return policies.some((policy) => namedLocationIds(policy).includes(allTrusted));
}
