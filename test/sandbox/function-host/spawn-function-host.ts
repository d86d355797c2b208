import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { FunctionHost } from './function-host.ts';
import type { LogSink } from './log.ts';

const level = z.enum(['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none']);
const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    url: z.string(),
    functionKey: z.string(),
    masterKey: z.string(),
    functions: z.array(
      z.object({
        name: z.string(),
        trigger: z.enum(['httpTrigger', 'timerTrigger', 'queueTrigger']),
        methods: z.array(z.string()).readonly().exactOptional(),
        url: z.string().exactOptional(),
        key: z.string().exactOptional(),
      }),
    ),
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({
    kind: z.literal('log'),
    entry: z.object({
      time: z.string(),
      level,
      source: z.enum(['host', 'user', 'system', 'customMetric']),
      event: z.string(),
      message: z.string(),
      functionName: z.string().exactOptional(),
      invocationId: z.string().exactOptional(),
      durationMilliseconds: z.number().exactOptional(),
    }),
  }),
]);

/** What the host's process tells its parent. */
export type HostMessage = z.infer<typeof messageSchema>;
type Ready = Extract<HostMessage, { kind: 'ready' }>;

export type SpawnOptions = {
  readonly appDirectory: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The whole environment of the process: application settings, NODE_EXTRA_CA_CERTS ... */
  readonly environment: NodeJS.ProcessEnv;
  /** Paths of a certificate and its key: the host then speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly queueLeaseMilliseconds?: number;
  readonly drainLimitMilliseconds?: number;
  /** Gets the host's lines, and what the app prints to its console. */
  readonly log: LogSink;
};

export type SpawnedFunctionHost = Omit<FunctionHost, 'runFunction'> & {
  /** Ends it at once, as a crash would: nothing is drained. */
  kill(): Promise<void>;
  /** Resolves with the exit status once it has ended for whatever reason; null after a signal. */
  readonly ended: Promise<number | null>;
};

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const graceMilliseconds = 5_000;
const defaultDrainLimitMilliseconds = 30_000;

/** Starts a host in a process of its own that ends with this one; rejects with the app's words if it refuses. */
export async function spawnFunctionHost(options: SpawnOptions): Promise<SpawnedFunctionHost> {
  const child = spawn(process.execPath, [main, ...argumentsOf(options)], {
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own: at Ctrl+C the launcher decides who ends first.
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  logConsole(child.stdout, 'information', options.log);
  logConsole(child.stderr, 'error', options.log);
  const { url, functions, functionKey, masterKey } = await readyOf(child, options.log);
  const limit = (options.drainLimitMilliseconds ?? defaultDrainLimitMilliseconds) + graceMilliseconds;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const killer = setTimeout(() => child.kill('SIGKILL'), limit);
    await ended;
    clearTimeout(killer);
  };
  return {
    url,
    functions,
    functionKey,
    masterKey,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function argumentsOf({ appDirectory, port, tls, ...limits }: SpawnOptions): string[] {
  const given = {
    '--app': appDirectory,
    '--port': port ?? 0,
    '--tls-cert': tls?.cert,
    '--tls-key': tls?.key,
    '--queue-lease-milliseconds': limits.queueLeaseMilliseconds,
    '--drain-limit-milliseconds': limits.drainLimitMilliseconds,
  };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
}

function readyOf(child: ChildProcess, log: LogSink): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.on('message', (received) => {
      const message = messageSchema.parse(received);
      if (message.kind === 'log') log(message.entry);
      else if (message.kind === 'ready') resolve(message);
      else reject(new Error(message.message));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The function host ended with status ${code}.`)));
  });
}

function logConsole(stream: Readable | null, at: 'information' | 'error', log: LogSink): void {
  if (!stream) return;
  createInterface({ input: stream }).on('line', (message) =>
    log({ time: new Date().toISOString(), level: at, source: 'user', event: 'console', message }),
  );
}
