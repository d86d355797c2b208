import type { NamedLocation } from '../conditional-access/named-location.ts';
import type { Policy } from '../conditional-access/policy.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';

/** Ends an id that means something else than the same id in the new tenant. */
const formerly = ' (before the change)';

/** The id as the former tenant itself has it. */
export function ownId(id: string): string {
  return id.endsWith(formerly) ? id.slice(0, -formerly.length) : id;
}

/**
 * The former tenant with another id for each named location that is not the same in the new one, wherever it stands,
 * and for each policy that nobody can understand and that is not the same: what has one id in both is one thing, and
 * what is unknown of it is one unknown.
 */
export function toldApart(before: TenantKnowledge, after: TenantKnowledge): TenantKnowledge {
  const known = definitions(before.namedLocations);
  const others = definitions(after.namedLocations);
  const location = (id: string) =>
    known.get(id.toLowerCase()) === others.get(id.toLowerCase()) ? id : `${id}${formerly}`;
  const sameIn = unknownPolicies(after.policies);
  return {
    ...before,
    namedLocations: before.namedLocations.map((one) => {
      const id = location(one.id);
      return id === one.id ? one : { ...one, id, displayName: `${one.displayName}${formerly}` };
    }),
    unreadLocations: before.unreadLocations.map(location),
    policies: before.policies.map((policy) => {
      if (!isUnknown(policy)) return withLocations(policy, location);
      const same = sameIn.get(textOf(keyOf(policy)))?.shift();
      return withLocations({ ...policy, id: same?.id ?? `${policy.id}${formerly}` }, location);
    }),
  };
}

/** By id in lower case, in a text that is equal where the definitions are; of several with one id, the last. */
function definitions(locations: readonly NamedLocation[]): ReadonlyMap<string, string> {
  return new Map(
    locations.map(({ displayName: _, ...location }) => [location.id.toLowerCase(), textOf(location)]),
  );
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? part.toString() : part));
}

/** Those of which it is unknown whether they protect at all, by what they say: one without an id has but a number. */
function unknownPolicies(policies: readonly Policy[]): Map<string, Policy[]> {
  return Map.groupBy(policies.filter(isUnknown), (policy) => textOf(keyOf(policy)));
}

function isUnknown(policy: Policy): boolean {
  return policy.kind === 'malformed' || policy.state.kind === 'unknown';
}

function keyOf(policy: Policy): unknown {
  return policy.kind === 'malformed' ? policy.key : [policy.id, policy.state];
}

function withLocations(policy: Policy, location: (id: string) => string): Policy {
  if (policy.kind === 'malformed' || policy.locations.kind === 'unintelligible') return policy;
  const { include, exclude } = policy.locations;
  return {
    ...policy,
    locations: { kind: 'understood', include: include.map(location), exclude: exclude.map(location) },
  };
}
