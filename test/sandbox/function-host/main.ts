import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { FunctionHost } from './function-host.ts';
import type { LogSink } from './log.ts';
import type { HostMessage } from './spawn-function-host.ts';
import { startFunctionHost } from './start-function-host.ts';

const usage = `node test/sandbox/function-host/main.ts --app DIRECTORY [--port N] [--tls-cert FILE --tls-key FILE]
  [--queue-lease-milliseconds N] [--drain-limit-milliseconds N]
Keys may be given in FUNCTION_HOST_KEY and FUNCTION_MASTER_KEY. Ends at SIGTERM, SIGINT, or with its parent.`;

/** To the parent over its message channel, or as JSON lines on standard output; nowhere once the parent is gone. */
function tell(message: HostMessage, told: () => void = () => undefined): void {
  if (!process.send) process.stdout.write(`${JSON.stringify(message)}\n`, told);
  else if (process.connected) process.send(message, told);
}

const log: LogSink = (entry) => tell({ kind: 'log', entry });

async function start(): Promise<FunctionHost> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string' },
      port: { type: 'string', default: '7071' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'queue-lease-milliseconds': { type: 'string' },
      'drain-limit-milliseconds': { type: 'string' },
    },
  });
  if (!values.app) throw new Error(`The folder of the app is missing.\n${usage}`);
  return startFunctionHost({
    appDirectory: values.app,
    port: Number(values.port),
    tls: await readTls(values['tls-cert'], values['tls-key']),
    hostKey: process.env['FUNCTION_HOST_KEY'],
    masterKey: process.env['FUNCTION_MASTER_KEY'],
    queueLeaseMilliseconds: numberOf(values['queue-lease-milliseconds']),
    drainLimitMilliseconds: numberOf(values['drain-limit-milliseconds']),
    log,
  });
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

async function readTls(cert: string | undefined, key: string | undefined) {
  if (!cert || !key) return undefined;
  return { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
}

try {
  const host = await start();
  const end = () => void host.stop().finally(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end).once('disconnect', end);
  const { url, functions, functionKey, masterKey } = host;
  tell({ kind: 'ready', url, functions: [...functions], functionKey, masterKey });
} catch (error) {
  // The app's own words, whole: a settings error lists every wrong setting.
  const message = error instanceof Error ? error.message : String(error);
  tell({ kind: 'failed', message }, () => process.exit(1));
}
