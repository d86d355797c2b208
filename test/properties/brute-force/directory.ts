import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import type { TenantSnapshot, Unread } from '../../../shared/core/tenant-snapshot.ts';
import { unexpiredExceptions } from './exceptions.ts';
import type { Policy } from './policy.ts';
import { isObject, type Members } from './wire.ts';

/** Who is said to be in the tenant, and what could not be read of it. */
export interface Directory {
  /** Null: the snapshot gives no users. */
  readonly users: ReadonlyMap<string, Members> | null;
  /** Null: the snapshot gives no groups. */
  readonly groups: ReadonlyMap<string, Group> | null;
  /** Null: the snapshot gives no role assignments. */
  readonly roleAssignments: readonly RoleAssignment[] | null;
  readonly unread: readonly Unread[];
  /** Ids that surely are users, and ids that surely are groups: the ones that somebody names as such. */
  readonly userIds: ReadonlySet<string>;
  readonly groupIds: ReadonlySet<string>;
}

interface Group {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** The list of members carries a nextLink that nobody followed. */
  readonly cut: boolean;
}

interface RoleAssignment {
  readonly principalId: string;
  readonly role: string;
  /** Policies reach a role only where it is assigned for the whole tenant. */
  readonly tenantWide: boolean;
}

/** Collects users, groups and role assignments, and who is named as a user or as a group anywhere. */
export function readDirectory(
  snapshot: TenantSnapshot,
  options: JudgeOptions,
  policies: readonly Policy[],
): Directory {
  const groups = snapshot.groups === undefined ? null : byId(snapshot.groups, readGroup);
  const users = snapshot.users === undefined ? null : byId(snapshot.users, (user) => user);
  const conditions = policies.flatMap((policy) =>
    policy.kind === 'unknown' || policy.users === 'notUnderstood'
      ? []
      : [policy.users.include, policy.users.exclude],
  );
  const exceptions = unexpiredExceptions(options);
  const members = [...(groups?.values() ?? [])];
  return {
    users,
    groups,
    roleAssignments: snapshot.roleAssignments?.flatMap(readAssignment) ?? null,
    unread: snapshot.unread ?? [],
    userIds: new Set([
      ...(users?.keys() ?? []),
      ...conditions.flatMap((principals) => principals.users).filter((id) => !SPECIAL_USER_IDS.includes(id)),
      ...exceptions.flatMap((exception) =>
        exception.kind === 'user' ? [exception.principalId] : exception.membersAtApproval,
      ),
      ...members.flatMap((group) => group.users),
      ...unreadUserIds(snapshot.unread ?? []),
    ]),
    groupIds: new Set([
      ...(groups?.keys() ?? []),
      ...conditions.flatMap((principals) => principals.groups),
      ...exceptions
        .filter((exception) => exception.kind === 'group')
        .map((exception) => exception.principalId),
      ...members.flatMap((group) => group.groups),
      ...(snapshot.unread ?? []).flatMap(({ kind, id }) =>
        kind === 'group' && id !== undefined ? [id] : [],
      ),
    ]),
  };
}

const SPECIAL_USER_IDS = ['All', 'None', 'GuestsOrExternalUsers'];

/** Users of whom the snapshot says that they could not be read. */
export function unreadUserIds(unread: readonly Unread[]): readonly string[] {
  return unread.flatMap(({ kind, id }) => (kind === 'users' && id !== undefined ? [id] : []));
}

/** Is this, or all of its kind, listed as unread? */
export function isUnread(unread: readonly Unread[], kind: string, id?: string): boolean {
  return unread.some((entry) => entry.kind === kind && (entry.id === undefined || entry.id === id));
}

function byId<Value>(elements: readonly unknown[], read: (element: Members) => Value): Map<string, Value> {
  const entries = new Map<string, Value>();
  for (const element of elements) {
    if (isObject(element) && typeof element['id'] === 'string') entries.set(element['id'], read(element));
  }
  return entries;
}

function readGroup(wire: Members): Group {
  const members: readonly unknown[] = Array.isArray(wire['members']) ? wire['members'] : [];
  const idsOf = (type: string): readonly string[] =>
    members
      .filter((member) => isObject(member))
      .filter((member) => member['@odata.type'] === type)
      .map((member) => String(member['id']));
  return {
    users: idsOf('#microsoft.graph.user'),
    groups: idsOf('#microsoft.graph.group'),
    cut: Object.keys(wire).some((name) => name.endsWith('@odata.nextLink')),
  };
}

function readAssignment(wire: unknown): readonly RoleAssignment[] {
  if (!isObject(wire)) return [];
  return [
    {
      principalId: String(wire['principalId']),
      role: String(wire['roleDefinitionId']),
      tenantWide: wire['directoryScopeId'] === '/',
    },
  ];
}
