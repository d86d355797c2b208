import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { RunFunction } from '../run-by-hand.ts';
import { type FunctionMetadata, hostVersion } from '../worker/core-api.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import { type HostKeys, isMaster, keyOf } from './keys.ts';
import { readBody } from './read-body.ts';

/** A function as `GET /admin/functions` shows it. */
type FunctionDescription = {
  readonly metadata: FunctionMetadata;
  readonly invokeUrlTemplate: string | undefined;
  readonly isDisabled: boolean;
};

export type AdminEndpoints = {
  readonly keys: HostKeys;
  readonly hostId: string;
  readonly functions: readonly FunctionDescription[];
  /** The enabled functions that no HTTP route reaches. */
  readonly startableFunctions: readonly string[];
  readonly runFunction: RunFunction;
};

/** `POST /admin/functions/{name}` with `{"input": "..."}`, the lists, and the host's status; the master key opens all. */
export async function answerAdminRequest(
  endpoints: AdminEndpoints,
  request: IncomingMessage,
  url: URL,
): Promise<Answer> {
  if (!isMaster(endpoints.keys, keyOf(request.headers, url.searchParams))) return { status: 401 };
  const [, section, name] = url.pathname.split('/').filter((segment) => segment !== '');
  const route = `${request.method} ${section}${name === undefined ? '' : '/name'}`;
  switch (route) {
    case 'GET functions':
      return jsonAnswer(
        200,
        endpoints.functions.map((described) => describe(described, url)),
      );
    case 'GET functions/name':
      return describeOne(endpoints, url, name);
    case 'POST functions/name':
      return startRun(endpoints, request, name ?? '');
    case 'GET host/name':
      return name === 'status' ? hostStatus(endpoints) : { status: 404 };
    default:
      return { status: 404 };
  }
}

function describeOne({ functions }: AdminEndpoints, url: URL, name: string | undefined): Answer {
  const found = functions.find(({ metadata }) => metadata.name.toLowerCase() === name?.toLowerCase());
  return found ? jsonAnswer(200, describe(found, url)) : { status: 404 };
}

function hostStatus({ hostId }: AdminEndpoints): Answer {
  const processUptime = Math.round(process.uptime() * 1000);
  return jsonAnswer(200, { id: hostId, state: 'Running', version: hostVersion, processUptime });
}

const runSchema = z.object({ input: z.string().default('') });

async function startRun(endpoints: AdminEndpoints, request: IncomingMessage, name: string): Promise<Answer> {
  const body = await readBody(request);
  if (body === 'tooLarge') return { status: 413, headers: { connection: 'close' } };
  const parsed = runSchema.safeParse(parseJson(body.toString('utf8')));
  if (!parsed.success) return jsonAnswer(400, { message: z.prettifyError(parsed.error) });
  if (!endpoints.startableFunctions.some((known) => known.toLowerCase() === name.toLowerCase())) {
    return { status: 404 };
  }
  // Accepted, not awaited; a failure has been logged by the invocation.
  endpoints.runFunction(name, parsed.data.input).catch(() => undefined);
  return { status: 202 };
}

/** An empty body is an empty input; undefined, which no schema takes, for text that is not JSON. */
function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe({ metadata, invokeUrlTemplate, isDisabled }: FunctionDescription, url: URL) {
  const { name, bindings } = metadata;
  return {
    name,
    href: new URL(`/admin/functions/${name}`, url).href,
    config: { name, bindings: Object.entries(bindings).map(([key, binding]) => ({ name: key, ...binding })) },
    invoke_url_template: invokeUrlTemplate ?? null,
    isDisabled,
    language: 'node',
  };
}
