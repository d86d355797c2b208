import type { ControlException } from '../exceptions/exception.ts';
import { type Account, namedAccount } from './account.ts';
import { guestTypesWithoutObject } from './guest-types.ts';
import { type AccountKind, Memberships } from './memberships.ts';
import type { NamedPrincipals } from './named-principals.ts';
import { Partition } from './partition.ts';
import type { SignInSpace } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import type { UserClass } from './user-class.ts';

/** All users whom a verdict must speak of, and apart from them the accounts that cannot sign in. */
export interface UserClasses {
  readonly enabled: readonly UserClass[];
  readonly disabled: readonly UserClass[];
}

export function userClasses(
  tenant: TenantKnowledge,
  named: NamedPrincipals,
  exceptions: readonly ControlException[],
  space: SignInSpace,
  administrativeRoles: ReadonlySet<string>,
): UserClasses {
  const memberships = new Memberships(tenant, named, space, administrativeRoles);
  const { accounts, usersRead } = tenant.directory;
  const classesOf = (some: readonly Account[], kind: AccountKind, exists: UserClass['exists']) =>
    parted(some, named, exceptions, memberships).map((members) => memberships.classOf(members, kind, exists));
  // Whoever was asked for and not returned is unknown, and never assumed.
  const existsSurely = ({ id }: Account) => usersRead === 'absent' && !tenant.unread.names('users', id);
  const phantoms = usersRead === 'given' ? unreadUsers(tenant) : namedUsers(tenant, named);
  const enabled = accounts.filter((account) => account.enabled);
  const disabled = accounts.filter((account) => !account.enabled);
  return {
    enabled: [
      ...classesOf(enabled, 'directory', 'surely'),
      ...classesOf(phantoms.filter(existsSurely), 'named', 'surely'),
      ...classesOf(
        phantoms.filter((account) => !existsSurely(account)),
        'named',
        'possibly',
      ),
      ...guestTypesWithoutObject.flatMap((type) => memberships.withoutObject(type)),
      ...(usersRead === 'given' ? [] : possibleClasses(tenant, named, phantoms, memberships, classesOf)),
      ...(usersRead === 'absent' ? assumedClasses(tenant, named, memberships) : []),
    ],
    disabled: classesOf(disabled, 'directory', 'surely'),
  };
}

/** Users who were asked for and not returned may exist. */
function unreadUsers({ directory, unread }: TenantKnowledge): readonly Account[] {
  const ids = unread.ids('users').filter((id) => !directory.isUser(id));
  return ids.map(namedAccount);
}

/** Without a whole directory: each user that policies, exceptions or groups name. */
function namedUsers(tenant: TenantKnowledge, named: NamedPrincipals): readonly Account[] {
  const { directory, unread } = tenant;
  const unreadIds = unread.ids('users').map((id) => id.toLowerCase());
  const ids = new Set([...named.users, ...directory.memberIds(), ...unreadIds]);
  return [...ids].filter((id) => !directory.isUser(id) && !directory.isGroup(id)).map(namedAccount);
}

/** Who may exist where the directory is not whole: somebody in anything that was not read, and whoever holds a role. */
function possibleClasses(
  tenant: TenantKnowledge,
  named: NamedPrincipals,
  phantoms: readonly Account[],
  memberships: Memberships,
  classesOf: (accounts: readonly Account[], kind: 'roleHolder', exists: 'possibly') => readonly UserClass[],
): readonly UserClass[] {
  const known = new Set(phantoms.map(({ id }) => id.toLowerCase()));
  const holders = named.roles.flatMap((role) => {
    const { users, maybe } = memberships.roleHolders(role);
    return [...users, ...maybe];
  });
  const others = [...new Set([...holders, ...memberships.administrators.users])].filter(
    (id) => !known.has(id) && !tenant.directory.isUser(id),
  );
  return [...classesOf(others.map(namedAccount), 'roleHolder', 'possibly'), memberships.anybodyElse()];
}

/**
 * Who surely exists where nothing was said of users: a user in nothing that is named, one in exactly each group, role
 * and guest type.
 */
function assumedClasses(
  { directory }: TenantKnowledge,
  named: NamedPrincipals,
  memberships: Memberships,
): readonly UserClass[] {
  const unnamedRole = memberships.assumedAdministrativeRole();
  const withObject = named.guestTypes.filter(
    (type) => !guestTypesWithoutObject.some((other) => other === type),
  );
  return [
    memberships.assumed('a user in nothing that is named', [], undefined, 'notGuest'),
    ...memberships
      .assumedGroups()
      .map((id) =>
        memberships.assumed(`a member of ${directory.groupName(id)}`, [id], undefined, 'notGuest'),
      ),
    ...memberships
      .assumedRoles()
      .map((id) => memberships.assumed(`a holder of the role ${id}`, [], id, 'notGuest')),
    ...(unnamedRole === undefined
      ? []
      : [
          memberships.assumed(
            'a holder of an administrative role that no policy names',
            [],
            unnamedRole,
            'notGuest',
          ),
        ]),
    ...withObject.flatMap((type) =>
      memberships.fromEveryTenant(memberships.assumed(`a user of the type ${type}`, [], undefined, type)),
    ),
  ];
}

/** Splits accounts by everything that policies and exceptions can tell apart. */
function parted(
  accounts: readonly Account[],
  named: NamedPrincipals,
  exceptions: readonly ControlException[],
  memberships: Memberships,
): readonly (readonly Account[])[] {
  if (accounts.length === 0) return [];
  const position = new Map(accounts.map(({ id }, index) => [id.toLowerCase(), index]));
  const partition = new Partition(accounts.length);
  const split = (ids: Iterable<string>) =>
    partition.split([...ids].flatMap((id) => position.get(id.toLowerCase()) ?? []));
  for (const id of named.users) split([id]);
  for (const id of named.groups) split(memberships.groupMembers(id).users);
  for (const id of named.roles) {
    split(memberships.roleHolders(id).users);
    split(memberships.roleHolders(id).maybe);
  }
  split(memberships.administrators.users);
  for (const exception of exceptions) if (exception.kind === 'group') split(exception.membersAtApproval);
  for (const types of new Set(accounts.map((account) => account.guestTypes))) {
    partition.split([...accounts.keys()].filter((index) => accounts[index]?.guestTypes === types));
  }
  return partition.classes().map((members) => members.flatMap((index) => accounts[index] ?? []));
}
