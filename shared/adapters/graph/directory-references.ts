import * as z from 'zod/mini';
import type { GraphConnection } from './graph-connection.ts';
import { readCollection } from './read-collection.ts';
import type { ReadFailure } from './read-failure.ts';

const referencesSchema = z.array(
  z.looseObject({ '@odata.type': z.string(), id: z.string().check(z.minLength(1)) }),
);

/** Directory objects of any kind: what each is, and its id. */
export type DirectoryReferences = z.infer<typeof referencesSchema>;
export type DirectoryReferencesReading =
  | { readonly references: DirectoryReferences }
  | { readonly failure: ReadFailure };

/** Reads the list at the address whole. Without the type of each, nobody knows whom else it stands for. */
export async function readDirectoryReferences(
  connection: GraphConnection,
  address: string,
): Promise<DirectoryReferencesReading> {
  const reading = await readCollection(connection, address);
  if (!reading.complete) {
    return { failure: reading.failure };
  }
  const references = referencesSchema.safeParse(reading.elements);
  return references.success
    ? { references: references.data }
    : { failure: { kind: 'malformed', why: 'a member without @odata.type or id was returned' } };
}
