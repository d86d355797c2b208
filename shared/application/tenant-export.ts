import * as z from 'zod';
import { isRecord } from '../core/conditional-access/wire.ts';
import type { TenantSnapshot, Unread } from '../core/tenant-snapshot.ts';
import {
  checkGroup,
  checkRoleAssignment,
  checkUser,
  type ElementCheck,
  problemsOfEach,
} from './element-checks.ts';
import { type JsonObject, unpage } from './graph-paging.ts';
import { parseInput } from './input-problems.ts';
import { unknownMembers } from './unknown-members.ts';

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
 * members are not given, enter `unread`. Elements stay as they came; members of the export that are not known enter
 * `passedOver` by name. Throws InputError with the path of everything that is malformed, e.g. `users[3].id`, or that
 * must be a slip, e.g. `user`; policies and named locations are left to the engine, which takes a malformed one for an unknown one.
 */
export function readTenantExport(json: unknown): TenantSnapshot {
  const given = withoutNulls(parseInput(jsonObject, json));
  const passedOver = unknownMembers(given, knownMembers);
  const { object: members, cut } = unpage(given, Object.keys(kindOfCollection));
  const snapshot = parseInput(tenantExport, { ...members, ...readGroups(members['groups']) });
  const { unreadGroups, unread, ...rest } = snapshot;
  const unreadLists = Object.entries(kindOfCollection)
    .filter(([name]) => cut.includes(name))
    .map(([, kind]) => ({ kind, why: listWasCut }));
  const allUnread = [...(unread ?? []), ...unreadLists, ...unreadGroups];
  return {
    ...rest,
    ...(allUnread.length > 0 && { unread: allUnread }),
    ...(passedOver.length > 0 && { passedOver }),
  };
}

/** An absent member and one that is null say the same. */
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** Groups with the paging of their members taken off, and those whose members are not, or not all, in the export. */
function readGroups(groups: unknown): { groups?: unknown; unreadGroups: readonly Unread[] } {
  if (!Array.isArray(groups)) return { unreadGroups: [] };
  const read = groups.map(readGroup);
  return { groups: read.map(({ group }) => group), unreadGroups: read.flatMap(({ unread }) => unread ?? []) };
}

/** A group with the paging of its members taken off; `unread` where they are not, or not all, in the export. */
export function readGroup(wire: unknown): { readonly group: unknown; readonly unread?: Unread } {
  if (!isRecord(wire)) return { group: wire };
  const { object: group, cut } = unpage(wire, ['members']);
  const id = group['id'];
  const why = whyMembersAreUnread(group, cut);
  return typeof id === 'string' && why !== undefined
    ? { group, unread: { kind: 'group', id, why } }
    : { group };
}

function whyMembersAreUnread(group: JsonObject, cut: readonly string[]): string | undefined {
  if (cut.length > 0) return listWasCut;
  return (group['members'] ?? null) === null ? 'its members are not in the export' : undefined;
}

const jsonObject = z.custom<JsonObject>(isRecord, 'must be an object');
const text = z.string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a string') });
const id = text.min(1, 'must not be empty');
const optionalText = text.nullish();

const unreadThing = z.object({ kind: id, id: optionalText, why: optionalText }, 'must be an object');

/** Checks the elements and keeps them as they came: the core reads more of them than is checked here. */
function listOf(check: ElementCheck) {
  return anything.check(({ value, issues }) => {
    for (const { path, message } of problemsOfEach(value, check))
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
  users: listOf(checkUser).exactOptional(),
  groups: listOf(checkGroup).exactOptional(),
  roleAssignments: listOf(checkRoleAssignment).exactOptional(),
  roleEligibilities: listOf(checkRoleAssignment).exactOptional(),
  securityDefaults: z
    .object({ isEnabled: z.boolean('must be true or false') }, 'must be an object')
    .exactOptional(),
  baselineScopes: z.enum(['enforced', 'notEnforced'], 'must be "enforced" or "notEnforced"').exactOptional(),
  licences: z.array(text, 'must be a list').exactOptional(),
  unread: z.array(unreadThing.transform(withoutNullMembers), 'must be a list').exactOptional(),
  unreadGroups: z.custom<readonly Unread[]>(),
});

const knownMembers = Object.keys(tenantExport.omit({ unreadGroups: true }).shape);

function withoutNullMembers({ kind, id, why }: z.output<typeof unreadThing>): Unread {
  return { kind, ...(id != null && { id }), ...(why != null && { why }) };
}
