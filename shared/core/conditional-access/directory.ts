import type { TenantSnapshot } from '../tenant-snapshot.ts';
import { type Account, readAccount } from './account.ts';
import { type Group, readGroups } from './group.ts';
import type { NamedPrincipals } from './named-principals.ts';
import { countsFor, type RoleAssignment, readRoleAssignment } from './role-assignment.ts';
import { type Holders, type RoleHolders, roleHolders } from './role-holders.ts';
import type { UnreadIndex } from './unread-index.ts';

/** Who is in a group, nested groups included; `unread` are the groups whose members would belong to it as well. */
export interface GroupMembers {
  readonly users: ReadonlySet<string>;
  readonly unread: readonly string[];
}

/** Users, groups and roles as far as they were read. Ids are compared in lower case, and kept so in the sets. */
export class Directory {
  /** `given`: the directory is exactly these; `unread`: there may be others; `absent`: nothing was said of users. */
  readonly usersRead: 'given' | 'unread' | 'absent';
  readonly accounts: readonly Account[];
  readonly #groups: ReadonlyMap<string, Group> | undefined;
  readonly #areGroupsWhole: boolean;
  readonly #mentionedGroups: ReadonlySet<string>;
  readonly #mentionedUsers: ReadonlySet<string>;
  readonly #assignments: readonly (RoleAssignment | undefined)[] | undefined;
  readonly #unread: UnreadIndex;
  readonly #accountsById: ReadonlyMap<string, Account>;
  readonly #resolved = new Map<string, GroupMembers>();

  /** `named`: whom policies and exceptions call a user or a group. */
  constructor(
    snapshot: TenantSnapshot,
    unread: UnreadIndex,
    named: Pick<NamedPrincipals, 'users' | 'groups'>,
  ) {
    const accounts = snapshot.users?.map(readAccount);
    const known = accounts?.filter((account) => account !== undefined) ?? [];
    this.#accountsById = new Map(known.map((account) => [account.id.toLowerCase(), account]));
    // Pages may repeat an account; counted twice, it would pass for somebody else.
    this.accounts = [...this.#accountsById.values()];
    const isUnread = unread.whole('users') || (accounts?.includes(undefined) ?? false);
    this.usersRead = isUnread ? 'unread' : accounts === undefined ? 'absent' : 'given';
    const groups = snapshot.groups && readGroups(snapshot.groups);
    this.#groups = groups?.byId;
    this.#areGroupsWhole = groups?.isWhole === true && !unread.whole('group');
    const nested = [...(this.#groups?.values() ?? [])].flatMap(({ groups }) => groups);
    this.#mentionedGroups = new Set([...nested, ...named.groups]);
    this.#mentionedUsers = new Set(
      [...this.memberIds(), ...named.users, ...unread.ids('users')].map((id) => id.toLowerCase()),
    );
    this.#assignments = snapshot.roleAssignments?.map(readRoleAssignment);
    this.#unread = unread;
  }

  /** A user object was given. */
  isUser(id: string): boolean {
    return this.#accountsById.has(id.toLowerCase());
  }

  /** Given, nested in a group that was given, named as a group, or listed as an unread one. */
  isGroup(id: string): boolean {
    const key = id.toLowerCase();
    return (
      this.#groups?.has(key) === true || this.#mentionedGroups.has(key) || this.#unread.names('group', id)
    );
  }

  /** Nothing says what else it would be, and not all users and groups were given. */
  mayBeGroup(id: string): boolean {
    if (this.isGroup(id)) return true;
    const allGiven = this.usersRead === 'given' && this.#areGroupsWhole;
    return !allGiven && !this.isUser(id) && !this.#mentionedUsers.has(id.toLowerCase());
  }

  get groupsGiven(): boolean {
    return this.#groups !== undefined;
  }

  get assignmentsGiven(): boolean {
    return this.#assignments !== undefined;
  }

  groupName(id: string): string {
    return this.#groups?.get(id.toLowerCase())?.displayName ?? id;
  }

  /** The display name; the id where no such user was given. */
  userName(id: string): string {
    return this.#accountsById.get(id.toLowerCase())?.displayName ?? id;
  }

  account(id: string): Account | undefined {
    return this.#accountsById.get(id.toLowerCase());
  }

  /** Every user id that stands as a member in some group. */
  memberIds(): readonly string[] {
    return [...(this.#groups?.values() ?? [])].flatMap(({ users, untyped }) => [...users, ...untyped]);
  }

  groupMembers(id: string): GroupMembers {
    const key = id.toLowerCase();
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const users = new Set<string>();
    const unread = new Set<string>();
    const seen = new Set<string>();
    const waiting = [key];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const members = this.#directMembers(next);
      for (const user of members.users) users.add(user);
      waiting.push(...members.groups);
      if (!members.complete) unread.add(next);
    }
    const members = { users, unread: [...unread] };
    this.#resolved.set(key, members);
    return members;
  }

  /** A member that does not say what it is, and that is no known user or group, may be a group itself. */
  #directMembers(id: string): Pick<Group, 'users' | 'groups' | 'complete'> {
    const group = this.#groups?.get(id);
    if (group === undefined) return { users: [], groups: [], complete: false };
    const isGroup = (member: string) => this.#groups?.has(member) === true;
    return {
      users: [...group.users, ...group.untyped.filter((member) => !isGroup(member))],
      groups: [...group.groups, ...group.untyped.filter(isGroup)],
      complete:
        group.complete &&
        !this.#unread.covers('group', id) &&
        group.untyped.every((member) => isGroup(member) || this.isUser(member)),
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
    if (this.isGroup(principal)) {
      const { users, complete } = this.#directMembers(principal);
      return complete ? { users, unread: 'nothing' } : { users, unread: 'group', group: principal };
    }
    const isKnownUser = this.usersRead !== 'given' && this.#mentionedUsers.has(principal);
    if (this.isUser(principal) || isKnownUser) return { users: [principal], unread: 'nothing' };
    const mayBeAnything = this.usersRead !== 'given' || this.mayBeGroup(principal);
    return { users: [principal], unread: mayBeAnything ? 'anybody' : 'nothing' };
  }
}
