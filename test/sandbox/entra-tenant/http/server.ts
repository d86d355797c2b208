import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { graphError } from '../graph/errors.ts';
import type { Fault, Faults } from './faults.ts';
import type { Interventions } from './interventions.ts';
import type { SandboxRequest, SandboxResponse } from './message.ts';

export interface ServerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** PEM texts; absent for plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly faults: Faults;
  readonly interventions: Interventions;
  readonly handle: (request: SandboxRequest) => Promise<SandboxResponse>;
}

export interface RunningServer {
  /** Without a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

const loopback = '127.0.0.1';
const keepAliveMilliseconds = 65_000;
const largestBody = 4 * 1024 * 1024;

/** Serves on loopback only. Throws where the port is taken, and says which. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(options, incoming, outgoing).catch((error: unknown) => {
      process.stderr.write(`The sandbox tenant failed on ${incoming.method} ${incoming.url}: ${error}\n`);
      outgoing.destroy();
    });
  };
  const server =
    options.tls === undefined ? createHttpServer(listener) : createHttpsServer(options.tls, listener);
  // As long as real front doors keep idle connections: a client must not meet a closed one while the process is busy.
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.listen(options.port, loopback);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(
      `The sandbox tenant cannot listen on port ${options.port} of ${loopback}: choose another port, or 0 for a free one.`,
      { cause },
    );
  }
  const scheme = options.tls === undefined ? 'http' : 'https';
  return {
    url: `${scheme}://${loopback}:${portOf(server)}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

async function answer(
  { faults, interventions, handle, tls }: ServerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const scheme = tls === undefined ? 'http' : 'https';
  const request: SandboxRequest = {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `${scheme}://${incoming.headers.host ?? loopback}`),
    headers: headersOf(incoming),
    body: await bodyOf(incoming),
  };
  const fault = faults.take(request.method, request.url);
  if (fault?.kind === 'connectionReset') {
    incoming.socket.destroy();
    return;
  }
  if (fault?.kind === 'latency') await delay(fault.milliseconds);
  const refusal = faultyResponse(fault);
  const response =
    refusal !== undefined && !hasEffect(fault) ? refusal : await handled(request, handle, interventions);
  if (fault?.kind === 'lostResponse') {
    incoming.socket.destroy();
    return;
  }
  send(refusal ?? response, outgoing, fault?.kind === 'truncatedBody');
}

/** Whether the request does what it asks for although something goes wrong. */
function hasEffect(fault: Fault | undefined): boolean {
  return fault?.kind === 'gatewayTimeout' && fault.afterEffect === true;
}

async function handled(
  request: SandboxRequest,
  handle: ServerOptions['handle'],
  interventions: Interventions,
): Promise<SandboxResponse> {
  await interventions.run('before', request);
  const response = await handle(request);
  await interventions.run('after', request);
  return response;
}

function faultyResponse(fault: Fault | undefined): SandboxResponse | undefined {
  switch (fault?.kind) {
    case 'throttled':
      return withRetryAfter(graphError(429, 'TooManyRequests', 'Too many requests'), fault.retryAfterSeconds);
    case 'unavailable':
      return withRetryAfter(
        graphError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.'),
        fault.retryAfterSeconds,
      );
    case 'badGateway':
      return {
        status: 502,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
      };
    case 'gatewayTimeout':
      return graphError(504, 'UnknownError', 'The request was not answered in time.');
    case 'conflict':
      return graphError(409, 'Conflict', 'Another change of the same object is under way.');
    case 'badRequest':
      return graphError(400, 'BadRequest', 'Invalid filter clause');
    default:
      return undefined;
  }
}

function withRetryAfter(response: SandboxResponse, seconds: number | undefined): SandboxResponse {
  if (seconds === undefined) return response;
  return { ...response, headers: { ...response.headers, 'retry-after': String(seconds) } };
}

function send(response: SandboxResponse, outgoing: ServerResponse, truncated: boolean): void {
  const { status, headers = {}, body } = response;
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  const bytes = Buffer.from(text);
  const json = body !== undefined && typeof body !== 'string';
  outgoing.writeHead(status, {
    ...(json ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...headers,
    ...(status === 204 ? {} : { 'content-length': String(bytes.length) }),
  });
  if (!truncated) {
    outgoing.end(bytes);
    return;
  }
  // Half of the announced bytes arrive, then the connection is gone.
  outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
}

function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
  const entries = Object.entries(incoming.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join() : value]),
  );
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > largestBody) throw new RangeError('The request body is larger than the sandbox takes.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
