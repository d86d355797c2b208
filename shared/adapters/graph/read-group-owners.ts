import { settleInBatches } from '../../application/settle-in-batches.ts';
import { type DirectoryReferences, readDirectoryReferences } from './directory-references.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';

/**
 * By the id of the group. An owner can make anybody a member, which is worth a finding and decides nothing: groups
 * whose owners cannot be read are left out.
 */
export async function readGroupOwners(
  connection: GraphConnection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DirectoryReferences>> {
  const readings = await settleInBatches(ids, async (id) => {
    const reading = await readDirectoryReferences(connection, graphPath`/groups/${id}/owners?$select=id`);
    return { id, reading };
  });
  return new Map(
    readings.flatMap(({ id, reading }) => ('references' in reading ? [[id, reading.references]] : [])),
  );
}
