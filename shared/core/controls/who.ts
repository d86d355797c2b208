import type { Account } from '../conditional-access/account.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Cause, Who } from './control-result.ts';

const mostSampled = 10;

/** Who is in a gap: described by what sets them apart; counted and sampled where they surely are, with an object. */
export function whoOf(
  users: readonly UserClass[],
  counted: readonly UserClass[],
  because: readonly Cause[],
  { directory }: TenantKnowledge,
): Who {
  const accounts = counted.flatMap(({ origin }) => (origin.kind === 'directory' ? origin.accounts : []));
  const named = users.flatMap(({ origin }) =>
    origin.kind === 'named' || origin.kind === 'roleHolder' ? origin.accounts : [],
  );
  return {
    description: describe(users, named, because),
    count: directory.usersRead === 'absent' ? null : accounts.length,
    sample: accounts.slice(0, mostSampled).map(({ id, displayName }) => ({ id, displayName })),
  };
}

function describe(users: readonly UserClass[], named: readonly Account[], because: readonly Cause[]): string {
  const others = users.flatMap(({ origin }) => ('description' in origin ? [origin.description] : []));
  if (others.length > 0) return [...new Set(others)].join(', ');
  if (named.length > 0)
    return named
      .slice(0, mostSampled)
      .map(({ id }) => `the user ${id}`)
      .join(', ');
  const exclusions = [...new Set(because.map(exclusionText).filter((text) => text !== undefined))];
  if (exclusions.length > 0) return exclusions.join(' and ');
  return because.some(({ member }) => member === 'conditions.users')
    ? 'users whom the policy does not include'
    : 'users';
}

function exclusionText({ member, value }: Cause): string | undefined {
  switch (member) {
    case 'conditions.users.excludeGroups':
      return `members of ${value}`;
    case 'conditions.users.excludeRoles':
      return `holders of the role ${value}`;
    case 'conditions.users.excludeUsers':
      return value === 'GuestsOrExternalUsers' ? 'guests and external users' : value;
    case 'conditions.users.excludeGuestsOrExternalUsers':
      return `guests and external users (${value})`;
    default:
      return undefined;
  }
}
