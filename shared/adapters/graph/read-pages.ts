import * as z from 'zod/mini';
import type { GraphConnection } from './graph-connection.ts';
import { type ReadFailure, readFailureOf } from './read-failure.ts';

export type PageReading =
  | { readonly elements: readonly unknown[]; readonly failure?: never }
  | { readonly failure: ReadFailure };

const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.nullish(z.string().check(z.minLength(1))),
});

/** Against a service that never ends; at 999 elements a page this is beyond any directory. */
const mostPages = 10_000;

export interface PageRequestOptions {
  readonly version?: 'v1.0' | 'beta';
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Reads page after page, for as long as the caller wants more; a failure is the last. Each nextLink is followed as it
 * is, but only to the origin that is configured.
 */
export async function* readPages(
  connection: GraphConnection,
  firstAddress: string,
  options: PageRequestOptions = {},
): AsyncGenerator<PageReading, void, undefined> {
  const visited = new Set<string>();
  let address: string | undefined = firstAddress;
  while (address !== undefined) {
    visited.add(address);
    const page: AnsweredPage = await readPage(connection, address, options);
    if ('failure' in page) {
      yield page;
      return;
    }
    yield { elements: page.elements };
    const problem = page.nextLink === undefined ? undefined : problemOf(page.nextLink, connection, visited);
    if (problem !== undefined) {
      yield { failure: { kind: 'malformed', why: problem } };
      return;
    }
    address = page.nextLink;
  }
}

type AnsweredPage =
  | { readonly elements: readonly unknown[]; readonly nextLink: string | undefined }
  | { readonly failure: ReadFailure };

async function readPage(
  { client }: GraphConnection,
  address: string,
  { version = 'v1.0', headers = {} }: PageRequestOptions,
): Promise<AnsweredPage> {
  try {
    const answer: unknown = await client
      .api(address)
      .version(version)
      .headers({ ...headers })
      .get();
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
