import type { ControlException } from '../exceptions/exception.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { Directory } from './directory.ts';
import type { GroupGovernance } from './group-governance.ts';
import { mentionedPrincipals } from './mentioned-principals.ts';
import { keyOfLocation, type NamedLocation, readNamedLocation } from './named-location.ts';
import { namedPrincipals } from './named-principals.ts';
import type { Policy } from './policy.ts';
import { policyCreationDays } from './policy-creation.ts';
import { type Population, populationOf } from './population.ts';
import type { PrincipalNumbers } from './principal-numbers.ts';
import { readPolicy } from './read-policy.ts';
import { type RoleAssignment, readRoleAssignment } from './role-assignment.ts';
import { UnreadIndex } from './unread-index.ts';
import { isRecord, keyOf } from './wire.ts';

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
  /** Names of enabled service plans; undefined where they were not given, and all are taken to be there. */
  readonly licences: readonly string[] | undefined;
  readonly directory: Directory;
  /** By id in lower case; undefined where no groups were given. */
  readonly groupGovernance: ReadonlyMap<string, GroupGovernance> | undefined;
  /** Who can activate which role. Empty where it was not given. */
  readonly roleEligibilities: readonly RoleAssignment[];
  /** The day on which a policy appeared, as the calendar counts, by its id; only of those that say so. */
  readonly policyCreationDays: ReadonlyMap<string, number>;
  readonly unread: UnreadIndex;
}

/**
 * Tenants that are understood with the same `numbers` are comparable user by user; a large one must have been taken in
 * with them.
 */
export function understandTenant(
  snapshot: TenantSnapshot | LargeTenant,
  exceptions: readonly ControlException[],
  numbers?: PrincipalNumbers,
): TenantKnowledge {
  const unread = new UnreadIndex(snapshot.unread ?? []);
  const policies = withOwnIds(snapshot.policies.map(readPolicy), snapshot.policies);
  const namedLocations = readNamedLocations(snapshot, unread);
  const population = populationIn(snapshot, numbers);
  const named = namedPrincipals(policies, exceptions, []);
  return {
    policies,
    namedLocations,
    unreadLocations: unreadLocations(policies, namedLocations),
    namedLocationsComplete: areNamedLocationsComplete(snapshot, unread),
    securityDefaults: readSecurityDefaults(snapshot, unread),
    baselineScopes: snapshot.baselineScopes ?? (unread.any('baselineScopes') ? 'unread' : 'enforced'),
    licences: snapshot.licences,
    directory: new Directory(
      population,
      snapshot.roleAssignments?.map(readRoleAssignment),
      unread,
      mentionedPrincipals(named, unread, population),
    ),
    groupGovernance: population.groups?.governance,
    roleEligibilities: (snapshot.roleEligibilities ?? []).flatMap((wire) => readRoleAssignment(wire) ?? []),
    policyCreationDays: policyCreationDays(policies, snapshot.policies),
    unread,
  };
}

/** Throws where a large tenant was taken in with other numbers. */
export function populationIn(tenant: TenantSnapshot | LargeTenant, numbers?: PrincipalNumbers): Population {
  if (!('population' in tenant)) return populationOf(tenant, numbers);
  if (numbers !== undefined && tenant.population.numbers !== numbers)
    throw new Error('The tenant was taken in with other numbers.');
  return tenant.population;
}

/**
 * Policies that share an id and say different things are several all the same, as in backups of two days in one
 * folder: each is told by what it says, so that neither their order nor a change of another one matters.
 */
function withOwnIds(policies: readonly Policy[], wires: readonly unknown[]): readonly Policy[] {
  const byId = Map.groupBy(policies.keys(), (index) => policies[index]?.id);
  const shared = [...byId.values()].filter(({ length }) => length > 1);
  const keys = new Map(shared.flat().map((index) => [index, keyOf(wires[index])]));
  const differing = shared.filter((indexes) => new Set(indexes.map((index) => keys.get(index))).size > 1);
  const told = new Set(differing.flat());
  return policies.map((policy, index) =>
    told.has(index) ? { ...policy, id: `${policy.id} (${fingerprint(keys.get(index) ?? '')})` } : policy,
  );
}

/** FNV-1a, eight hexadecimal digits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function readSecurityDefaults(
  snapshot: Pick<TenantSnapshot, 'securityDefaults'>,
  unread: UnreadIndex,
): TenantKnowledge['securityDefaults'] {
  if (unread.any('securityDefaults')) return 'unread';
  return snapshot.securityDefaults?.isEnabled === true ? 'on' : 'off';
}

/** A location without an id can be named by no policy, but may be a trusted one. */
function areNamedLocationsComplete(
  { namedLocations }: Pick<TenantSnapshot, 'namedLocations'>,
  unread: UnreadIndex,
): boolean {
  return (
    namedLocations?.every((wire) => readNamedLocation(wire) !== undefined) === true &&
    !unread.whole('namedLocations')
  );
}

/** A location that is listed as unread is an unknown one, whatever else the snapshot says of it. */
function readNamedLocations(
  snapshot: Pick<TenantSnapshot, 'namedLocations'>,
  unread: UnreadIndex,
): readonly NamedLocation[] {
  const wires = (snapshot.namedLocations ?? []).filter((wire) => readNamedLocation(wire) !== undefined);
  const byId = Map.groupBy(wires, (wire) => readNamedLocation(wire)?.id.toLowerCase());
  const read = [...byId.values()].flatMap((same) => oneLocation(same) ?? []);
  const unreadIds = unread.ids('namedLocations');
  return [
    ...read.filter(({ id }) => !unread.names('namedLocations', id)),
    ...unreadIds.map((id): NamedLocation => {
      const why = unread.why('namedLocations', id) ?? 'it could not be read';
      return { id, displayName: id, kind: 'unknown', why, trustedRanges: [], key: 'unread' };
    }),
  ];
}

/** A location may stand twice, in two backups of one tenant; where these differ, nobody knows which is so. */
function oneLocation(wires: readonly unknown[]): NamedLocation | undefined {
  const location = readNamedLocation(wires[0]);
  const keys = new Set(wires.flatMap((wire) => (isRecord(wire) ? keyOfLocation(wire) : [])));
  if (location === undefined || keys.size < 2) return location;
  return {
    id: location.id,
    displayName: location.displayName,
    kind: 'unknown',
    why: 'it was given more than once, and not the same',
    trustedRanges: [],
    key: [...keys].sort().join(),
  };
}

function unreadLocations(policies: readonly Policy[], read: readonly NamedLocation[]): readonly string[] {
  const understood = new Set(read.filter(({ kind }) => kind !== 'unknown').map(({ id }) => id.toLowerCase()));
  const ids = [...policies.flatMap(namedLocationIds), ...read.map(({ id }) => id.toLowerCase())];
  return [...new Set(ids)].filter((id) => !understood.has(id) && id !== 'all' && id !== allTrusted);
}

export const allTrusted = 'alltrusted';

/** In lower case, `All` and `AllTrusted` among them. */
export function namedLocationIds(policy: Policy): readonly string[] {
  if (policy.kind === 'malformed' || policy.locations.kind === 'unintelligible') return [];
  return [...policy.locations.include, ...policy.locations.exclude].map((id) => id.toLowerCase());
}
