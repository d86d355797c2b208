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

/** The group as Graph returns it, by its id in lower case. */
export function readGroup(wire: Readonly<Record<string, unknown>>): readonly [string, Group] {
  const id = typeof wire['id'] === 'string' ? wire['id'] : '';
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
