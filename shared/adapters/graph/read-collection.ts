import * as z from 'zod/mini';
import type { GraphConnection } from './graph-connection.ts';
import { type ReadFailure, readFailureOf } from './read-failure.ts';

/** `elements` of an incomplete reading are those of the pages before the failure. */
export type CollectionReading =
  | { readonly complete: true; readonly elements: readonly unknown[] }
  | { readonly complete: false; readonly elements: readonly unknown[]; readonly failure: ReadFailure };

const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.nullish(z.string().check(z.minLength(1))),
});

/** Against a service that never ends; at 999 elements a page this is beyond any directory. */
const mostPages = 10_000;

/** Reads all pages. Each nextLink is followed as it is, but only to the origin that is configured. */
export async function readCollection(
  connection: GraphConnection,
  firstAddress: string,
): Promise<CollectionReading> {
  const elements: unknown[] = [];
  const visited = new Set<string>();
  let address: string | undefined = firstAddress;
  while (address !== undefined) {
    visited.add(address);
    const page = await readPage(connection, address);
    if ('failure' in page) {
      return { complete: false, elements, failure: page.failure };
    }
    for (const element of page.elements) {
      elements.push(element);
    }
    const problem = page.nextLink === undefined ? undefined : problemOf(page.nextLink, connection, visited);
    if (problem !== undefined) {
      return { complete: false, elements, failure: { kind: 'malformed', why: problem } };
    }
    address = page.nextLink;
  }
  return { complete: true, elements };
}

type PageReading =
  | { readonly elements: readonly unknown[]; readonly nextLink: string | undefined }
  | { readonly failure: ReadFailure };

async function readPage({ client }: GraphConnection, address: string): Promise<PageReading> {
  try {
    const answer: unknown = await client.api(address).get();
    const page = pageSchema.safeParse(answer);
    return page.success
      ? { elements: page.data.value, nextLink: page.data['@odata.nextLink'] ?? undefined }
      : {
          failure: { kind: 'malformed', why: `the answer is no collection: ${z.prettifyError(page.error)}` },
        };
  } catch (error) {
    return { failure: readFailureOf(error) };
  }
}

function problemOf(
  nextLink: string,
  { origin }: GraphConnection,
  visited: ReadonlySet<string>,
): string | undefined {
  if (URL.parse(nextLink)?.origin !== origin) {
    return `the list goes on at another address than ${origin}, which was not followed`;
  }
  if (visited.has(nextLink) || visited.size >= mostPages) {
    return 'the list does not end: a nextLink leads back, or there are too many';
  }
  return undefined;
}
