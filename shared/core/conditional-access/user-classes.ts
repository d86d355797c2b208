import type { ControlException } from '../exceptions/exception.ts';
import { allPoints, everywhere, nowhere, type PointSet, pointSet, type Region } from '../prover/cube.ts';
import { type Account, namedAccount } from './directory.ts';
import { anyTypeWithObject, type GuestType, guestTypeSet, guestTypesWithoutObject } from './guest-types.ts';
import type { NamedPrincipals } from './named-principals.ts';
import { Partition } from './partition.ts';
import { holds, type SignInSpace, type UnknownDimension } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import type { UserClass, UserOrigin } from './user-class.ts';

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
): UserClasses {
  const memberships = new Memberships(tenant, named, space);
  const { accounts, usersRead } = tenant.directory;
  const classesOf = (some: readonly Account[], kind: 'directory' | 'named', exists: UserClass['exists']) =>
    parted(some, named, exceptions, memberships).map((members) => memberships.classOf(members, kind, exists));
  const phantoms = usersRead === 'given' ? unreadUsers(tenant) : namedUsers(tenant, named);
  return {
    enabled: [
      ...classesOf(
        accounts.filter(({ enabled }) => enabled),
        'directory',
        'surely',
      ),
      ...classesOf(phantoms, 'named', 'surely'),
      ...guestTypesWithoutObject.flatMap((type) => memberships.withoutObject(type)),
      ...(usersRead === 'given' ? [] : assumedClasses(tenant, named, phantoms, memberships, classesOf)),
    ],
    disabled: classesOf(
      accounts.filter(({ enabled }) => !enabled),
      'directory',
      'surely',
    ),
  };
}

/** Users who were asked for and not returned exist all the same. */
function unreadUsers({ directory, unread }: TenantKnowledge): readonly Account[] {
  return unread
    .ids('users')
    .filter((id) => !directory.isUser(id))
    .map(namedAccount);
}

/** Without a whole directory: each user that policies, exceptions or groups name exists. */
function namedUsers(tenant: TenantKnowledge, named: NamedPrincipals): readonly Account[] {
  const { directory } = tenant;
  const ids = new Set([
    ...named.users,
    ...directory.memberIds(),
    ...tenant.unread.ids('users').map((id) => id.toLowerCase()),
  ]);
  return [...ids].filter((id) => !directory.isUser(id) && !directory.isGroup(id)).map(namedAccount);
}

/**
 * Where no directory says who exists: somebody may be in anything that was not read (a pass must hold for them), and
 * these surely exist: a user in nothing that is named, one in exactly each group and role, one of each guest type.
 */
function assumedClasses(
  tenant: TenantKnowledge,
  named: NamedPrincipals,
  phantoms: readonly Account[],
  memberships: Memberships,
  classesOf: (accounts: readonly Account[], kind: 'named', exists: 'possibly') => readonly UserClass[],
): readonly UserClass[] {
  const known = new Set(phantoms.map(({ id }) => id));
  const holders = new Set(
    named.roles.flatMap((role) => [
      ...memberships.roleHolders(role).users,
      ...memberships.roleHolders(role).maybe,
    ]),
  );
  const principals = [...holders]
    .filter((id) => !known.has(id) && !tenant.directory.isUser(id))
    .map(namedAccount);
  return [
    ...classesOf(principals, 'named', 'possibly'),
    memberships.anybodyElse(),
    memberships.assumed('a user in nothing that is named', [], undefined, 'notGuest'),
    ...memberships
      .unreadGroups()
      .map((id) =>
        memberships.assumed(`a member of ${tenant.directory.groupName(id)}`, [id], undefined, 'notGuest'),
      ),
    ...memberships
      .unreadRoles()
      .map((id) => memberships.assumed(`a holder of the role ${id}`, [], id, 'notGuest')),
    ...named.guestTypes
      .filter((type) => !guestTypesWithoutObject.some((without) => without === type))
      .map((type) => memberships.assumed(`a user of the type ${type}`, [], undefined, type)),
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
  for (const exception of exceptions) if (exception.kind === 'group') split(exception.membersAtApproval);
  for (const types of new Set(accounts.map((account) => account.guestTypes))) {
    partition.split([...accounts.keys()].filter((index) => accounts[index]?.guestTypes === types));
  }
  return partition.classes().map((members) => members.flatMap((index) => accounts[index] ?? []));
}

/** Who is in what, as regions over the unknowns of the user. */
class Memberships {
  readonly #tenant: TenantKnowledge;
  readonly #named: NamedPrincipals;
  readonly #space: SignInSpace;
  readonly #holders = new Map<string, ReturnType<TenantKnowledge['directory']['roleHolders']>>();

  constructor(tenant: TenantKnowledge, named: NamedPrincipals, space: SignInSpace) {
    this.#tenant = tenant;
    this.#named = named;
    this.#space = space;
  }

  groupMembers(id: string) {
    return this.#tenant.directory.groupMembers(id);
  }

  roleHolders(id: string) {
    const known = this.#holders.get(id);
    if (known !== undefined) return known;
    const holders = this.#tenant.directory.roleHolders(id);
    this.#holders.set(id, holders);
    return holders;
  }

  /** The groups that policies name, or that are nested in one, of which not all members were read. */
  unreadGroups(): readonly string[] {
    return [
      ...new Set(
        this.#named.groups
          .filter((id) => !this.#tenant.directory.isUser(id))
          .flatMap((id) => this.groupMembers(id).unread),
      ),
    ];
  }

  unreadRoles(): readonly string[] {
    return this.#named.roles.filter((id) => this.roleHolders(id).unread);
  }

  classOf(accounts: readonly Account[], kind: 'directory' | 'named', exists: UserClass['exists']): UserClass {
    const id = accounts[0]?.id.toLowerCase() ?? '';
    return {
      exists,
      origin: { kind, accounts },
      guestTypes: accounts[0]?.guestTypes ?? anyTypeWithObject,
      homeTenants: allPoints(this.#space.homeTenant),
      is: (userId) => userId === id,
      inGroup: (groupId) => {
        const { users, unread } = this.groupMembers(groupId);
        return users.has(id) ? everywhere : unread.flatMap((group) => holds(this.#unreadGroup(group)));
      },
      inRole: (roleId) => {
        const { users, maybe, unread } = this.roleHolders(roleId);
        if (users.has(id)) return everywhere;
        return unread || maybe.has(id) ? holds(this.#unreadRole(roleId)) : nowhere;
      },
    };
  }

  /** Such guests may come from every tenant: from each that policies name, and from others. */
  withoutObject(type: GuestType): readonly UserClass[] {
    const description =
      type === 'serviceProvider' ? 'users of service providers' : 'B2B direct connect users';
    return this.#space.homeTenant.labels.map((tenant, point) => {
      const from = tenant === null ? description : `${description} of the tenant ${tenant}`;
      const outside = this.#outside(
        'surely',
        { kind: 'withoutObject', description: from },
        guestTypeSet([type]),
      );
      return { ...outside, homeTenants: pointSet([point]) };
    });
  }

  /** Somebody of whom nothing is known: in nothing that was read, perhaps in anything that was not. */
  anybodyElse(): UserClass {
    const origin: UserOrigin = { kind: 'assumed', description: 'any other user', groups: [], roles: [] };
    return {
      ...this.#outside('possibly', origin, anyTypeWithObject),
      inGroup: (groupId) =>
        this.groupMembers(groupId).unread.flatMap((group) => holds(this.#unreadGroup(group))),
      inRole: (roleId) => (this.roleHolders(roleId).unread ? holds(this.#unreadRole(roleId)) : nowhere),
    };
  }

  assumed(
    description: string,
    groups: readonly string[],
    role: string | undefined,
    type: GuestType,
  ): UserClass {
    const origin: UserOrigin = {
      kind: 'assumed',
      description,
      groups,
      roles: role === undefined ? [] : [role],
    };
    return {
      ...this.#outside('surely', origin, guestTypeSet([type])),
      inGroup: (groupId) =>
        this.groupMembers(groupId).unread.some((id) => groups.includes(id)) ? everywhere : nowhere,
      inRole: (roleId) => (roleId === role ? everywhere : nowhere),
    };
  }

  #outside(exists: UserClass['exists'], origin: UserOrigin, types: PointSet): UserClass {
    const none = (): Region => nowhere;
    const homeTenants = allPoints(this.#space.homeTenant);
    return { exists, origin, guestTypes: types, homeTenants, is: () => false, inGroup: none, inRole: none };
  }

  #unreadGroup(id: string): UnknownDimension {
    return this.#space.unknown({
      speaksOf: 'user',
      kind: 'group',
      id,
      why: this.#tenant.unread.why('group', id) ?? 'The members of the group were not read',
      whatToDo:
        'Grant GroupMember.Read.All (and Member.Read.Hidden for hidden memberships), or give the group with its members.',
    });
  }

  #unreadRole(id: string): UnknownDimension {
    return this.#space.unknown({
      speaksOf: 'user',
      kind: 'role',
      id,
      why: this.#tenant.unread.why('role', id) ?? 'Who holds the role was not read whole',
      whatToDo: 'Grant RoleManagement.Read.Directory, or give the role assignments.',
    });
  }
}
