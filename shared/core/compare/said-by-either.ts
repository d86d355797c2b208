import { type UnreadKind, unreadKind } from '../conditional-access/unread-index.ts';
import { listText } from '../controls/list-text.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';

type Tenant = TenantSnapshot | LargeTenant;

/** Two snapshots of which what one does not speak of is taken from the other. */
export interface Completed {
  readonly before: Tenant;
  readonly after: Tenant;
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
 * they stand in a pipeline, are compared with a tenant that was read whole.
 */
export function saidByEither(before: Tenant, after: Tenant): Completed {
  const lackedBefore = lacking(before, after);
  const lackedAfter = lacking(after, before);
  return {
    before: withMembers(before, after, lackedBefore),
    after: withMembers(after, before, lackedAfter),
    assumptions: [...sentence('former', 'new', lackedBefore), ...sentence('new', 'former', lackedAfter)],
  };
}

type Member = (typeof members)[number];

function lacking(tenant: Tenant, other: Tenant): readonly Member[] {
  const lacked = members.filter((member) => !speaksOf(tenant, member) && speaksOf(other, member));
  const isLarge = 'population' in tenant || 'population' in other;
  const ofPeople = lacked.filter(([member]) => member === 'users' || member === 'groups');
  // The users and groups of a large tenant were taken in together, and are taken from it together or not at all.
  const isWhole = !('population' in tenant) && ofPeople.length === 2;
  return isLarge && !isWhole ? lacked.filter((member) => !ofPeople.includes(member)) : lacked;
}

function speaksOf(tenant: Tenant, [member, kind]: Member): boolean {
  return isGiven(tenant, member) || (tenant.unread ?? []).some((entry) => unreadKind(entry.kind) === kind);
}

function isGiven(tenant: Tenant, member: Member[0]): boolean {
  if (!('population' in tenant)) return tenant[member] !== undefined;
  if (member === 'users') return tenant.population.areUsersGiven;
  return member === 'groups' ? tenant.population.groups !== undefined : tenant[member] !== undefined;
}

function withMembers(tenant: Tenant, other: Tenant, lacked: readonly Member[]): Tenant {
  if (lacked.length === 0) return tenant;
  const kinds = new Set<UnreadKind>(lacked.map(([, kind]) => kind));
  const unread = (other.unread ?? []).filter((entry) => kinds.has(unreadKind(entry.kind)));
  const taken = lacked.flatMap(([member]) => membersOf(other, member));
  return { ...tenant, ...Object.fromEntries(taken), unread: [...(tenant.unread ?? []), ...unread] };
}

/** The users and groups of a large tenant are one. */
function membersOf(tenant: Tenant, member: Member[0]): readonly (readonly [string, unknown])[] {
  if (!('population' in tenant)) return tenant[member] === undefined ? [] : [[member, tenant[member]]];
  if (member === 'users' || member === 'groups') return [['population', tenant.population]];
  return tenant[member] === undefined ? [] : [[member, tenant[member]]];
}

function sentence(lacks: string, has: string, lacked: readonly Member[]): readonly string[] {
  if (lacked.length === 0) return [];
  const names = listText(
    lacked.map(([, , name]) => name),
    lacked.length,
  );
  return [`The ${lacks} input says nothing of ${names}: what the ${has} one says is taken for both.`];
}
