import * as z from 'zod/mini';
import { settleInBatches } from '../../application/settle-in-batches.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath, odataString } from './graph-path.ts';
import { readCollection } from './read-collection.ts';

/** Graph takes no more values than this in one `in`. */
const idsPerRequest = 15;

const descriptionSchema = z.looseObject({
  id: z.string(),
  displayName: z.nullish(z.string()),
  visibility: z.nullish(z.string()),
});

/** What it is called, and by whom and how its membership can be changed. */
const members =
  'id,displayName,visibility,groupTypes,membershipRule,isAssignableToRole,securityEnabled,mailEnabled';

export type GroupDescription = z.infer<typeof descriptionSchema>;

/** By id in lower case: what the lists of members do not say. Groups that cannot be described are left out. */
export async function describeGroups(
  connection: GraphConnection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GroupDescription>> {
  const requests = Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, index) =>
    ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  const readings = await settleInBatches(requests, (some) => {
    const filter = `id in (${some.map(odataString).join(',')})`;
    return readCollection(connection, graphPath`/groups?$filter=${filter}&$select=${members}`);
  });
  const descriptions = readings
    .flatMap(({ elements }) => elements)
    .map((element) => descriptionSchema.safeParse(element).data)
    .filter((description) => description !== undefined);
  return new Map(descriptions.map((description) => [description.id.toLowerCase(), description]));
}
