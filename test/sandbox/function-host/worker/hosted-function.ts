import { z } from 'zod';
import { resolveSettings } from '../configuration/application-settings.ts';
import type { FunctionMetadata } from './core-api.ts';

const httpTriggerSchema = z.object({
  type: z.literal('httpTrigger'),
  methods: z.array(z.string().toUpperCase()),
  authLevel: z.enum(['anonymous', 'function', 'admin']),
  route: z.string().optional(),
});
const timerTriggerSchema = z.object({
  type: z.literal('timerTrigger'),
  schedule: z.string(),
  runOnStartup: z.boolean().default(false),
  useMonitor: z.boolean().default(true),
});
const queueTriggerSchema = z.object({
  type: z.literal('queueTrigger'),
  queueName: z.string(),
  connection: z.string().default('AzureWebJobsStorage'),
});
const triggerSchema = z.discriminatedUnion('type', [
  httpTriggerSchema,
  timerTriggerSchema,
  queueTriggerSchema,
]);

const seconds = z.object({ seconds: z.number() }).transform((duration) => duration.seconds * 1000);
const maxRetryCount = z.number().int().min(-1);
const retryPolicySchema = z.discriminatedUnion('strategy', [
  z.object({ strategy: z.literal('fixedDelay'), maxRetryCount, delayInterval: seconds }),
  z.object({
    strategy: z.literal('exponentialBackoff'),
    maxRetryCount,
    minimumInterval: seconds,
    maximumInterval: seconds,
  }),
]);

export type HttpTrigger = z.infer<typeof httpTriggerSchema>;
export type TimerTrigger = z.infer<typeof timerTriggerSchema>;
export type QueueTrigger = z.infer<typeof queueTriggerSchema>;
/** Intervals in milliseconds; a count of -1 retries for ever. */
export type RetryPolicy = z.infer<typeof retryPolicySchema>;

/** A registered function whose trigger this host knows, with settings put in place of `%NAME%`. */
export type HostedFunction<Trigger = HttpTrigger | TimerTrigger | QueueTrigger> = {
  readonly name: string;
  readonly trigger: Trigger;
  readonly retryPolicy: RetryPolicy | undefined;
};

/** Reads what the library registered; throws for bindings that this host does not simulate. */
export function hostedFunction(metadata: FunctionMetadata, settings: NodeJS.ProcessEnv): HostedFunction {
  const { name, bindings } = metadata;
  const unknown = Object.entries(bindings).find(
    ([key, { type }]) =>
      key !== '$return' && !triggerSchema.options.some((known) => known.shape.type.value === type),
  );
  if (unknown) {
    throw new Error(`The function ${name} binds ${unknown[1].type}, which this host does not simulate.`);
  }
  const binding = Object.entries(bindings).find(([key]) => key !== '$return')?.[1] ?? {};
  const resolved = Object.entries(binding).map(([member, value]) => [
    member,
    typeof value === 'string' ? resolveSettings(value, settings) : value,
  ]);
  return {
    name,
    trigger: read(triggerSchema, Object.fromEntries(resolved), `The trigger of ${name}`),
    retryPolicy: metadata.retryOptions
      ? read(retryPolicySchema, metadata.retryOptions, `The retry policy of ${name}`)
      : undefined,
  };
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${what} is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function isHttp(hosted: HostedFunction): hosted is HostedFunction<HttpTrigger> {
  return hosted.trigger.type === 'httpTrigger';
}

export function isTimer(hosted: HostedFunction): hosted is HostedFunction<TimerTrigger> {
  return hosted.trigger.type === 'timerTrigger';
}

export function isQueue(hosted: HostedFunction): hosted is HostedFunction<QueueTrigger> {
  return hosted.trigger.type === 'queueTrigger';
}
