import * as z from 'zod/mini';
import type { Unread } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { type ReadFailure, whyUnread } from './read-failure.ts';
import type { ReadableKind } from './required-permission.ts';

const assignmentsSchema = z.array(
  z.looseObject({
    principalId: z.string().check(z.minLength(1)),
    roleDefinitionId: z.string().check(z.minLength(1)),
  }),
);

export type RoleAssignments = z.infer<typeof assignmentsSchema>;

/** Absent where the list was not read whole: then `unread` says why. */
export interface RoleAssignmentsReading {
  readonly assignments?: RoleAssignments;
  readonly unread: readonly Unread[];
}

/**
 * All active assignments of all roles, at any scope. One list, not one request for each of a hundred administrative
 * roles: most tenants have fewer assignments than that.
 */
export function readRoleAssignments(connection: GraphConnection): Promise<RoleAssignmentsReading> {
  return readAssignments(connection, graphPath`/roleManagement/directory/roleAssignments`, 'role');
}

/** Who may activate which role now. Graph refuses the list where the licence for it is missing. */
export function readRoleEligibilities(connection: GraphConnection): Promise<RoleAssignmentsReading> {
  const address = graphPath`/roleManagement/directory/roleEligibilityScheduleInstances`;
  return readAssignments(connection, address, 'roleEligibilities');
}

/** The principals of these roles: users, groups and service principals, as an assignment does not say which. */
export function principalsOf(
  assignments: RoleAssignments | undefined,
  roleDefinitionIds: ReadonlySet<string>,
): ReadonlySet<string> {
  const ofRoles = (assignments ?? []).filter((one) =>
    roleDefinitionIds.has(one.roleDefinitionId.toLowerCase()),
  );
  return new Set(ofRoles.map(({ principalId }) => principalId));
}

async function readAssignments(
  connection: GraphConnection,
  address: string,
  kind: Extract<ReadableKind, 'role' | 'roleEligibilities'>,
): Promise<RoleAssignmentsReading> {
  const unread = (failure: ReadFailure) => ({ unread: [{ kind, why: whyUnread(failure, kind) }] });
  const reading = await readCollection(connection, address);
  if (!reading.complete) {
    return unread(reading.failure);
  }
  const assignments = assignmentsSchema.safeParse(reading.elements);
  return assignments.success
    ? { assignments: assignments.data, unread: [] }
    : unread({ kind: 'malformed', why: 'an assignment without a principal or a role was returned' });
}
