import { AccountSet } from '../../conditional-access/account-set.ts';
import type { Directory } from '../../conditional-access/directory.ts';
import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import type { Plan, WirePolicy } from '../plan.ts';
import { includesName, listAt } from '../wire-members.ts';

/**
 * Emergency access must be named, exist, be able to sign in, and be left out by every policy that the plan writes, at
 * every stage. Whatever of that is not known stands against it.
 */
export function emergencyAccessProblems(
  emergencyAccess: readonly string[],
  { policies }: Pick<Plan, 'policies'>,
  { directory }: Pick<TenantKnowledge, 'directory'>,
): readonly string[] {
  if (emergencyAccess.length === 0) {
    return [
      'No emergency access is named: set EMERGENCY_ACCESS_IDS to accounts that no policy may lock out.',
    ];
  }
  return emergencyAccess.flatMap((id) => {
    const found = emergencyUsers(id, directory);
    if (typeof found === 'string') return [found];
    const including = policies.filter(({ stages }) =>
      stages.some(({ policy }) => !isExcluded(id, found, policy, directory)),
    );
    return including.map(
      ({ policy }) =>
        `Emergency access ${nameOf(id, directory)} is not excluded by the policy "${policy.displayName}" of the plan.`,
    );
  });
}

/** The enabled accounts that the id stands for, by number; else what is wrong with it. */
function emergencyUsers(id: string, directory: Directory): AccountSet | string {
  const name = nameOf(id, directory);
  const account = directory.account(id);
  const number = directory.numbers.find(id);
  if (account !== undefined && number !== undefined) {
    return account.enabled
      ? AccountSet.of([number])
      : `The emergency access account ${name} is disabled: enable it first.`;
  }
  if (!directory.mayBeGroup(id)) {
    return directory.usersRead === 'given'
      ? `The emergency access ${name} does not exist: correct EMERGENCY_ACCESS_IDS.`
      : `The emergency access account ${name} could not be read.`;
  }
  const { users, unread } = directory.groupMembers(id);
  if (unread.length > 0) return `The members of the emergency access group ${name} could not be read.`;
  const enabled = AccountSet.of(
    [...users].filter((user) => directory.account(directory.numbers.idOf(user))?.enabled === true),
  );
  return enabled.isEmpty ? `The emergency access group ${name} has no enabled member.` : enabled;
}

/** Itself by name, or each of its accounts by name or through a group that the policy leaves out. */
function isExcluded(id: string, users: AccountSet, policy: WirePolicy, directory: Directory): boolean {
  const excludedUsers = listAt(policy, 'conditions.users.excludeUsers');
  const excludedGroups = listAt(policy, 'conditions.users.excludeGroups');
  if (directory.isGroup(id) && includesName(excludedGroups, id)) return true;
  return [...users].every(
    (user) =>
      includesName(excludedUsers, directory.numbers.idOf(user)) ||
      excludedGroups.some((group) => directory.groupMembers(group).users.has(user)),
  );
}

function nameOf(id: string, directory: Directory): string {
  return directory.account(id)?.displayName ?? directory.groupName(id);
}
