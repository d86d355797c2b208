import type { JsonObject } from '../application/graph-paging.ts';
import { isRecord } from '../core/conditional-access/wire.ts';
import type { ExportPiece } from './export-pieces.ts';

/** The export whose pieces these are, as `JSON.parse` would give it if a string could hold its text. */
export async function gatherExport(pieces: AsyncIterable<ExportPiece>): Promise<JsonObject> {
  const collections = new Map<string, unknown[]>();
  let members: unknown[] = [];
  for await (const piece of pieces) {
    if (piece.collection === 'rest') return withCollections(piece.tenantExport, collections);
    if (piece.collection === 'members') {
      append(members, piece.elements);
      continue;
    }
    const elements = collections.get(piece.collection) ?? [];
    collections.set(piece.collection, elements);
    append(elements, piece.elements);
    // Pieces come in the order of the text: all members since the last group are those of the next one.
    const [group] = piece.elements;
    if (piece.collection !== 'groups' || members.length === 0) continue;
    append(listIn(isRecord(group) ? group['members'] : undefined), members);
    members = [];
  }
  throw new Error('The rest of the export did not come.');
}

function withCollections(tenantExport: JsonObject, collections: ReadonlyMap<string, unknown[]>): JsonObject {
  for (const [name, elements] of collections) append(listIn(tenantExport[name]), elements);
  return tenantExport;
}

/** The list itself, or the one inside a page of Graph. */
function listIn(collection: unknown): unknown[] {
  if (Array.isArray(collection)) return collection;
  return isRecord(collection) ? listIn(collection['value']) : [];
}

/** A spread of that many elements would not fit the stack. */
function append(list: unknown[], elements: readonly unknown[]): void {
  for (const element of elements) list.push(element);
}
