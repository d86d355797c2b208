import type { PrincipalNumbers } from './principal-numbers.ts';
import { isRecord } from './wire.ts';

/** A group with its direct members, by kind. */
export interface Group {
  readonly displayName: string;
  /** By number. */
  readonly users: readonly number[];
  /** Graph says of every member what it is; one that does not might be a group with members of its own. */
  readonly untyped: readonly number[];
  /** Ids in lower case. */
  readonly groups: readonly string[];
  /** False where there may be members that were not read. */
  readonly complete: boolean;
}

type GroupWire = Readonly<Record<string, unknown>> & { readonly id: string };

/** The groups that were given. A group is read when it is asked for: most tenants have more than their policies name. */
export class Groups {
  readonly #numbers: PrincipalNumbers;
  readonly #wires: ReadonlyMap<string, readonly GroupWire[]>;
  readonly #read = new Map<string, Group>();
  /** False where something in the list could be any group. */
  readonly isWhole: boolean;

  /** Groups as Graph returns them; what pages tell of the same group is taken together. */
  constructor(wires: readonly unknown[], numbers: PrincipalNumbers) {
    const groups = wires.filter(isGroupWire);
    this.#numbers = numbers;
    this.#wires = Map.groupBy(groups, ({ id }) => id.toLowerCase());
    this.isWhole = groups.length === wires.length;
  }

  /** Ids are given in lower case. */
  has(id: string): boolean {
    return this.#wires.has(id);
  }

  displayName(id: string): string | undefined {
    const wire = this.#wires.get(id)?.[0];
    return wire && nameOf(wire);
  }

  get(id: string): Group | undefined {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const pages = this.#wires.get(id)?.map((wire) => readGroup(wire, this.#numbers));
    const group = pages?.reduce(together);
    if (group !== undefined) this.#read.set(id, group);
    return group;
  }

  *all(): Generator<Group, void> {
    for (const id of this.#wires.keys()) {
      const group = this.get(id);
      if (group !== undefined) yield group;
    }
  }
}

function isGroupWire(wire: unknown): wire is GroupWire {
  return isRecord(wire) && typeof wire['id'] === 'string';
}

function nameOf({ id, displayName }: GroupWire): string {
  return typeof displayName === 'string' ? displayName : id;
}

function together(one: Group, other: Group): Group {
  return {
    displayName: one.displayName,
    users: [...one.users, ...other.users],
    groups: [...one.groups, ...other.groups],
    untyped: [...one.untyped, ...other.untyped],
    complete: one.complete && other.complete,
  };
}

function readGroup(wire: GroupWire, numbers: PrincipalNumbers): Group {
  const listed: readonly unknown[] | undefined = Array.isArray(wire['members']) ? wire['members'] : undefined;
  const users: number[] = [];
  const untyped: number[] = [];
  const groups: string[] = [];
  let complete = listed !== undefined && !wire['members@odata.nextLink'];
  for (const member of listed ?? []) {
    if (!isGroupWire(member)) {
      complete = false;
      continue;
    }
    switch (kindOf(member)) {
      case 'user':
        users.push(numbers.of(member.id));
        break;
      case 'group':
        groups.push(member.id.toLowerCase());
        break;
      case 'untyped':
        untyped.push(numbers.of(member.id));
        break;
      case 'other':
        break;
    }
  }
  return { displayName: nameOf(wire), users, untyped, groups, complete };
}

function kindOf(member: GroupWire): 'user' | 'group' | 'untyped' | 'other' {
  const type = member['@odata.type'];
  if (type === '#microsoft.graph.user') return 'user';
  if (typeof type !== 'string') return 'untyped';
  const name = type.slice(type.lastIndexOf('.') + 1).toLowerCase();
  return name === 'user' || name === 'group' || name === 'untyped' ? name : 'other';
}
