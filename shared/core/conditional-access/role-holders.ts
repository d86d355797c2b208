import type { RoleAssignment } from './role-assignment.ts';

/** Who holds a role, by assignments that count; `maybe` hold it perhaps, and if `unread` so may everybody. */
export interface RoleHolders {
  readonly users: ReadonlySet<string>;
  /** Unread groups to which the role is assigned: their direct members hold it. */
  readonly unreadGroups: readonly string[];
  readonly maybe: ReadonlySet<string>;
  readonly unread: boolean;
}

/** Users who hold a role by one assignment, and of whom more it may speak. */
export type Holders =
  | { readonly users: readonly string[]; readonly unread: 'nothing' | 'anybody' }
  | { readonly users: readonly string[]; readonly unread: 'group'; readonly group: string };

/** An assignment that could not be read may be anybody's. */
const anybody: Holders = { users: [], unread: 'anybody' };

/**
 * Who holds a role by these assignments, of which `undefined` could not be read. `countsFor` says which of them are for
 * the role, `holdersThrough` whom one principal stands for; `isUnread` that there may be other assignments.
 */
export function roleHolders(
  countsFor: (assignment: RoleAssignment) => 'yes' | 'no' | 'unknown',
  assignments: readonly (RoleAssignment | undefined)[],
  holdersThrough: (principalId: string) => Holders,
  isUnread: boolean,
): RoleHolders {
  const users = new Set<string>();
  const maybe = new Set<string>();
  const unreadGroups = new Set<string>();
  const counting = assignments.flatMap((assignment) => {
    if (assignment === undefined) return [{ counts: 'unknown', holders: anybody }];
    const counts = countsFor(assignment);
    return counts === 'no' ? [] : [{ counts, holders: holdersThrough(assignment.principalId) }];
  });
  let unread = isUnread;
  for (const { counts, holders } of counting) {
    for (const user of holders.users) (counts === 'yes' ? users : maybe).add(user);
    if (counts === 'yes' && holders.unread === 'group') unreadGroups.add(holders.group);
    else if (holders.unread !== 'nothing') unread = true;
  }
  return { users, maybe, unreadGroups: [...unreadGroups], unread };
}
