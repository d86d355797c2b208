import { parseArgs } from 'node:util';
import { UsageProblem } from './start-problem.ts';

export const usage = `npm start -- [options]
  --port N          port of the function host (default: the environment's PORT, else 7071; 0: a free one)
  --once            do one scan, print its result, and end
  --data FOLDER     keep the storage in this folder (default: in memory)
  --verbose         show the whole log of the function host, and notifications as they arrive
  --sandbox FILE    where sandbox:sign-in finds this sandbox (default .gateproof/sandbox.json)
  --tenant-port N, --identity-port N, --blob-port N, --queue-port N, --table-port N
                    ports of the sandbox tenant and of the storage (default 0: free ones)
`;

/** Ports by the option that sets them; 0 takes a free one. */
export interface Ports {
  readonly port: number;
  readonly 'tenant-port': number;
  readonly 'identity-port': number;
  readonly 'blob-port': number;
  readonly 'queue-port': number;
  readonly 'table-port': number;
}

export interface StartArguments {
  readonly ports: Ports;
  readonly once: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
  readonly data: string | undefined;
  readonly sandbox: string | undefined;
}

const usualPort = '7071';

/** Throws UsageProblem for an option that there is not, and for a port that can be none. */
export function readArguments(args: readonly string[], environment: NodeJS.ProcessEnv): StartArguments {
  const values = parse(args);
  const port = values.port ?? (environment['PORT'] || usualPort);
  return {
    ports: {
      port: portOf(values.port === undefined ? 'PORT' : '--port', port),
      'tenant-port': portOf('--tenant-port', values['tenant-port']),
      'identity-port': portOf('--identity-port', values['identity-port']),
      'blob-port': portOf('--blob-port', values['blob-port']),
      'queue-port': portOf('--queue-port', values['queue-port']),
      'table-port': portOf('--table-port', values['table-port']),
    },
    once: values.once,
    verbose: values.verbose,
    help: values.help,
    data: values.data,
    sandbox: values.sandbox,
  };
}

function parse(args: readonly string[]) {
  const free = { type: 'string', default: '0' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'tenant-port': free,
        'identity-port': free,
        'blob-port': free,
        'queue-port': free,
        'table-port': free,
        once: flag,
        verbose: flag,
        help: { ...flag, short: 'h' },
        data: { type: 'string' },
        sandbox: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new UsageProblem(`${problem}\n${usage}`, { cause });
  }
}

function portOf(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageProblem(`${name} must be a port number from 0 to 65535, not "${text}".`);
}
