import { type Choose, suppose } from './choices.ts';
import { type Directory, isUnread } from './directory.ts';
import type { Person } from './people.ts';

/** Answers who is in which group and who holds which role, asking `choose` where the snapshot does not say. */
export class Memberships {
  readonly #directory: Directory;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** Nested groups count. */
  isInGroup(person: Person, group: string, choose: Choose): boolean {
    if (person.memberships.kind === 'listed') return person.memberships.groups.includes(group);
    if (person.memberships.kind === 'exactly') return this.#reaches(person.memberships.groups, group);
    const id = person.id;
    const nested = this.#groupsWithin(group);
    if (nested.some((inner) => this.#lists(inner, id))) return true;
    return nested.some((inner) => this.isUnreadGroup(inner) && suppose(choose, `is in group ${inner}`));
  }

  /** A role counts when it is active and tenant-wide; a role-assigned group gives it to its direct members. */
  holdsRole(person: Person, role: string, choose: Choose): boolean {
    if (person.memberships.kind === 'listed') return person.memberships.roles.includes(role);
    if (person.memberships.kind === 'exactly' && person.memberships.roles.includes(role)) return true;
    const holders = (this.#directory.roleAssignments ?? [])
      .filter((assignment) => assignment.role === role && assignment.tenantWide)
      .map((assignment) => assignment.principalId);
    if (person.id !== null && holders.includes(person.id)) return true;
    if (holders.some((holder) => this.#isDirectMember(person, holder, choose))) return true;
    if (person.memberships.kind === 'exactly') return false;
    return this.isUnreadRole(role, holders) && suppose(choose, `holds role ${role}`);
  }

  /**
   * Does the person hold one of these roles, actively and at any scope? What conditions on roles see of it is the
   * same here as there; all that they do not see, and nobody knows, is one unknown.
   */
  holdsOneOf(
    person: Person,
    roles: readonly string[],
    rolesOfConditions: ReadonlySet<string>,
    choose: Choose,
  ): boolean {
    const { memberships } = person;
    if (memberships.kind !== 'lookedUp' && memberships.roles.some((role) => roles.includes(role)))
      return true;
    const holders = (this.#directory.roleAssignments ?? [])
      .filter((assignment) => roles.includes(assignment.role))
      .map((assignment) => assignment.principalId);
    if (person.id !== null && holders.includes(person.id)) return true;
    const seen = roles.filter((role) => rolesOfConditions.has(role));
    if (seen.some((role) => this.holdsRole(person, role, choose))) return true;
    if (holders.some((holder) => this.#mayHoldThrough(holder, person, choose))) return true;
    if (memberships.kind === 'exactly') return false;
    return (
      roles.some((role) => this.isUnreadRole(role, holders)) &&
      suppose(choose, 'holds an administrative role that no condition sees')
    );
  }

  isUnreadGroup(group: string): boolean {
    const read = this.#directory.groups?.get(group);
    return read === undefined || read.cut || isUnread(this.#directory.unread, 'group', group);
  }

  isUnreadRole(role: string, holders: readonly string[] = []): boolean {
    return (
      this.#directory.roleAssignments === null ||
      isUnread(this.#directory.unread, 'role', role) ||
      holders.some((holder) => !this.#isKnownPrincipal(holder))
    );
  }

  /** Users and groups are known by name; where both lists are whole, anything else is a service principal. */
  #isKnownPrincipal(id: string): boolean {
    const { users, groups, unread, userIds, groupIds } = this.#directory;
    const bothGiven =
      users !== null && groups !== null && !isUnread(unread, 'users') && !isUnread(unread, 'group');
    return bothGiven || userIds.has(id) || groupIds.has(id);
  }

  #isDirectMember(person: Person, group: string, choose: Choose): boolean {
    if (!this.#directory.groupIds.has(group)) return false;
    if (person.memberships.kind === 'exactly') return person.memberships.groups.includes(group);
    if (this.#lists(group, person.id)) return true;
    // Who is directly in a group is in the group: the two unknowns are not independent.
    return (
      this.isUnreadGroup(group) &&
      suppose(choose, `is in group ${group}`) &&
      suppose(choose, `is directly in group ${group}`)
    );
  }

  /** Of somebody of whom a list of groups is given, nobody knows whether the membership is direct. */
  #mayHoldThrough(holder: string, person: Person, choose: Choose): boolean {
    if (person.memberships.kind !== 'listed') return this.#isDirectMember(person, holder, choose);
    return person.memberships.groups.includes(holder) && suppose(choose, `is directly in group ${holder}`);
  }

  #lists(group: string, id: string | null): boolean {
    return id !== null && (this.#directory.groups?.get(group)?.users.includes(id) ?? false);
  }

  #reaches(direct: readonly string[], group: string): boolean {
    const nested = this.#groupsWithin(group);
    return direct.some((inner) => nested.includes(inner));
  }

  /** The group itself and all groups nested in it; groups may be nested in circles. */
  #groupsWithin(group: string): readonly string[] {
    const found = new Set([group]);
    for (const inner of found) {
      for (const nested of this.#directory.groups?.get(inner)?.groups ?? []) found.add(nested);
    }
    return [...found];
  }
}
