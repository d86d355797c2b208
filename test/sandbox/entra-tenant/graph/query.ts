import type { SandboxResponse } from '../http/message.ts';
import { badRequest } from './errors.ts';
import { filterOf } from './filter.ts';
import type { GraphRequest } from './graph-request.ts';

export type GraphObject = Readonly<Record<string, unknown>>;

export interface Collection {
  /** What stands after `$metadata#`. */
  readonly context: string;
  readonly elements: readonly GraphObject[];
  /** Members that come without `$select`; absent: all. */
  readonly defaultMembers?: readonly string[];
  /** The largest `$top`, and the default page. */
  readonly pages: { readonly largest: number; readonly usual: number };
}

/** One page of the collection, by `$filter`, `$select`, `$top` and `$skiptoken`, with a nextLink where more is left. */
export function listResponse(request: GraphRequest, collection: Collection): SandboxResponse {
  const query = request.url.searchParams;
  const filter = filterOf(query.get('$filter'));
  if (filter === undefined) return badRequest(`Invalid filter clause: ${query.get('$filter')}`);
  const size = pageSizeOf(query.get('$top'), collection.pages);
  if (size === undefined) return badRequest(`Invalid page size specified: '${query.get('$top')}'.`);
  const start = startOf(query.get('$skiptoken'));
  if (start === undefined) return badRequest('The skip token is not valid.');
  const matching = collection.elements.filter(filter);
  const end = start + size;
  const more = end < matching.length ? { '@odata.nextLink': nextLink(request.url, end) } : {};
  const members = membersOf(query.get('$select'), collection.defaultMembers);
  return {
    status: 200,
    body: {
      '@odata.context': `${request.baseUrl}/$metadata#${collection.context}`,
      ...more,
      value: matching.slice(start, end).map((element) => selected(element, members)),
    },
  };
}

/** One object, by `$select`. */
export function objectResponse(
  request: GraphRequest,
  context: string,
  element: GraphObject,
  defaultMembers?: readonly string[],
): SandboxResponse {
  const members = membersOf(request.url.searchParams.get('$select'), defaultMembers);
  const body = selected(element, members);
  return { status: 200, body: { '@odata.context': `${request.baseUrl}/$metadata#${context}`, ...body } };
}

function pageSizeOf(top: string | null, pages: Collection['pages']): number | undefined {
  if (top === null) return pages.usual;
  const asked = Number(top);
  return Number.isInteger(asked) && asked >= 1 && asked <= pages.largest ? asked : undefined;
}

/** Tokens are opaque to clients; inside is the number of elements before the page. */
function startOf(skipToken: string | null): number | undefined {
  if (skipToken === null) return 0;
  const [, offset] = /^from:(\d+)$/.exec(Buffer.from(skipToken, 'base64').toString('utf8')) ?? [];
  return offset === undefined ? undefined : Number(offset);
}

function nextLink(url: URL, start: number): string {
  const next = new URL(url);
  next.searchParams.set('$skiptoken', Buffer.from(`from:${start}`).toString('base64'));
  return next.href;
}

function membersOf(select: string | null, defaults: readonly string[] | undefined) {
  return select === null ? defaults : select.split(',').map((member) => member.trim());
}

function selected(element: GraphObject, members: readonly string[] | undefined): GraphObject {
  if (members === undefined) return element;
  const entries = Object.entries(element);
  return Object.fromEntries(entries.filter(([name]) => name.startsWith('@odata.') || members.includes(name)));
}
