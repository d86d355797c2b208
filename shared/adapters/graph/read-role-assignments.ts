import * as z from 'zod/mini';
import { settleInBatches } from '../../application/settle-in-batches.ts';
import type { Unread } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath, odataString } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { whyUnread } from './read-failure.ts';

export interface RoleAssignmentsReading {
  readonly roleAssignments: readonly unknown[];
  /** Users, groups and service principals: an assignment does not say which. */
  readonly principalIds: ReadonlySet<string>;
  readonly unread: readonly Unread[];
}

const assignmentsSchema = z.array(z.looseObject({ principalId: z.string().check(z.minLength(1)) }));
type RoleAssignments = z.infer<typeof assignmentsSchema>;

/** The active assignments of these roles, at any scope. */
export async function readRoleAssignments(
  connection: GraphConnection,
  roleDefinitionIds: readonly string[],
): Promise<RoleAssignmentsReading> {
  const readings = await settleInBatches(roleDefinitionIds, (id) => readAssignmentsOf(connection, id));
  const roleAssignments = readings.flatMap(({ assignments }) => assignments);
  return {
    roleAssignments,
    principalIds: new Set(roleAssignments.map(({ principalId }) => principalId)),
    unread: readings.flatMap(({ unread }) => unread),
  };
}

async function readAssignmentsOf(
  connection: GraphConnection,
  id: string,
): Promise<{ assignments: RoleAssignments; unread: Unread[] }> {
  const filter = `roleDefinitionId eq ${odataString(id)}`;
  const address = graphPath`/roleManagement/directory/roleAssignments?$filter=${filter}`;
  const reading = await readCollection(connection, address);
  if (!reading.complete) {
    return { assignments: [], unread: [{ kind: 'role', id, why: whyUnread(reading.failure, 'role') }] };
  }
  const assignments = assignmentsSchema.safeParse(reading.elements);
  return assignments.success
    ? { assignments: assignments.data, unread: [] }
    : {
        assignments: [],
        unread: [{ kind: 'role', id, why: 'an assignment without a principal was returned' }],
      };
}
