import type { Account } from '../conditional-access/account.ts';
import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import { labelsOf } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Cause, Who } from './control-result.ts';
import { exclusionPhrase } from './exclusion-phrase.ts';
import { guestName } from './guest-type-name.ts';
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
  const others = descriptions(users);
  if (others.length > 0) return listText(others);
  if (named.length === 1) return `the user ${named[0]?.id}`;
  if (named.length > 1) return `the users ${listText(named.map(({ id }) => id))}`;
  const excluded = [...new Set(because.flatMap((cause) => exclusionPhrase(cause)?.who ?? []))];
  if (excluded.length > 0) return excluded.join(', also ');
  return because.some(({ member }) => member === 'conditions.users')
    ? 'users whom the policy does not include'
    : 'users';
}

const holder = 'a holder of the role ';
const mostRoles = 3;

/** Those without an object, each once; the holders of many roles are told in one. */
function descriptions(users: readonly UserClass[]): readonly string[] {
  const each = [...new Set(users.flatMap((user) => descriptionOf(user) ?? []))];
  const roles = each.flatMap((text) => (text.startsWith(holder) ? [text.slice(holder.length)] : []));
  if (roles.length < 2) return each;
  const others = each.filter((text) => !text.startsWith(holder));
  return [...others, `a holder of one of the roles ${listText(roles, mostRoles)}`];
}

/** Roles and guest types are called by name where only their ids are known elsewhere. */
function descriptionOf({ origin, guestTypes }: UserClass): string | undefined {
  if (!('description' in origin)) return undefined;
  if (origin.kind !== 'assumed') return origin.description;
  const [type, ...otherTypes] = labelsOf(guestTypeDimension, guestTypes);
  if (otherTypes.length === 0 && typeof type === 'string' && type !== 'notGuest') return guestName(type);
  return origin.roles.reduce((text, id) => text.replace(id, roleName(id)), origin.description);
}
