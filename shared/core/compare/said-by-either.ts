import { type UnreadKind, unreadKind } from '../conditional-access/unread-index.ts';
import type { TenantSnapshot } from '../tenant-snapshot.ts';

/** Two snapshots of which what one does not speak of is taken from the other. */
export interface Completed {
  readonly before: TenantSnapshot;
  readonly after: TenantSnapshot;
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
export function saidByEither(before: TenantSnapshot, after: TenantSnapshot): Completed {
  const lackedBefore = lacking(before, after);
  const lackedAfter = lacking(after, before);
  return {
    before: withMembers(before, after, lackedBefore),
    after: withMembers(after, before, lackedAfter),
    assumptions: [...sentence('former', 'new', lackedBefore), ...sentence('new', 'former', lackedAfter)],
  };
}

type Member = (typeof members)[number];

function lacking(snapshot: TenantSnapshot, other: TenantSnapshot): readonly Member[] {
  return members.filter((member) => !speaksOf(snapshot, member) && speaksOf(other, member));
}

function speaksOf({ unread = [], ...snapshot }: TenantSnapshot, [member, kind]: Member): boolean {
  return snapshot[member] !== undefined || unread.some((entry) => unreadKind(entry.kind) === kind);
}

function withMembers(
  snapshot: TenantSnapshot,
  other: TenantSnapshot,
  lacked: readonly Member[],
): TenantSnapshot {
  if (lacked.length === 0) return snapshot;
  const kinds = new Set<UnreadKind>(lacked.map(([, kind]) => kind));
  const unread = (other.unread ?? []).filter((entry) => kinds.has(unreadKind(entry.kind)));
  const taken = lacked.flatMap(([member]) => (other[member] === undefined ? [] : [[member, other[member]]]));
  return { ...snapshot, ...Object.fromEntries(taken), unread: [...(snapshot.unread ?? []), ...unread] };
}

function sentence(lacks: string, has: string, lacked: readonly Member[]): readonly string[] {
  if (lacked.length === 0) return [];
  const names = lacked.map(([, , name]) => name).join(', ');
  return [`The ${lacks} input says nothing of ${names}: what the ${has} one says is taken for both.`];
}
