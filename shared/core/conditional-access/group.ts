import { isRecord } from './wire.ts';

/** A group with its direct members, by kind, ids in lower case. */
export interface Group {
  readonly displayName: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Graph says of every member what it is; one that does not might be a group with members of its own. */
  readonly untyped: readonly string[];
  /** False where there may be members that were not read. */
  readonly complete: boolean;
}

export interface Groups {
  /** By id in lower case. */
  readonly byId: ReadonlyMap<string, Group>;
  /** False where something in the list could be any group. */
  readonly isWhole: boolean;
}

/** Groups as Graph returns them; what pages tell of the same group is taken together. */
export function readGroups(wires: readonly unknown[]): Groups {
  const read = wires.map(readGroup);
  const byId = new Map<string, Group>();
  for (const [id, group] of read.filter((entry) => entry !== undefined)) {
    const before = byId.get(id);
    byId.set(id, before === undefined ? group : together(before, group));
  }
  return { byId, isWhole: !read.includes(undefined) };
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

function readGroup(wire: unknown): readonly [string, Group] | undefined {
  if (!isRecord(wire) || typeof wire['id'] !== 'string') return undefined;
  const { id } = wire;
  const listed = Array.isArray(wire['members']) ? wire['members'] : undefined;
  const members = (listed ?? []).flatMap((member) => readMember(member) ?? []);
  const ofKind = (kind: Member['kind']) =>
    members.filter((member) => member.kind === kind).map((member) => member.id);
  return [
    id.toLowerCase(),
    {
      displayName: typeof wire['displayName'] === 'string' ? wire['displayName'] : id,
      users: ofKind('user'),
      groups: ofKind('group'),
      untyped: ofKind('untyped'),
      complete: members.length === listed?.length && !wire['members@odata.nextLink'],
    },
  ];
}

interface Member {
  readonly id: string;
  readonly kind: 'user' | 'group' | 'untyped' | 'other';
}

function readMember(wire: unknown): Member | undefined {
  if (!isRecord(wire) || typeof wire['id'] !== 'string') return undefined;
  const type = wire['@odata.type'];
  const name = typeof type === 'string' ? type.slice(type.lastIndexOf('.') + 1).toLowerCase() : 'untyped';
  const kind = name === 'user' || name === 'group' || name === 'untyped' ? name : 'other';
  return { id: wire['id'].toLowerCase(), kind };
}
