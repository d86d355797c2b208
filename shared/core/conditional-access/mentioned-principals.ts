import { AccountSet } from './account-set.ts';
import type { Accounts } from './accounts.ts';
import type { NamedPrincipals } from './named-principals.ts';
import type { Population } from './population.ts';
import type { UnreadIndex } from './unread-index.ts';

/**
 * Who is called a user, by number, and what is called a group, by id in lower case, whether or not it was given. Worked
 * out only where something is left in doubt without: it takes all groups.
 */
export interface MentionedPrincipals {
  readonly users: () => AccountSet;
  readonly groups: () => ReadonlySet<string>;
}

/** Everybody who stands as a member in some group, is named by a policy or an exception, or could not be read. */
export function mentionedPrincipals(
  named: Pick<NamedPrincipals, 'users' | 'groups'>,
  unread: UnreadIndex,
  { numbers, groups }: Pick<Population, 'numbers' | 'groups'>,
): MentionedPrincipals {
  return {
    users: once(() => {
      const users = AccountSet.of([...named.users, ...unread.ids('users')].map((id) => numbers.of(id)));
      for (const group of groups?.all() ?? []) {
        users.addNumbers(group.users);
        users.addNumbers(group.untyped);
      }
      return users;
    }),
    groups: once(() => {
      const ids = new Set([...named.groups, ...unread.ids('group').map((id) => id.toLowerCase())]);
      for (const group of groups?.all() ?? []) for (const id of group.groups) ids.add(id);
      return ids;
    }),
  };
}

/** What is mentioned in either of two tenants, whose principals are numbered alike; users that the other gives, too. */
export function mentionedByEither(
  own: MentionedPrincipals,
  other: MentionedPrincipals,
  othersAccounts: Accounts,
): MentionedPrincipals {
  return {
    users: once(() => {
      const users = new AccountSet();
      users.addAll(own.users());
      users.addAll(other.users());
      for (const { numbers } of othersAccounts.cohorts()) users.addNumbers(numbers);
      return users;
    }),
    groups: once(() => new Set([...own.groups(), ...other.groups()])),
  };
}

function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
