import { randomUUID } from 'node:crypto';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { Routes } from '../http/routes.ts';
import type { DirectoryAuditLog } from '../policies/directory-audit-log.ts';
import type { Policies } from '../policies/policies.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';
import type { TokenIssuer } from '../tokens.ts';
import { answerBatch } from './batch.ts';
import { callerOf } from './caller.ts';
import { accessDenied, graphError } from './errors.ts';
import { type GraphRoute, type GraphVersion, mayPass } from './graph-request.ts';
import { graphRoutes } from './graph-routes.ts';
import { type Refusal, Throttles } from './throttle.ts';

export interface GraphOptions {
  readonly state: SandboxState;
  readonly signIns: SignInLog;
  readonly policies: Policies;
  readonly audits: DirectoryAuditLog;
  readonly tokens: TokenIssuer;
  /** Page size where a request names none. */
  readonly usualPage: number;
  /** Whether Conditional Access is held to one request a second, and the logs to five in ten, as Graph holds them. */
  readonly throttling: boolean;
}

/** Microsoft Graph, as far as the program uses it: a function from requests to responses. */
export function createGraph(options: GraphOptions): (request: SandboxRequest) => Promise<SandboxResponse> {
  const routes = graphRoutes().reduce(
    (table, [method, path, route]) => table.on(method, path, route),
    new Routes<GraphRoute>(),
  );
  const throttles = options.throttling ? new Throttles(() => options.state.now()) : undefined;

  const answer = async (request: SandboxRequest): Promise<SandboxResponse> => {
    const caller = await callerOf(request, options.tokens, options.state.tenant);
    if ('status' in caller) return caller;
    const [, version = ''] = request.url.pathname.split('/');
    const path = request.url.pathname.slice(version.length + 1);
    if (path === '/$batch' && request.method === 'POST') return answerBatch(request, `/${version}`, answer);
    const found = isVersion(version) ? routes.find(request.method, path) : undefined;
    if (found === undefined || !isVersion(version)) return unknownSegment(path);
    if (!mayPass(caller, found.target)) return accessDenied();
    const refusal = throttles?.refusal(found.target);
    if (refusal !== undefined) return tooManyRequests(refusal);
    const { state, signIns, policies, audits, usualPage } = options;
    const baseUrl = `${request.url.origin}/${version}`;
    const graphRequest = {
      ...request,
      ...caller,
      baseUrl,
      version,
      state,
      signIns,
      policies,
      audits,
      usualPage,
    };
    return found.target.handle(graphRequest, found.params);
  };
  return async (request) => withRequestId(request, await answer(request));
}

function tooManyRequests({ retryAfterSeconds: seconds }: Refusal): SandboxResponse {
  const response = graphError(429, 'TooManyRequests', 'Too many requests.');
  if (seconds === undefined) return response;
  return { ...response, headers: { ...response.headers, 'retry-after': String(seconds) } };
}

function isVersion(text: string): text is GraphVersion {
  return text === 'v1.0' || text === 'beta';
}

function unknownSegment(path: string): SandboxResponse {
  const segment = path.split('/')[1] ?? '';
  return graphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
}

function withRequestId(request: SandboxRequest, response: SandboxResponse): SandboxResponse {
  const requestId = response.headers?.['request-id'] ?? randomUUID();
  const clientRequestId = request.headers['client-request-id'] ?? requestId;
  return {
    ...response,
    headers: {
      ...response.headers,
      'request-id': requestId,
      'client-request-id': clientRequestId,
      date: new Date().toUTCString(),
    },
  };
}
