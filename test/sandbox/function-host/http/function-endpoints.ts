import type { IncomingMessage } from 'node:http';
import type { HostLog } from '../log.ts';
import { describeError } from '../log.ts';
import type { Invoke } from '../worker/invocation.ts';
import { type Answer, answerOf } from './answer.ts';
import { forward } from './forward.ts';
import { type HostKeys, keyOf, mayCall } from './keys.ts';
import { readBody } from './read-body.ts';
import { headersOf, queryOf } from './request-parts.ts';
import type { RouteMatch, Router } from './router.ts';

export type FunctionEndpoints = {
  readonly router: Router;
  readonly keys: HostKeys;
  readonly invoke: Invoke;
  readonly httpUri: string | undefined;
  readonly log: HostLog;
};

/** Routes a request to its function: 404 without one (or without its method), 401 without a key, 500 when it throws. */
export async function answerFunctionRequest(
  { router, keys, invoke, httpUri, log }: FunctionEndpoints,
  request: IncomingMessage,
  url: URL,
): Promise<Answer> {
  const match = router.find(request.method ?? '', url.pathname);
  if (!match) return { status: 404 };
  if (!mayCall(match.hosted, keys, keyOf(request.headers, url.searchParams))) return { status: 401 };
  if (httpUri !== undefined) return forward({ httpUri, invoke, request, url, match });
  const body = await readBody(request);
  if (body === 'tooLarge') return { status: 413, headers: { connection: 'close' } };
  const { name } = match.hosted;
  try {
    const response = await invoke(name, invocationOf(request, url, match, body));
    return answerOf(response.returnValue);
  } catch (error) {
    // As from the real host: the caller learns nothing of what went wrong.
    log('debug', 'httpServerError', describeError(error), { functionName: name });
    return { status: 500 };
  }
}

function invocationOf(request: IncomingMessage, url: URL, { params }: RouteMatch, body: Buffer) {
  const method = request.method ?? 'GET';
  const headers = headersOf(request);
  return {
    reason: `${method} ${url.pathname}`,
    data: { http: { method, url: url.href, headers, params, query: queryOf(url), body: { bytes: body } } },
    ...(headers['traceparent'] ? { traceParent: headers['traceparent'] } : {}),
  };
}
