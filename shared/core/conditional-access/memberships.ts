import { everywhere, nowhere, type Region } from '../prover/cube.ts';
import { remembering } from '../remembering.ts';
import { AccountSet } from './account-set.ts';
import { onceForAlike } from './alike-users.ts';
import type { GroupMembers } from './directory.ts';
import { MembershipUnknowns } from './membership-unknowns.ts';
import type { NamedPrincipals } from './named-principals.ts';
import type { Principals, UnderstoodPolicy, UsersCondition } from './policy.ts';
import type { RoleHolders } from './role-holders.ts';
import type { SignInSpace } from './sign-in-space.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import { usersRegion } from './users-region.ts';

/** Who is in what, by number: for sure, or as regions over the unknowns of the user; and what tells users apart. */
export class Memberships {
  readonly #tenant: TenantKnowledge;
  readonly #named: NamedPrincipals;
  readonly #space: SignInSpace;
  readonly #unknowns: MembershipUnknowns;
  readonly #holders = new Map<string, RoleHolders>();
  readonly #tellers = new Map<UsersCondition, readonly AccountSet[]>();
  readonly #usersNamed = new WeakMap<readonly string[], AccountSet>();
  readonly #administrativeRoles: ReadonlySet<string>;
  readonly administrators: RoleHolders;

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
    this.#unknowns = new MembershipUnknowns(space, tenant);
    this.#administrativeRoles = administrativeRoles;
    this.administrators = tenant.directory.holdersOfAny(administrativeRoles);
  }

  groupMembers(id: string): GroupMembers {
    return this.#tenant.directory.groupMembers(id);
  }

  roleHolders(id: string): RoleHolders {
    const known = this.#holders.get(id) ?? this.#tenant.directory.roleHolders(id);
    this.#holders.set(id, known);
    return known;
  }

  /** Undefined for somebody of whom nothing that was read speaks. */
  inGroup(number: number | undefined, groupId: string): Region {
    if (number === undefined) return this.#unknowns.inGroups(this.groupMembers(groupId).unread);
    const { isMember, unread } = this.#tenant.directory.membership(number, groupId);
    return isMember ? everywhere : this.#unknowns.inGroups(unread);
  }

  inRole(number: number | undefined, roleId: string): Region {
    const { users, maybe, unreadGroups, unread } = this.roleHolders(roleId);
    if (number !== undefined && users.has(number)) return everywhere;
    const isInDoubt = unread || (number !== undefined && maybe.has(number));
    return [
      ...(isInDoubt ? this.#unknowns.inRole(roleId) : nowhere),
      ...this.#unknowns.directlyInGroups(unreadGroups),
    ];
  }

  /** As policies see it, by the roles that they name; and what they do not see of it is an unknown of its own. */
  isAdministrator(number: number | undefined): Region {
    const { users, unreadGroups, unread } = this.administrators;
    if (number !== undefined && users.has(number)) return everywhere;
    return [
      ...this.#seenRoles.flatMap((id) => this.inRole(number, id)),
      ...this.#unknowns.directlyInGroups(unreadGroups),
      ...(unread ? this.#unknowns.isAdministrator() : nowhere),
    ];
  }

  isAdministrativeRole(id: string): boolean {
    return this.#administrativeRoles.has(id);
  }

  /** The administrative roles that policies name. */
  get #seenRoles(): readonly string[] {
    return this.#named.roles.filter((id) => this.#administrativeRoles.has(id));
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
    return this.#unnamedRoles.find((id) => !unread.covers('role', id));
  }

  /** An administrative role for somebody of whom it is known only that they may hold one. */
  someAdministrativeRole(): string | undefined {
    return this.#unnamedRoles[0] ?? [...this.#administrativeRoles][0];
  }

  /** The administrative roles that no policy names. */
  get #unnamedRoles(): readonly string[] {
    return [...this.#administrativeRoles].filter((id) => !this.#named.roles.includes(id));
  }

  /** What tells administrators apart from others: who surely is one, and who is perhaps, as policies see it. */
  administratorTellers(): readonly AccountSet[] {
    return [this.administrators.users, ...this.#seenRoles.map((id) => this.roleHolders(id).maybe)].filter(
      (set) => !set.isEmpty,
    );
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
  readonly mayTellApart = remembering(({ include, exclude }: UsersCondition): boolean => {
    const { directory } = this.#tenant;
    return [include, exclude].some(
      ({ users, groups, roles }) =>
        users.some((id) => directory.numbers.find(id) !== undefined) ||
        groups.some((id) => directory.isGivenGroup(id)) ||
        (roles.length > 0 && directory.assignmentsGiven),
    );
  });

  /** Where a policy's condition on users holds for one of this tenant. */
  readonly usersRegion = remembering((policy: UnderstoodPolicy) =>
    onceForAlike(
      () => (policy.users.kind === 'understood' ? this.tellersOf(policy.users) : []),
      (user) => usersRegion(policy, user, this.#space),
    ),
  );

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

  /** Remembered by the list: policies name thousands of users, and are asked about time and again. */
  usersNamed(ids: readonly string[]): AccountSet {
    const { numbers } = this.#tenant.directory;
    const known = this.#usersNamed.get(ids) ?? AccountSet.of(ids.flatMap((id) => numbers.find(id) ?? []));
    this.#usersNamed.set(ids, known);
    return known;
  }

  union(sets: readonly AccountSet[]): AccountSet {
    const telling = sets.filter((set) => !set.isEmpty);
    if (telling.length === 1 && telling[0] !== undefined) return telling[0];
    const all = new AccountSet(this.#tenant.directory.numbers.count);
    for (const set of telling) all.addAll(set);
    return all;
  }
}
