import { AccountSet } from './account-set.ts';
import type { RoleAssignment } from './role-assignment.ts';

/** Who holds a role, by assignments that count; `maybe` hold it perhaps, and if `unread` so may everybody. */
export interface RoleHolders {
  readonly users: AccountSet;
  /** Unread groups to which the role is assigned: their direct members hold it. */
  readonly unreadGroups: readonly string[];
  readonly maybe: AccountSet;
  readonly unread: boolean;
}

/** Users, by number, who hold a role by one assignment, and of whom more it may speak. */
export type Holders =
  | { readonly users: Int32Array; readonly unread: 'nothing' | 'anybody' }
  | { readonly users: Int32Array; readonly unread: 'group'; readonly group: string };

/** An assignment that could not be read may be anybody's. */
const anybody: Holders = { users: new Int32Array(), unread: 'anybody' };

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
  const counting = assignments.flatMap((assignment) => {
    if (assignment === undefined) return [{ isSure: false, ...anybody }];
    const counts = countsFor(assignment);
    return counts === 'no' ? [] : [{ isSure: counts === 'yes', ...holdersThrough(assignment.principalId) }];
  });
  const usersOf = (sure: boolean) => {
    const holders = new AccountSet();
    for (const { isSure, users } of counting) if (isSure === sure) holders.addNumbers(users);
    return holders;
  };
  const throughUnread = counting.filter(({ isSure, unread }) => isSure && unread === 'group');
  return {
    users: usersOf(true),
    maybe: usersOf(false),
    unreadGroups: [...new Set(throughUnread.flatMap((holders) => ('group' in holders ? holders.group : [])))],
    unread:
      isUnread ||
      counting.some(({ isSure, unread }) => unread === 'anybody' || (!isSure && unread === 'group')),
  };
}
