import {
  type DirectoryReferences,
  type DirectoryReferencesReading,
  readDirectoryReferences,
} from './directory-references.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';

/** The direct members of every type. */
export async function readGroupMembers(
  connection: GraphConnection,
  id: string,
): Promise<DirectoryReferencesReading> {
  if (id === '.' || id === '..') {
    return { failure: { kind: 'notFound', why: 'a dot is no object id' } };
  }
  return readDirectoryReferences(connection, graphPath`/groups/${id}/members?$select=id&$top=999`);
}

export function nestedGroups(members: DirectoryReferences): string[] {
  return members.filter((member) => member['@odata.type'] === '#microsoft.graph.group').map(({ id }) => id);
}
