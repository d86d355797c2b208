import * as z from 'zod/mini';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import type { ReadFailure } from './read-failure.ts';

const membersSchema = z.array(
  z.looseObject({ '@odata.type': z.string(), id: z.string().check(z.minLength(1)) }),
);

export type GroupMembers = z.infer<typeof membersSchema>;
export type GroupMembersReading = { readonly members: GroupMembers } | { readonly failure: ReadFailure };

/** The direct members of every type. Without the type of each, nobody knows who else is in the group. */
export async function readGroupMembers(
  connection: GraphConnection,
  id: string,
): Promise<GroupMembersReading> {
  if (id === '.' || id === '..') {
    return { failure: { kind: 'notFound', why: 'a dot is no object id' } };
  }
  const reading = await readCollection(connection, graphPath`/groups/${id}/members?$select=id&$top=999`);
  if (!reading.complete) {
    return { failure: reading.failure };
  }
  const members = membersSchema.safeParse(reading.elements);
  return members.success
    ? { members: members.data }
    : { failure: { kind: 'malformed', why: 'a member without @odata.type or id was returned' } };
}

export function nestedGroups(members: GroupMembers): string[] {
  return members.filter((member) => member['@odata.type'] === '#microsoft.graph.group').map(({ id }) => id);
}
