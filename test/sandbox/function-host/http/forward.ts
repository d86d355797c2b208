import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, IncomingMessage, request as makeRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { RpcTypedData } from '../worker/core-api.ts';
import type { Invoke } from '../worker/invocation.ts';
import type { Answer } from './answer.ts';
import { longestBodyBytes } from './read-body.ts';
import { headersOf, queryOf } from './request-parts.ts';
import type { RouteMatch } from './router.ts';

export type Forwarding = {
  readonly httpUri: string;
  readonly invoke: Invoke;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly match: RouteMatch;
};

/** Of the real host: a worker that sends nothing for so long is given up. */
const activityMilliseconds = 240_000;
const hopByHop = [
  'connection',
  'keep-alive',
  'expect',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
];

/**
 * The way of an app with `enableHttpStream`: the request itself goes, body and all, to the server inside the worker,
 * beside an invocation that carries only its headers and parameters. What the function throws is not answered, as with
 * the real host (https://github.com/Azure/azure-functions-nodejs-library/issues/324).
 */
export async function forward({ httpUri, invoke, request, url, match }: Forwarding): Promise<Answer> {
  if (Number(request.headers['content-length'] ?? 0) > longestBodyBytes) {
    return { status: 413, headers: { connection: 'close' } };
  }
  const invocationId = randomUUID();
  invoke(match.hosted.name, invocationOf(invocationId, request, url, match)).catch(() => {
    // Logged by the invocation.
  });
  const forwarded = makeRequest(new URL(request.url ?? '/', httpUri), {
    method: request.method,
    headers: forwardedHeaders(request, url, invocationId),
    timeout: activityMilliseconds,
  });
  forwarded.once('timeout', () => forwarded.destroy(new Error('The worker sent nothing.')));
  // The answer may come before the body has: what is left of it then goes nowhere.
  const sent = pipeline(request, forwarded).catch(() => undefined);
  const response = await responseTo(forwarded);
  if (response === undefined) return { status: 502 };
  const unread = !request.complete;
  if (!unread) await sent;
  return {
    status: response.statusCode ?? 502,
    headers: { ...answerHeaders(response), ...(unread ? { connection: 'close' } : {}) },
    body: response,
  };
}

/** Undefined where the worker breaks off or sends nothing. */
async function responseTo(forwarded: ClientRequest): Promise<IncomingMessage | undefined> {
  try {
    const [response] = await once(forwarded, 'response');
    return response instanceof IncomingMessage ? response : undefined;
  } catch {
    return undefined;
  }
}

function invocationOf(invocationId: string, request: IncomingMessage, url: URL, { params }: RouteMatch) {
  const headers = headersOf(request);
  const parameters = Object.entries(params).map(([name, value]): [string, RpcTypedData] => [
    name,
    { string: value },
  ]);
  return {
    invocationId,
    reason: `${request.method} ${url.pathname}`,
    data: { http: {} },
    triggerMetadata: {
      ...Object.fromEntries(parameters),
      Headers: { json: JSON.stringify(headers) },
      Query: { json: JSON.stringify(queryOf(url)) },
    },
    ...(headers['traceparent'] ? { traceParent: headers['traceparent'] } : {}),
  };
}

function forwardedHeaders(request: IncomingMessage, url: URL, invocationId: string) {
  const kept = Object.entries(request.headers).filter(([name]) => !hopByHop.includes(name));
  return {
    ...Object.fromEntries(kept),
    'x-forwarded-host': url.host,
    'x-forwarded-proto': url.protocol.slice(0, -1),
    'x-ms-invocation-id': invocationId,
  };
}

function answerHeaders({ headersDistinct }: IncomingMessage) {
  const kept = Object.entries(headersDistinct).filter(
    ([name, values]) => values !== undefined && ![...hopByHop, 'x-ms-invocation-id'].includes(name),
  );
  return Object.fromEntries(kept.map(([name, values = []]) => [name, values]));
}
