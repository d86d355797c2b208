import { z } from 'zod';
import { settleInBatches } from '../../application/settle-in-batches.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath, odataString } from './graph-path.ts';
import { readCollection } from './read-collection.ts';

/** Graph takes no more values than this in one `in`. */
const namesPerRequest = 15;

const groupSchema = z.object({ id: z.string(), displayName: z.string() });

/** Names are for people to read and decide nothing: those that cannot be read are left out. */
export async function readGroupNames(
  connection: GraphConnection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const requests = Array.from({ length: Math.ceil(ids.length / namesPerRequest) }, (_, index) =>
    ids.slice(index * namesPerRequest, (index + 1) * namesPerRequest),
  );
  const readings = await settleInBatches(requests, (some) => {
    const filter = `id in (${some.map(odataString).join(',')})`;
    return readCollection(connection, graphPath`/groups?$filter=${filter}&$select=id,displayName`);
  });
  const groups = readings
    .flatMap(({ elements }) => elements)
    .map((element) => groupSchema.safeParse(element).data)
    .filter((group) => group !== undefined);
  return new Map(groups.map(({ id, displayName }) => [id, displayName]));
}
