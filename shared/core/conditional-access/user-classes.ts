import type { ControlException } from '../exceptions/exception.ts';
import {
  allPoints,
  everywhere,
  intersect,
  nowhere,
  type PointSet,
  pointSet,
  type Region,
} from '../prover/cube.ts';
import { type Account, namedAccount } from './directory.ts';
import { anyTypeWithObject, type GuestType, guestTypeSet, guestTypesWithoutObject } from './guest-types.ts';
import type { NamedPrincipals } from './named-principals.ts';
import { Partition } from './partition.ts';
import { holds, type SignInSpace, type UnknownDimension } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import type { UserClass, UserOrigin } from './user-class.ts';

/** Where the accounts of a class come from. */
type AccountKind = Extract<UserOrigin, { accounts: readonly Account[] }>['kind'];

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
  const others = [...new Set(holders)].filter((id) => !known.has(id) && !tenant.directory.isUser(id));
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

  /**
   * The groups and roles that some user is taken to be in: only where nothing at all was said of memberships. A group
   * that the list of groups lacks, or that stands under `unread`, is unknown and never assumed.
   */
  assumedGroups(): readonly string[] {
    const { directory, unread } = this.#tenant;
    if (directory.groupsGiven) return [];
    return this.#named.groupsOfPolicies.filter((id) => !unread.covers('group', id));
  }

  assumedRoles(): readonly string[] {
    const { directory, unread } = this.#tenant;
    return directory.assignmentsGiven ? [] : this.#named.roles.filter((id) => !unread.covers('role', id));
  }

  classOf(accounts: readonly Account[], kind: AccountKind, exists: UserClass['exists']): UserClass {
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
        const { users, maybe } = this.roleHolders(roleId);
        if (users.has(id)) return everywhere;
        const maybeHolds = maybe.has(id) ? holds(this.#unreadRole(roleId)) : nowhere;
        return [...maybeHolds, ...this.#perhapsInRole(roleId)];
      },
    };
  }

  withoutObject(type: GuestType): readonly UserClass[] {
    const description =
      type === 'serviceProvider' ? 'users of service providers' : 'B2B direct connect users';
    return this.fromEveryTenant(
      this.#outside('surely', { kind: 'withoutObject', description }, guestTypeSet([type])),
    );
  }

  /** Guests who are taken to exist come from each tenant that policies name, and from others. */
  fromEveryTenant(user: UserClass): readonly UserClass[] {
    return this.#space.homeTenant.labels.map((tenant, point) => {
      const homeTenants = pointSet([point]);
      if (tenant === null || !('description' in user.origin)) return { ...user, homeTenants };
      const description = `${user.origin.description} of the tenant ${tenant}`;
      return { ...user, homeTenants, origin: { ...user.origin, description } };
    });
  }

  /** Somebody of whom nothing is known: in nothing that was read, perhaps in anything that was not. */
  anybodyElse(): UserClass {
    const origin: UserOrigin = { kind: 'assumed', description: 'any other user', groups: [], roles: [] };
    return {
      ...this.#outside('possibly', origin, anyTypeWithObject),
      inGroup: (groupId) =>
        this.groupMembers(groupId).unread.flatMap((group) => holds(this.#unreadGroup(group))),
      inRole: (roleId) => this.#perhapsInRole(roleId),
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
      inRole: (roleId) => {
        const holdsThroughGroup = this.roleHolders(roleId).unreadGroups.some((id) => groups.includes(id));
        return roleId === role || holdsThroughGroup ? everywhere : nowhere;
      },
    };
  }

  #outside(exists: UserClass['exists'], origin: UserOrigin, types: PointSet): UserClass {
    const none = (): Region => nowhere;
    const homeTenants = allPoints(this.#space.homeTenant);
    return { exists, origin, guestTypes: types, homeTenants, is: () => false, inGroup: none, inRole: none };
  }

  /** Where somebody of whom no assignment speaks may hold the role all the same. */
  #perhapsInRole(roleId: string): Region {
    const { unreadGroups, unread } = this.roleHolders(roleId);
    return [
      ...unreadGroups.flatMap((group) =>
        intersect(holds(this.#unreadGroup(group)), holds(this.#directly(group))),
      ),
      ...(unread ? holds(this.#unreadRole(roleId)) : nowhere),
    ];
  }

  /** What is nested in a role-assigned group confers nothing: only its direct members hold the role. */
  #directly(id: string): UnknownDimension {
    const { why, whatToDo } = this.#unreadGroup(id);
    return this.#space.unknown({ speaksOf: 'user', kind: 'directMember', id, why, whatToDo });
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
