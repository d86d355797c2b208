import { errors } from 'jose';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { jsonOf } from '../http/message.ts';
import type { SandboxState } from '../sandbox-state.ts';
import type { SignInLog } from '../sign-in-log.ts';
import type { TokenIssuer } from '../tokens.ts';
import { answerQuery } from './queries.ts';

export interface LogAnalyticsOptions {
  readonly state: SandboxState;
  readonly signIns: SignInLog;
  readonly tokens: TokenIssuer;
  /** Client ids of the identities that hold Log Analytics Data Reader. */
  readonly readers: readonly string[];
  readonly workspaceId: string;
}

const audiences = ['https://api.loganalytics.io', 'https://api.loganalytics.io/'];

/** The query endpoint of one workspace that holds the tenant's sign-in logs; undefined for paths that are not its own. */
export function createLogAnalytics(
  options: LogAnalyticsOptions,
): (request: SandboxRequest) => Promise<SandboxResponse | undefined> {
  return async (request) => {
    const [, workspaceId] = /^\/v1\/workspaces\/([^/]+)\/query$/.exec(request.url.pathname) ?? [];
    if (workspaceId === undefined || request.method !== 'POST') return undefined;
    const clientId = await clientOf(request, options.tokens);
    if (clientId === undefined) return refusal(401, 'InvalidTokenError', 'The access token is not valid.');
    if (workspaceId !== options.workspaceId) {
      return refusal(404, 'WorkspaceNotFoundError', 'The workspace could not be found.');
    }
    if (!options.readers.includes(clientId)) {
      const message = 'The provided credentials have insufficient access to perform the requested operation';
      return refusal(403, 'InsufficientAccessError', message);
    }
    const { query } = Object(jsonOf(request));
    const table = answerQuery(String(query), options);
    return table === undefined ? semanticError() : { status: 200, body: { tables: [table] } };
  };
}

async function clientOf(request: SandboxRequest, tokens: TokenIssuer): Promise<string | undefined> {
  const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  try {
    return String((await tokens.verify(token, audiences))['appid']);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function refusal(status: number, code: string, message: string): SandboxResponse {
  return { status, body: { error: { code, message } } };
}

/** It knows no KQL but the two queries that are put to it. */
function semanticError(): SandboxResponse {
  const innererror = { code: 'SemanticError', message: 'The sandbox knows the queries of the program only.' };
  const error = { code: 'BadArgumentError', message: 'The request had some invalid properties', innererror };
  return { status: 400, body: { error } };
}
