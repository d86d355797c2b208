import type { Population } from '../conditional-access/population.ts';
import type { PrincipalNumbers } from '../conditional-access/principal-numbers.ts';
import { populationIn } from '../conditional-access/tenant-knowledge.ts';
import { type UnreadKind, unreadKind } from '../conditional-access/unread-index.ts';
import { listText } from '../controls/list-text.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';

/** Two tenants of which what one does not speak of is taken from the other. */
export interface Completed {
  readonly before: LargeTenant;
  readonly after: LargeTenant;
  /** One sentence each. */
  readonly assumptions: readonly string[];
}

const members = [
  ['users', 'users', 'users'],
  ['groups', 'group', 'groups'],
  ['roleAssignments', 'role', 'role assignments'],
  ['roleEligibilities', 'roleEligibilities', 'role eligibilities'],
  ['namedLocations', 'namedLocations', 'named locations'],
  ['securityDefaults', 'securityDefaults', 'security defaults'],
  ['baselineScopes', 'baselineScopes', 'baseline scopes'],
  ['licences', 'licences', 'licences'],
] as const satisfies readonly (readonly [keyof TenantSnapshot, UnreadKind, string])[];

/**
 * Whatever one snapshot says nothing of, and the other does, is taken to be the same in both: so policies alone, as
 * they stand in a pipeline, are compared with a tenant that was read whole. Users and groups are taken in with `numbers`.
 */
export function saidByEither(
  former: TenantSnapshot | LargeTenant,
  present: TenantSnapshot | LargeTenant,
  numbers: PrincipalNumbers,
): Completed {
  const before = takenIn(former, numbers);
  const after = takenIn(present, numbers);
  const lackedBefore = lacking(before, after);
  const lackedAfter = lacking(after, before);
  return {
    before: withMembers(before, after, lackedBefore),
    after: withMembers(after, before, lackedAfter),
    assumptions: [...sentence('former', 'new', lackedBefore), ...sentence('new', 'former', lackedAfter)],
  };
}

function takenIn(tenant: TenantSnapshot | LargeTenant, numbers: PrincipalNumbers): LargeTenant {
  const population = populationIn(tenant, numbers);
  if ('population' in tenant) return { ...tenant, population };
  const { users: _, groups: __, ...rest } = tenant;
  return { ...rest, population };
}

type Member = (typeof members)[number];

function lacking(tenant: LargeTenant, other: LargeTenant): readonly Member[] {
  return members.filter((member) => !speaksOf(tenant, member) && speaksOf(other, member));
}

function speaksOf(tenant: LargeTenant, [member, kind]: Member): boolean {
  return isGiven(tenant, member) || (tenant.unread ?? []).some((entry) => unreadKind(entry.kind) === kind);
}

function isGiven(tenant: LargeTenant, member: Member[0]): boolean {
  switch (member) {
    case 'users':
      return tenant.population.areUsersGiven;
    case 'groups':
      return tenant.population.groups !== undefined;
    default:
      return tenant[member] !== undefined;
  }
}

function withMembers(tenant: LargeTenant, other: LargeTenant, lacked: readonly Member[]): LargeTenant {
  const kinds = new Set<UnreadKind>(lacked.map(([, kind]) => kind));
  const unread = (other.unread ?? []).filter((entry) => kinds.has(unreadKind(entry.kind)));
  const taken = lacked.map(([member]) => member);
  const others = taken.filter((member) => member !== 'users' && member !== 'groups');
  return {
    ...tenant,
    ...Object.fromEntries(others.map((member) => [member, other[member]])),
    population: withPeople(tenant.population, other.population, taken),
    unread: [...(tenant.unread ?? []), ...unread],
  };
}

function withPeople(
  population: Population,
  { accounts, areUsersGiven, groups }: Population,
  taken: readonly Member[0][],
): Population {
  return {
    ...population,
    ...(taken.includes('users') && { accounts, areUsersGiven }),
    ...(taken.includes('groups') && { groups }),
  };
}

function sentence(lacks: string, has: string, lacked: readonly Member[]): readonly string[] {
  if (lacked.length === 0) return [];
  const names = listText(
    lacked.map(([, , name]) => name),
    lacked.length,
  );
  return [`The ${lacks} input says nothing of ${names}: what the ${has} one says is taken for both.`];
}
