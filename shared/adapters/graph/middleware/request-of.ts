import type { Context } from '@microsoft/microsoft-graph-client';

export interface GraphRequestParts {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a middleware needs to know of the request that passes through it. */
export function requestOf({ request, options }: Context): GraphRequestParts {
  const url = typeof request === 'string' ? request : request.url;
  const headers = Object.fromEntries(new Headers(options?.headers));
  return { url, method: options?.method ?? 'GET', headers };
}
