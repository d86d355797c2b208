import * as z from 'zod';
import { isRecord } from '../core/conditional-access/wire.ts';
import type { TenantSnapshot, Unread } from '../core/tenant-snapshot.ts';
import { type JsonObject, unpage } from './graph-paging.ts';
import { parseInput } from './input-problems.ts';

/** The collections of a tenant export, and what each is called under `unread`. */
const kindOfCollection = {
  policies: 'policies',
  namedLocations: 'namedLocations',
  users: 'users',
  groups: 'group',
  roleAssignments: 'role',
  roleEligibilities: 'roleEligibilities',
  licences: 'licences',
} as const;

export const listWasCut = 'the list was cut: it still carries an @odata.nextLink';

/**
 * A tenant export (JSON that was parsed already) as the snapshot that the engine judges. Cut lists, and groups whose
 * members are not given, enter `unread`. Elements stay as they came; unknown members of the export are dropped.
 * Throws InputError with the path of everything that is malformed, e.g. `users[3].id`; policies and named locations
 * are left to the engine, which takes a malformed one for an unknown one.
 */
export function readTenantExport(json: unknown): TenantSnapshot {
  const given = withoutNulls(parseInput(jsonObject, json));
  const { object: members, cut } = unpage(given, Object.keys(kindOfCollection));
  const snapshot = parseInput(tenantExport, { ...members, ...readGroups(members['groups']) });
  const { unreadGroups, unread, ...rest } = snapshot;
  const unreadLists = Object.entries(kindOfCollection)
    .filter(([name]) => cut.includes(name))
    .map(([, kind]) => ({ kind, why: listWasCut }));
  const allUnread = [...(unread ?? []), ...unreadLists, ...unreadGroups];
  return allUnread.length === 0 ? rest : { ...rest, unread: allUnread };
}

/** An absent member and one that is null say the same. */
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** Groups with the paging of their members taken off, and those whose members are not, or not all, in the export. */
function readGroups(groups: unknown): { groups?: unknown; unreadGroups: readonly Unread[] } {
  if (!Array.isArray(groups)) return { unreadGroups: [] };
  const unreadGroups: Unread[] = [];
  const unpaged = groups.map((group: unknown) => {
    if (!isRecord(group)) return group;
    const { object, cut } = unpage(group, ['members']);
    const id = object['id'];
    const why = whyMembersAreUnread(object, cut);
    if (typeof id === 'string' && why !== undefined) unreadGroups.push({ kind: 'group', id, why });
    return object;
  });
  return { groups: unpaged, unreadGroups };
}

function whyMembersAreUnread(group: JsonObject, cut: readonly string[]): string | undefined {
  if (cut.length > 0) return listWasCut;
  return (group['members'] ?? null) === null ? 'its members are not in the export' : undefined;
}

const jsonObject = z.custom<JsonObject>(isRecord, 'must be an object');
const text = z.string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a string') });
const id = text.min(1, 'must not be empty');
const optionalText = text.nullish();

const user = z.object(
  {
    id,
    displayName: optionalText,
    userPrincipalName: optionalText,
    userType: optionalText,
    accountEnabled: z.boolean('must be true or false').nullish(),
  },
  'must be an object',
);
const member = z.object({ id, '@odata.type': optionalText }, 'must be an object');
const group = z.object(
  { id, displayName: optionalText, members: z.array(member, 'must be a list').nullish() },
  'must be an object',
);
const roleAssignment = z.object(
  { principalId: id, roleDefinitionId: id, directoryScopeId: optionalText, appScopeId: optionalText },
  'must be an object',
);
const unreadThing = z.object({ kind: id, id: optionalText, why: optionalText }, 'must be an object');

/** Checks the elements and keeps them as they came: the core reads more of them than is checked here. */
function listOf(element: z.ZodType) {
  const elements = z.array(element);
  return anything.check(({ value, issues }) => {
    const { error } = elements.safeParse(value);
    for (const { path, message } of error?.issues ?? [])
      issues.push({ code: 'custom', path: [...path], message, input: value });
  });
}

const anything = z.array(z.unknown(), 'must be a list');

const tenantExport = z.object({
  tenantId: id.exactOptional(),
  policies: z.array(z.unknown(), {
    error: ({ input }) => (input === undefined ? 'is missing' : 'must be a list'),
  }),
  namedLocations: anything.exactOptional(),
  users: listOf(user).exactOptional(),
  groups: listOf(group).exactOptional(),
  roleAssignments: listOf(roleAssignment).exactOptional(),
  roleEligibilities: listOf(roleAssignment).exactOptional(),
  securityDefaults: z
    .object({ isEnabled: z.boolean('must be true or false') }, 'must be an object')
    .exactOptional(),
  baselineScopes: z.enum(['enforced', 'notEnforced'], 'must be "enforced" or "notEnforced"').exactOptional(),
  licences: z.array(text, 'must be a list').exactOptional(),
  unread: z.array(unreadThing.transform(withoutNullMembers), 'must be a list').exactOptional(),
  unreadGroups: z.custom<readonly Unread[]>(),
});

function withoutNullMembers({ kind, id, why }: z.output<typeof unreadThing>): Unread {
  return { kind, ...(id != null && { id }), ...(why != null && { why }) };
}
