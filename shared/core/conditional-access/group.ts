import { AccountSet } from './account-set.ts';
import { type GroupGovernance, groupGovernance } from './group-governance.ts';
import { joined, MemberList, type Members } from './member-list.ts';
import type { PrincipalNumbers } from './principal-numbers.ts';
import { isRecord } from './wire.ts';

/** A group with its direct members, by kind. */
export interface Group extends Omit<Members, 'areAll'> {
  /** False where there may be members that were not read. */
  readonly complete: boolean;
}

/** Whether one user is a direct member of a group; the rest as of the group. */
export interface GroupMembership extends Pick<Group, 'groups' | 'complete'> {
  readonly isMember: boolean;
}

/** What one page tells of a group's members: as they came, or taken in already. */
interface Page {
  readonly members: readonly unknown[] | MemberList;
  /** There may be members that the page does not tell of. */
  readonly isCut: boolean;
}

/** The groups that were given. What pages tell of the same group is taken together. Ids are asked for in lower case. */
export class Groups {
  readonly #numbers: PrincipalNumbers;
  readonly #pages = new Map<string, Page[]>();
  readonly #governance = new Map<string, GroupGovernance>();
  readonly #read = new Map<string, Group>();
  #ownNumbers: AccountSet | undefined;
  #areAll = true;

  constructor(numbers: PrincipalNumbers) {
    this.#numbers = numbers;
  }

  /**
   * Takes in a group as Graph returns it, with its members in `members`, in the wire or beside it. Those in the wire
   * are read when the group is asked for: most tenants have more groups than their policies name.
   */
  add(wire: unknown, members?: MemberList): void {
    if (!isRecord(wire) || typeof wire['id'] !== 'string') {
      this.#areAll = false;
      return;
    }
    const id = wire['id'].toLowerCase();
    const listed: readonly unknown[] | undefined = Array.isArray(wire['members'])
      ? wire['members']
      : undefined;
    const isCut = listed === undefined || Boolean(wire['members@odata.nextLink']);
    const page = { members: members ?? listed ?? [], isCut };
    const pages = this.#pages.get(id);
    if (pages !== undefined) pages.push(page);
    else {
      this.#pages.set(id, [page]);
      this.#governance.set(id, groupGovernance(wire, wire['id']));
    }
  }

  /** False where something in the list could be any group. */
  get areAll(): boolean {
    return this.#areAll;
  }

  has(id: string): boolean {
    return this.#pages.has(id);
  }

  /** By id in lower case. */
  get governance(): ReadonlyMap<string, GroupGovernance> {
    return this.#governance;
  }

  /** The groups by number, as members are. */
  numbersOfAll(): AccountSet {
    this.#ownNumbers ??= AccountSet.of([...this.#pages.keys()].map((id) => this.#numbers.of(id)));
    return this.#ownNumbers;
  }

  get(id: string): Group | undefined {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const group = this.#pages
      .get(id)
      ?.map((page) => this.#readPage(page))
      .reduce(together);
    if (group !== undefined) this.#read.set(id, group);
    return group;
  }

  /** Of one user, by number, without reading the group; undefined where that takes reading it. */
  membership(id: string, user: number): GroupMembership | undefined {
    const guid = this.#numbers.guidOf(user);
    const pages = this.#pages.get(id);
    if (guid === undefined || pages === undefined || this.#read.has(id)) return undefined;
    const told = pages.flatMap(({ members, isCut }) => {
      const membership = members instanceof MemberList ? members.membership(guid) : undefined;
      return membership === undefined ? [] : [{ ...membership, complete: membership.areAll && !isCut }];
    });
    if (told.length < pages.length) return undefined;
    return {
      isMember: told.some(({ isMember }) => isMember),
      groups: told.flatMap(({ groups }) => groups),
      complete: told.every(({ complete }) => complete),
    };
  }

  *all(): Generator<Group, void> {
    for (const id of this.#pages.keys()) {
      const group = this.get(id);
      if (group !== undefined) yield group;
    }
  }

  #readPage({ members, isCut }: Page): Group {
    const { areAll, ...rest } = listOf(members).members(this.#numbers);
    return { ...rest, complete: areAll && !isCut };
  }
}

function listOf(members: Page['members']): MemberList {
  if (members instanceof MemberList) return members;
  const list = new MemberList(members.length);
  for (const wire of members) list.add(wire);
  return list;
}

function together(one: Group, other: Group): Group {
  return {
    users: joined([one.users, other.users]),
    untyped: joined([one.untyped, other.untyped]),
    groups: [...one.groups, ...other.groups],
    complete: one.complete && other.complete,
  };
}
