import fc from 'fast-check';
import type { TenantSnapshot, Unread } from '../../shared/core/tenant-snapshot.ts';
import { CONTROL_KEYS } from './brute-force/claims.ts';
import { policiesFor } from './random-tenant/random-policies.ts';
import type { RandomTenant } from './random-tenant.ts';
import { BLOCK, EVERY_USER } from './wire-policy.ts';

/** A tenant, and the same tenant after one change. */
export interface Change {
  readonly before: RandomTenant;
  readonly after: RandomTenant;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

export function reordered(before: RandomTenant): fc.Arbitrary<Change> {
  const { policies } = before.snapshot;
  return fc
    .shuffledSubarray([...policies], { minLength: policies.length })
    .map((shuffled) => ({ before, after: withPolicies(before, shuffled) }));
}

/** Every id of a user, group or location gets another name, wherever it stands. */
export function renamed(before: RandomTenant): fc.Arbitrary<Change> {
  const rename = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? value.replace(/^(user|group|location|partner)-/, 'z-$1-') : value;
  const after = {
    snapshot: JSON.parse(JSON.stringify(before.snapshot, rename)),
    options: JSON.parse(JSON.stringify(before.options, rename)),
  };
  return fc.constant({ before, after });
}

export function withOnePolicyTwice(before: RandomTenant): fc.Arbitrary<Change> {
  return aPolicyOf(before, isObject).map((policy) => ({
    before,
    after: withPolicies(before, [
      ...before.snapshot.policies,
      ...policy.map((one) => ({ ...one, id: 'copy' })),
    ]),
  }));
}

/** How to cut a condition in two that together say what it says: the members of `conditions` of either half. */
type Cut = (conditions: Members, snapshot: TenantSnapshot) => readonly [Members, Members] | null;

const cuts: readonly Cut[] = [
  cutWhereAbsent(
    'platforms',
    { includePlatforms: ['android'] },
    {
      includePlatforms: ['all'],
      excludePlatforms: ['android'],
    },
  ),
  cutWhereAbsent('signInRiskLevels', ['high', 'low'], ['none', 'medium']),
  cutWhereAbsent('userRiskLevels', ['high'], ['none', 'low', 'medium']),
  cutWhereAbsent(
    'locations',
    { includeLocations: ['AllTrusted'] },
    {
      includeLocations: ['All'],
      excludeLocations: ['AllTrusted'],
    },
  ),
  cutUsers,
];

function cutWhereAbsent(condition: string, first: unknown, second: unknown): Cut {
  return (conditions) => {
    const present = conditions[condition] ?? [];
    const isAbsent = Array.isArray(present) && present.length === 0;
    return isAbsent ? [{ [condition]: first }, { [condition]: second }] : null;
  };
}

/** Everybody becomes everybody less a group, and that group: one that is given, for a name would tell something new. */
function cutUsers({ users }: Members, { groups }: TenantSnapshot): readonly [Members, Members] | null {
  const [group] = idsOf(groups);
  if (group === undefined || JSON.stringify(users) !== JSON.stringify(EVERY_USER)) return null;
  return [{ users: { ...EVERY_USER, excludeGroups: [group] } }, { users: { includeGroups: [group] } }];
}

/** One policy becomes two that together say the same; none does where no policy can be cut so. */
export function withOnePolicySplit(before: RandomTenant): fc.Arbitrary<Change> {
  const { policies } = before.snapshot;
  const halves = policies.flatMap((policy) =>
    isObject(policy) && isObject(policy['conditions'])
      ? halvesOf(policy, policy['conditions'], before.snapshot)
      : [],
  );
  if (halves.length === 0) return fc.constant({ before, after: before });
  return fc.constantFrom(...halves).map(({ whole, parts }) => ({
    before,
    after: withPolicies(before, [...policies.filter((policy) => policy !== whole), ...parts]),
  }));
}

function halvesOf(
  whole: Members,
  conditions: Members,
  snapshot: TenantSnapshot,
): readonly { whole: Members; parts: readonly Members[] }[] {
  return cuts.flatMap((cut) => {
    const halves = cut(conditions, snapshot);
    if (halves === null) return [];
    const parts = halves.map((half, index) => ({
      ...whole,
      id: `half-${index + 1}`,
      conditions: { ...conditions, ...half },
    }));
    return [{ whole, parts }];
  });
}

/** One that names nothing new: a name may tell of a location that was not read, or what is a user and what a group. */
export function withOneBlockMore(before: RandomTenant): fc.Arbitrary<Change> {
  const { users, groups, namedLocations, policies } = before.snapshot;
  const known = new Set([users, groups, namedLocations].flatMap(idsOf));
  const namesNothingNew = (policy: Members): boolean =>
    [...JSON.stringify(policy).matchAll(/"((?:user|group|location)-[^"]*)"/g)].every(([, id = '']) =>
      known.has(id),
    );
  return fc.oneof(...CONTROL_KEYS.map(policiesFor)).map((others) => {
    const blocks = others.filter(isObject).filter(namesNothingNew).slice(0, 1);
    const added = blocks.map((block) => ({ ...block, id: 'added', state: 'enabled', grantControls: BLOCK }));
    return { before, after: withPolicies(before, [...policies, ...added]) };
  });
}

/** A group, role, location or list that was read no longer is, and the snapshot says so. */
export function readLess(before: RandomTenant): fc.Arbitrary<Change> {
  const { groups, namedLocations } = before.snapshot;
  const without = (elements: readonly unknown[] | undefined, lost: string): readonly unknown[] | undefined =>
    elements?.filter((element) => !isObject(element) || element['id'] !== lost);
  const roles = (before.snapshot.roleAssignments ?? [])
    .filter(isObject)
    .map((one) => String(one['roleDefinitionId']));
  const kinds = ['group', 'role', 'namedLocations', 'users', 'policies', 'securityDefaults'];
  const losses: fc.Arbitrary<Unread>[] = [
    fc.constantFrom(...kinds).map((kind) => ({ kind })),
    ...idsOf(groups).map((id) => fc.constant({ kind: 'group', id })),
    ...idsOf(namedLocations).map((id) => fc.constant({ kind: 'namedLocations', id })),
    ...roles.map((id) => fc.constant({ kind: 'role', id })),
  ];
  return fc.oneof(...losses).map((loss) => ({
    before,
    after: withSnapshot(before, {
      ...(groups !== undefined && loss.kind === 'group'
        ? { groups: without(groups, loss.id ?? '') ?? [] }
        : {}),
      ...(namedLocations !== undefined && loss.kind === 'namedLocations'
        ? { namedLocations: without(namedLocations, loss.id ?? '') ?? [] }
        : {}),
      unread: [...(before.snapshot.unread ?? []), loss],
    }),
  }));
}

function idsOf(elements: readonly unknown[] | undefined): readonly string[] {
  return (elements ?? []).filter(isObject).map((element) => String(element['id']));
}

/** One of the policies that `matches`, in a list; an empty list where none does. */
function aPolicyOf(
  { snapshot }: RandomTenant,
  matches: (policy: unknown) => policy is Members,
): fc.Arbitrary<readonly Members[]> {
  const candidates = snapshot.policies.filter(matches);
  return candidates.length === 0 ? fc.constant([]) : fc.constantFrom(...candidates).map((policy) => [policy]);
}

function withPolicies(tenant: RandomTenant, policies: readonly unknown[]): RandomTenant {
  return withSnapshot(tenant, { policies });
}

function withSnapshot({ snapshot, options }: RandomTenant, change: Partial<TenantSnapshot>): RandomTenant {
  return { snapshot: { ...snapshot, ...change }, options };
}
