import type { Account } from './account.ts';
import { AccountSet, parted } from './account-set.ts';
import type { Accounts } from './accounts.ts';
import type { Group, GroupMembership, Groups } from './group.ts';
import { joined } from './member-list.ts';
import { type MentionedPrincipals, mentionedByEither } from './mentioned-principals.ts';
import type { Population } from './population.ts';
import type { PrincipalNumbers } from './principal-numbers.ts';
import { countsFor, type RoleAssignment } from './role-assignment.ts';
import { type Holders, type RoleHolders, roleHolders } from './role-holders.ts';
import type { UnreadIndex } from './unread-index.ts';

/** Who is in a group, nested groups included; `unread` are the groups whose members would belong to it as well. */
export interface GroupMembers {
  readonly users: AccountSet;
  readonly unread: readonly string[];
}

/** What was found out about a user, by number: of which groups it is a direct member. */
interface AskedUser {
  readonly user: number;
  readonly memberships: Map<string, GroupMembership>;
}

/** Users, groups and roles as far as they were read. Ids are compared in lower case. */
export class Directory {
  /** `given`: the directory is exactly these; `unread`: there may be others; `absent`: nothing was said of users. */
  readonly usersRead: 'given' | 'unread' | 'absent';
  readonly numbers: PrincipalNumbers;
  readonly accounts: Accounts;
  readonly #population: Population;
  readonly #groups: Groups | undefined;
  readonly #areGroupsWhole: boolean;
  readonly #assignments: readonly (RoleAssignment | undefined)[] | undefined;
  readonly #unread: UnreadIndex;
  readonly #mentioned: MentionedPrincipals;
  readonly #resolved: Map<string, GroupMembers>;
  #asked: AskedUser | undefined;

  /** Of the assignments that were given, `undefined` could not be read. `resolved`: groups that were asked for before. */
  constructor(
    population: Population,
    assignments: readonly (RoleAssignment | undefined)[] | undefined,
    unread: UnreadIndex,
    mentioned: MentionedPrincipals,
    resolved = new Map<string, GroupMembers>(),
  ) {
    const { numbers, accounts, areUsersGiven, groups } = population;
    this.numbers = numbers;
    this.accounts = accounts;
    const isUnread = unread.whole('users') || !accounts.areAll;
    this.usersRead = isUnread ? 'unread' : areUsersGiven ? 'given' : 'absent';
    this.#population = population;
    this.#groups = groups;
    this.#areGroupsWhole = groups?.areAll === true && !unread.whole('group');
    this.#assignments = assignments;
    this.#unread = unread;
    this.#mentioned = mentioned;
    this.#resolved = resolved;
  }

  /**
   * The same directory, where it is known as well whom the other one calls a user or a group: an id has one meaning in
   * two states of one tenant. Both must number principals alike.
   */
  besides(other: Directory): Directory {
    const mentioned = mentionedByEither(this.#mentioned, other.#mentioned, other.accounts);
    return new Directory(this.#population, this.#assignments, this.#unread, mentioned, this.#resolved);
  }

  /** A user object was given. */
  isUser(id: string): boolean {
    const number = this.numbers.find(id);
    return number !== undefined && this.accounts.has(number);
  }

  /** Given, nested in a group that was given, named as a group, or listed as an unread one. */
  isGroup(id: string): boolean {
    const key = id.toLowerCase();
    return this.#groups?.has(key) === true || this.#mentioned.groups().has(key);
  }

  /** The group was given, with whatever members. */
  isGivenGroup(id: string): boolean {
    return this.#groups?.has(id.toLowerCase()) === true;
  }

  /** Nothing says what else it would be, and not all users and groups were given. */
  mayBeGroup(id: string): boolean {
    if (this.isGroup(id)) return true;
    const allGiven = this.usersRead === 'given' && this.#areGroupsWhole;
    return !allGiven && !this.isUser(id) && !this.#isMentionedUser(id);
  }

  get groupsGiven(): boolean {
    return this.#groups !== undefined;
  }

  get assignmentsGiven(): boolean {
    return this.#assignments !== undefined;
  }

  groupName(id: string): string {
    return this.#groups?.governance.get(id.toLowerCase())?.displayName ?? id;
  }

  /** The display name; the id where no such user was given. */
  userName(id: string): string {
    return this.account(id)?.displayName ?? id;
  }

  account(id: string): Account | undefined {
    const number = this.numbers.find(id);
    return number === undefined ? undefined : this.accounts.account(number);
  }

  /** Everybody who stands as a member in some group, or is named as a user. */
  mentionedUsers(): AccountSet {
    return this.#mentioned.users();
  }

  #isMentionedUser(id: string): boolean {
    // Whoever is mentioned has a number only once all of them were asked for.
    const users = this.mentionedUsers();
    const number = this.numbers.find(id);
    return number !== undefined && users.has(number);
  }

  groupMembers(id: string): GroupMembers {
    const key = id.toLowerCase();
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const users = new AccountSet(this.numbers.count);
    const unread: string[] = [];
    for (const [group, members] of nested(key, (one) => this.#directMembers(one))) {
      users.addNumbers(members.users);
      if (!members.complete) unread.push(group);
    }
    const members = { users, unread };
    this.#resolved.set(key, members);
    return members;
  }

  /** What `groupMembers` says of one user, by number. Of groups whose members nobody asked for it does not look up all. */
  membership(user: number, id: string): { readonly isMember: boolean; readonly unread: readonly string[] } {
    const key = id.toLowerCase();
    const known = this.#resolved.get(key);
    if (known !== undefined) return { isMember: known.users.has(user), unread: known.unread };
    const unread: string[] = [];
    for (const [group, { isMember, complete }] of nested(key, (one) => this.#directMembership(user, one))) {
      if (isMember) return { isMember, unread: [] };
      if (!complete) unread.push(group);
    }
    return { isMember: false, unread };
  }

  /** Of the user asked about last all is remembered: each control asks about the same one, group by group. */
  #directMembership(user: number, id: string): GroupMembership {
    if (this.#asked?.user !== user) this.#asked = { user, memberships: new Map() };
    const { memberships } = this.#asked;
    const membership = memberships.get(id) ?? this.#findMembership(user, id);
    memberships.set(id, membership);
    return membership;
  }

  #findMembership(user: number, id: string): GroupMembership {
    const known = this.#groups?.membership(id, user);
    if (known !== undefined)
      return { ...known, complete: known.complete && !this.#unread.covers('group', id) };
    const { users, groups, complete } = this.#directMembers(id);
    return { isMember: users.includes(user), groups, complete };
  }

  /** The groups that are direct members of a group that was given. Ids in lower case. */
  nestedGroups(id: string): readonly string[] {
    return this.#directMembers(id.toLowerCase()).groups;
  }

  /** A member that does not say what it is, and that is no known user or group, may be a group itself. */
  #directMembers(id: string): Pick<Group, 'users' | 'groups' | 'complete'> {
    const group = this.#groups?.get(id);
    if (group === undefined) return { users: new Int32Array(), groups: [], complete: false };
    const complete = group.complete && !this.#unread.covers('group', id);
    if (group.untyped.length === 0) return { ...group, complete };
    const [nested, others] = parted(group.untyped, this.#groups?.numbersOfAll() ?? new AccountSet());
    return {
      users: joined([group.users, others]),
      groups: [...group.groups, ...Array.from(nested, (member) => this.numbers.idOf(member))],
      complete: complete && others.every((member) => this.accounts.has(member)),
    };
  }

  /**
   * By active, tenant-wide assignments, direct or through a group's direct members (Microsoft: "Conditional Access:
   * Users, groups, agents, and workload identities").
   */
  roleHolders(roleId: string): RoleHolders {
    return roleHolders(
      (assignment) => countsFor(assignment, roleId),
      this.#assignments ?? [],
      (principal) => this.#holdersThrough(principal),
      this.#assignments === undefined || this.#unread.covers('role', roleId),
    );
  }

  /** Whoever holds one of the roles, at any scope. Ids in lower case. */
  holdersOfAny(roleIds: ReadonlySet<string>): RoleHolders {
    return roleHolders(
      ({ roleDefinitionId }) => (roleIds.has(roleDefinitionId) ? 'yes' : 'no'),
      this.#assignments ?? [],
      (principal) => this.#holdersThrough(principal),
      this.#assignments === undefined || [...roleIds].some((id) => this.#unread.covers('role', id)),
    );
  }

  /** A principal that is neither a user nor a group is a service principal, but only where both were given. */
  #holdersThrough(principal: string): Holders {
    const users = Int32Array.of(this.numbers.of(principal));
    if (!this.isUser(principal) && this.isGroup(principal)) {
      const { users: members, complete } = this.#directMembers(principal);
      return complete
        ? { users: members, unread: 'nothing' }
        : { users: members, unread: 'group', group: principal };
    }
    const isKnownUser = this.usersRead !== 'given' && this.#isMentionedUser(principal);
    if (this.isUser(principal) || isKnownUser) return { users, unread: 'nothing' };
    const mayBeAnything = this.usersRead !== 'given' || this.mayBeGroup(principal);
    return { users, unread: mayBeAnything ? 'anybody' : 'nothing' };
  }
}

/** A group and all that are nested in it, each once, with what is known of it. */
function* nested<Known extends Pick<Group, 'groups'>>(
  id: string,
  knownOf: (id: string) => Known,
): Generator<readonly [id: string, known: Known], void> {
  const seen = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const known = knownOf(next);
    yield [next, known];
    waiting.push(...known.groups);
  }
}
