import type { GraphConnection } from './graph-connection.ts';
import type { ReadFailure } from './read-failure.ts';
import { readPages } from './read-pages.ts';

/** `elements` of an incomplete reading are those of the pages before the failure. */
export type CollectionReading =
  | { readonly complete: true; readonly elements: readonly unknown[] }
  | { readonly complete: false; readonly elements: readonly unknown[]; readonly failure: ReadFailure };

/** Reads all pages. */
export async function readCollection(
  connection: GraphConnection,
  firstAddress: string,
): Promise<CollectionReading> {
  const elements: unknown[] = [];
  for await (const page of readPages(connection, firstAddress)) {
    if (page.failure !== undefined) {
      return { complete: false, elements, failure: page.failure };
    }
    for (const element of page.elements) {
      elements.push(element);
    }
  }
  return { complete: true, elements };
}
