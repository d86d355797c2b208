import type { Account } from '../conditional-access/account.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass, UserOrigin } from '../conditional-access/user-class.ts';
import type { Cause, Who } from './control-result.ts';
import { exclusionPhrase } from './exclusion-phrase.ts';
import { listText } from './list-text.ts';
import { roleName } from './role-name.ts';

const mostSampled = 10;

/** Who is in a gap: described by what sets them apart; counted and sampled where they surely are, with an object. */
export function whoOf(
  users: readonly UserClass[],
  isCounted: boolean,
  because: readonly Cause[],
  { directory }: TenantKnowledge,
): Who {
  const counted = users.flatMap(({ origin }) =>
    isCounted && origin.kind === 'directory' ? [origin.accounts] : [],
  );
  const named = users.flatMap(({ origin }) =>
    origin.kind === 'named' || origin.kind === 'roleHolder' ? origin.accounts.first(mostSampled) : [],
  );
  return {
    description: describe(users, named, because),
    count: directory.usersRead === 'absent' ? null : counted.reduce((sum, { length }) => sum + length, 0),
    sample: counted
      .flatMap((accounts) => accounts.first(mostSampled))
      .slice(0, mostSampled)
      .map(({ id, displayName }) => ({ id, displayName })),
  };
}

function describe(users: readonly UserClass[], named: readonly Account[], because: readonly Cause[]): string {
  const others = [...new Set(users.flatMap(({ origin }) => descriptionOf(origin) ?? []))];
  if (others.length > 0) return listText(others);
  if (named.length === 1) return `the user ${named[0]?.id}`;
  if (named.length > 1) return `the users ${listText(named.map(({ id }) => id))}`;
  const excluded = [...new Set(because.flatMap((cause) => exclusionPhrase(cause)?.who ?? []))];
  if (excluded.length > 0) return excluded.join(', also ');
  return because.some(({ member }) => member === 'conditions.users')
    ? 'users whom the policy does not include'
    : 'users';
}

/** Whom nobody gave an object. Roles are called by name where only their id is known elsewhere. */
function descriptionOf(origin: UserOrigin): string | undefined {
  if (!('description' in origin)) return undefined;
  const roles = origin.kind === 'assumed' ? origin.roles : [];
  return roles.reduce((text, id) => text.replace(id, roleName(id)), origin.description);
}
