import {
  allPoints,
  everywhere,
  intersect,
  nowhere,
  type PointSet,
  pointSet,
  type Region,
} from '../prover/cube.ts';
import { namedAccount } from './account.ts';
import { AccountSet } from './account-set.ts';
import { type Cohort, cohortOf } from './cohort.ts';
import type { GroupMembers } from './directory.ts';
import { anyTypeWithObject, type GuestType, guestTypeSet } from './guest-types.ts';
import type { NamedPrincipals } from './named-principals.ts';
import type { Principals, UsersCondition } from './policy.ts';
import type { RoleHolders } from './role-holders.ts';
import { holds, type SignInSpace, type UnknownDimension } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import type { AccountList, UserClass, UserOrigin } from './user-class.ts';

/** Where the accounts of a class come from. */
type AccountKind = Extract<UserOrigin, { accounts: AccountList }>['kind'];

/** Makes classes of users, and knows who is in what: for sure, or as regions over the unknowns of the user. */
export class Memberships {
  readonly #tenant: TenantKnowledge;
  readonly #named: NamedPrincipals;
  readonly #space: SignInSpace;
  readonly #holders = new Map<string, RoleHolders>();
  readonly #tellers = new Map<UsersCondition, readonly AccountSet[]>();
  readonly #administrativeRoles: ReadonlySet<string>;
  readonly #administrators: RoleHolders;

  /** `administrativeRoles`: ids in lower case; whoever holds one of them is an administrator. */
  constructor(
    tenant: TenantKnowledge,
    named: NamedPrincipals,
    space: SignInSpace,
    administrativeRoles: ReadonlySet<string>,
  ) {
    this.#tenant = tenant;
    this.#named = named;
    this.#space = space;
    this.#administrativeRoles = administrativeRoles;
    this.#administrators = tenant.directory.holdersOfAny(administrativeRoles);
  }

  groupMembers(id: string): GroupMembers {
    return this.#tenant.directory.groupMembers(id);
  }

  roleHolders(id: string): RoleHolders {
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

  /** One for all administrative roles that no policy names: nothing tells their holders apart. */
  assumedAdministrativeRole(): string | undefined {
    const { directory, unread } = this.#tenant;
    if (directory.assignmentsGiven) return undefined;
    return [...this.#administrativeRoles].find(
      (id) => !this.#named.roles.includes(id) && !unread.covers('role', id),
    );
  }

  /** What tells administrators apart from others: who surely is one, and who is perhaps, as policies see it. */
  administratorTellers(): readonly AccountSet[] {
    const seen = this.#named.roles.filter((id) => this.#administrativeRoles.has(id));
    return [this.#administrators.users, ...seen.map((id) => this.roleHolders(id).maybe)].filter(
      (set) => !set.isEmpty,
    );
  }

  get administrators(): RoleHolders {
    return this.#administrators;
  }

  /**
   * What tells accounts of the same guest type apart in a condition on users: two accounts that each of these sets
   * holds, or does not hold, are the same to it.
   */
  tellersOf(condition: UsersCondition): readonly AccountSet[] {
    const known = this.#tellers.get(condition) ?? this.#findTellers(condition);
    this.#tellers.set(condition, known);
    return known;
  }

  /** Whether a condition on users may tell accounts apart at all. Reads no group. */
  mayTellApart({ include, exclude }: UsersCondition): boolean {
    const { directory } = this.#tenant;
    return [include, exclude].some(
      ({ users, groups, roles }) =>
        users.some((id) => directory.numbers.find(id) !== undefined) ||
        groups.some((id) => directory.isGivenGroup(id)) ||
        (roles.length > 0 && directory.assignmentsGiven),
    );
  }

  #findTellers({ include, exclude }: UsersCondition): readonly AccountSet[] {
    const includesAll = include.users.some((id) => id.toLowerCase() === 'all');
    const sides = includesAll ? [exclude] : [include, exclude];
    return sides
      .flatMap((side) => [
        this.#surely(side),
        ...side.roles.map((id) => this.roleHolders(id.toLowerCase()).maybe),
      ])
      .filter((set) => !set.isEmpty);
  }

  /** Everybody who surely is one of the principals. */
  #surely({ users, groups, roles }: Principals): AccountSet {
    return this.union([
      this.usersNamed(users),
      ...groups.map((id) => this.groupMembers(id).users),
      ...roles.map((id) => this.roleHolders(id.toLowerCase()).users),
    ]);
  }

  usersNamed(ids: readonly string[]): AccountSet {
    const { numbers } = this.#tenant.directory;
    return AccountSet.of(ids.flatMap((id) => numbers.find(id) ?? []));
  }

  union(sets: readonly AccountSet[]): AccountSet {
    const telling = sets.filter((set) => !set.isEmpty);
    if (telling.length === 1 && telling[0] !== undefined) return telling[0];
    const all = new AccountSet(this.#tenant.directory.numbers.count);
    for (const set of telling) all.addAll(set);
    return all;
  }

  /** Accounts of one guest type, given by number. */
  cohort(
    numbers: Int32Array,
    kind: AccountKind,
    exists: UserClass['exists'],
    guestTypes = anyTypeWithObject,
  ): Cohort {
    return cohortOf(numbers, (some) => this.#classOf(some, kind, exists, guestTypes));
  }

  #classOf(
    numbers: Int32Array,
    kind: AccountKind,
    exists: UserClass['exists'],
    guestTypes: PointSet,
  ): UserClass {
    const number = numbers[0] ?? -1;
    const id = this.#tenant.directory.numbers.idOf(number);
    const inRole = (roleId: string) => {
      const { users, maybe } = this.roleHolders(roleId);
      if (users.has(number)) return everywhere;
      const maybeHolds = maybe.has(number) ? holds(this.#unreadRole(roleId)) : nowhere;
      return [...maybeHolds, ...this.#perhapsInRole(roleId)];
    };
    const isAdministrator = () =>
      this.#administrators.users.has(number) ? everywhere : this.#perhapsAdministrator(inRole);
    return {
      exists,
      origin: { kind, accounts: this.#accountList(numbers) },
      guestTypes,
      homeTenants: allPoints(this.#space.homeTenant),
      is: (userId) => userId === id,
      isAmong: (userIds) => userIds.has(id),
      inGroup: (groupId) => {
        const { users, unread } = this.groupMembers(groupId);
        return users.has(number) ? everywhere : unread.flatMap((group) => holds(this.#unreadGroup(group)));
      },
      inRole,
      get isAdministrator() {
        return isAdministrator();
      },
    };
  }

  #accountList(numbers: Int32Array): AccountList {
    const { accounts, numbers: ids } = this.#tenant.directory;
    return {
      length: numbers.length,
      first: (most) =>
        Array.from(
          numbers.subarray(0, most),
          (number) => accounts.account(number) ?? namedAccount(ids.idOf(number)),
        ),
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
    const inRole = (roleId: string) => this.#perhapsInRole(roleId);
    return {
      ...this.#outside('possibly', origin, anyTypeWithObject),
      inGroup: (groupId) =>
        this.groupMembers(groupId).unread.flatMap((group) => holds(this.#unreadGroup(group))),
      inRole,
      isAdministrator: this.#perhapsAdministrator(inRole),
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
      isAdministrator:
        this.#administrativeRoles.has(role ?? '') ||
        this.#administrators.unreadGroups.some((id) => groups.includes(id))
          ? everywhere
          : nowhere,
    };
  }

  #outside(exists: UserClass['exists'], origin: UserOrigin, types: PointSet): UserClass {
    const none = (): Region => nowhere;
    const homeTenants = allPoints(this.#space.homeTenant);
    return {
      exists,
      origin,
      guestTypes: types,
      homeTenants,
      is: () => false,
      isAmong: () => false,
      inGroup: none,
      inRole: none,
      isAdministrator: nowhere,
    };
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

  /** As policies see it, by the roles that they name; and what they do not see of it is an unknown of its own. */
  #perhapsAdministrator(inRole: (roleId: string) => Region): Region {
    const { unreadGroups, unread } = this.#administrators;
    const seen = this.#named.roles.filter((id) => this.#administrativeRoles.has(id));
    return [
      ...seen.flatMap(inRole),
      ...unreadGroups.flatMap((group) =>
        intersect(holds(this.#unreadGroup(group)), holds(this.#directly(group))),
      ),
      ...(unread ? holds(this.#unseenAdministrator()) : nowhere),
    ];
  }

  #unseenAdministrator(): UnknownDimension {
    return this.#space.unknown({
      speaksOf: 'user',
      kind: 'role',
      id: 'any administrative role',
      why: 'Who holds the administrative roles was not read whole',
      whatToDo: 'Grant RoleManagement.Read.Directory, or give the role assignments, users and groups.',
    });
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
