import * as z from 'zod';

/** What the host of an app is told from outside: requests over HTTP, messages of queues, the time that timers wait for. */
export const appCallSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('http'),
    method: z.enum(['GET', 'POST']),
    /** Below `/api/`. */
    path: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().optional(),
  }),
  z.object({
    kind: z.literal('queue'),
    queueName: z.string(),
    message: z.unknown(),
    id: z.string(),
    dequeueCount: z.int(),
    insertionTime: z.iso.datetime(),
  }),
  z.object({ kind: z.literal('timer') }),
]);
export type AppCall = z.infer<typeof appCallSchema>;

/** `status` and `body` are empty for what is no request over HTTP. */
export const appReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), call: z.int(), status: z.int(), body: z.string() }),
  z.object({ kind: z.literal('failed'), call: z.int(), problem: z.string() }),
  z.object({ kind: z.literal('ready'), queueNames: z.array(z.string()) }),
  z.object({ kind: z.literal('logged'), level: z.string(), line: z.string() }),
]);
export type AppReply = z.infer<typeof appReplySchema>;

export const appStartSchema = z.object({
  caPath: z.string(),
  /** Of the `CompanyTime` that all threads live by. */
  sharedTime: z.instanceof(SharedArrayBuffer),
});
export type AppStart = z.infer<typeof appStartSchema>;
