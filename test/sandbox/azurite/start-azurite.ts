import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What a started Azurite may be told; everything has a default. */
export type AzuriteOptions = {
  /** 0, the default, takes a free port. */
  readonly ports?: { readonly blob?: number; readonly queue?: number; readonly table?: number };
  /** Paths of a certificate and its key: all three services then speak HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Accept bearer tokens beside the account key; needs `tls`. */
  readonly oauth?: boolean;
  /** Folder that keeps the data; in memory when absent. */
  readonly location?: string;
};

export type Azurite = {
  readonly accountName: string;
  /** Made anew at each start, so that no file holds a key. */
  readonly accountKey: string;
  readonly connectionString: string;
  /** Service addresses with the account in their path and no slash at the end. */
  readonly blobUrl: string;
  readonly queueUrl: string;
  readonly tableUrl: string;
  stop(): Promise<void>;
};

const accountName = 'devstoreaccount1';
const stopWithinMilliseconds = 5_000;
const require = createRequire(import.meta.url);
const preload = fileURLToPath(new URL('./exit-with-parent.ts', import.meta.url));

/** Starts the storage emulator as a child that ends with this process; resolves when all services listen. */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  const accountKey = randomBytes(64).toString('base64');
  const child = spawn(
    process.execPath,
    ['--import', preload, require.resolve('azurite/dist/src/azurite.js'), ...azuriteArguments(options)],
    {
      env: { ...process.env, AZURITE_ACCOUNTS: `${accountName}:${accountKey}` },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A process group of its own: Ctrl+C in a terminal must not end storage before those who still use it.
      detached: true,
    },
  );
  const { blobUrl, queueUrl, tableUrl } = await addressesOf(child);
  const connectionString = [
    `DefaultEndpointsProtocol=${options.tls ? 'https' : 'http'}`,
    `AccountName=${accountName}`,
    `AccountKey=${accountKey}`,
    `BlobEndpoint=${blobUrl}`,
    `QueueEndpoint=${queueUrl}`,
    `TableEndpoint=${tableUrl}`,
  ].join(';');
  return {
    accountName,
    accountKey,
    connectionString,
    blobUrl,
    queueUrl,
    tableUrl,
    stop: () => stop(child),
  };
}

function azuriteArguments({ ports = {}, tls, oauth, location }: AzuriteOptions): string[] {
  return [
    `--blobPort=${ports.blob ?? 0}`,
    `--queuePort=${ports.queue ?? 0}`,
    `--tablePort=${ports.table ?? 0}`,
    ...(location ? ['--location', location] : ['--inMemoryPersistence']),
    ...(tls ? ['--cert', tls.cert, '--key', tls.key] : []),
    ...(oauth ? ['--oauth', 'basic'] : []),
    '--skipApiVersionCheck',
    '--disableTelemetry',
    '--silent',
  ];
}

type Addresses = Pick<Azurite, 'blobUrl' | 'queueUrl' | 'tableUrl'>;

/** Resolves once all three services listen; Azurite prints one line for each, with the port that it really got. */
function addressesOf(child: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const addresses = addressesIn(output);
      if (addresses) resolve(addresses);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Azurite ended with status ${code}: ${output.trim()}`)));
  });
}

function addressesIn(output: string): Addresses | undefined {
  const addressOf = (service: string) =>
    new RegExp(`Azurite ${service} service is successfully listening at (\\S+)\\s`).exec(output)?.[1];
  const [blob, queue, table] = [addressOf('Blob'), addressOf('Queue'), addressOf('Table')];
  if (!blob || !queue || !table) return undefined;
  return {
    blobUrl: `${blob}/${accountName}`,
    queueUrl: `${queue}/${accountName}`,
    tableUrl: `${table}/${accountName}`,
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), stopWithinMilliseconds);
  await ended;
  clearTimeout(killer);
}
