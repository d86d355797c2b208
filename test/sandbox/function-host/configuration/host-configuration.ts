import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parseTimeSpan } from './time-span.ts';

/** The part of host.json that this host obeys, with the defaults of the real host under local development. */
export type HostConfiguration = {
  readonly routePrefix: string;
  /** null: no limit. */
  readonly functionTimeoutMilliseconds: number | null;
  readonly queues: QueuesConfiguration;
};

export type QueuesConfiguration = {
  readonly batchSize: number;
  readonly newBatchThreshold: number;
  readonly maxPollingIntervalMilliseconds: number;
  /** How long a *failed* message stays invisible; not the lease of a running one. */
  readonly visibilityTimeoutMilliseconds: number;
  readonly maxDequeueCount: number;
  readonly messageEncoding: 'base64' | 'none';
};

const timeSpan = z.string().transform((text, context) => {
  try {
    return parseTimeSpan(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});
const limitedTimeSpan = timeSpan.pipe(z.number('-1 is not allowed here'));

const queuesSchema = z.object({
  batchSize: z.coerce.number().int().min(1).max(32).default(16),
  newBatchThreshold: z.coerce.number().int().min(0).optional(),
  maxPollingInterval: limitedTimeSpan.default(2_000),
  visibilityTimeout: limitedTimeSpan.default(0),
  maxDequeueCount: z.coerce.number().int().min(1).default(5),
  messageEncoding: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['base64', 'none']))
    .default('base64'),
});

const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  functionTimeout: timeSpan.default(30 * 60_000),
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
      queues: queuesSchema.prefault({}),
    })
    .prefault({}),
});

const overridePrefix = 'azurefunctionsjobhost__';

/** Reads host.json; settings such as `AzureFunctionsJobHost__extensions__queues__batchSize` win over it. */
export async function readHostConfiguration(
  appDirectory: string,
  settings: NodeJS.ProcessEnv,
): Promise<HostConfiguration> {
  const path = join(appDirectory, 'host.json');
  const file: unknown = JSON.parse(await readFile(path, 'utf8'));
  const parsed = hostJsonSchema.safeParse(withOverrides(file, settings));
  if (!parsed.success) throw new Error(`${path} is wrong:\n${z.prettifyError(parsed.error)}`);
  const { functionTimeout, extensions } = parsed.data;
  const { queues } = extensions;
  return {
    routePrefix: extensions.http.routePrefix,
    functionTimeoutMilliseconds: functionTimeout,
    queues: {
      batchSize: queues.batchSize,
      newBatchThreshold:
        queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2) * availableParallelism(),
      maxPollingIntervalMilliseconds: queues.maxPollingInterval,
      visibilityTimeoutMilliseconds: queues.visibilityTimeout,
      maxDequeueCount: queues.maxDequeueCount,
      messageEncoding: queues.messageEncoding,
    },
  };
}

type JsonObject = { [member: string]: unknown };

function withOverrides(file: unknown, settings: NodeJS.ProcessEnv): unknown {
  if (!isObject(file)) return file;
  return Object.entries(settings)
    .filter(([name]) => name.toLowerCase().startsWith(overridePrefix))
    .reduce(
      (json, [name, value]) => withMember(json, name.slice(overridePrefix.length).split('__'), value),
      file,
    );
}

/** Member names are compared as .NET configuration does: without regard to case. */
function withMember(json: JsonObject, [first = '', ...rest]: string[], value: unknown): JsonObject {
  const name = Object.keys(json).find((key) => key.toLowerCase() === first.toLowerCase()) ?? first;
  if (rest.length === 0) return { ...json, [name]: value };
  const inner = json[name];
  return { ...json, [name]: withMember(isObject(inner) ? inner : {}, rest, value) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
