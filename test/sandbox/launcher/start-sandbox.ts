import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Azurite, startAzurite } from '../azurite/start-azurite.ts';
import { makeLoopbackCertificate } from '../entra-tenant/certificate.ts';
import type { IdentityName } from '../entra-tenant/identities.ts';
import { type EntraTenant, startEntraTenant } from '../entra-tenant/start-entra-tenant.ts';
import type { LogSink } from '../function-host/log.ts';
import { type SpawnedFunctionHost, spawnFunctionHost } from '../function-host/spawn-function-host.ts';
import { trustCertificate } from '../trust-certificate.ts';
import { appEnvironment } from './app-environment.ts';
import { buildAppPackage } from './app-package.ts';
import { applicationToken } from './application-token.ts';
import type { Ports } from './arguments.ts';
import { type NotificationReceiver, startNotificationReceiver } from './notification-receiver.ts';
import { ScanClient } from './scan-client.ts';
import { StartProblem } from './start-problem.ts';

export interface SandboxOptions {
  /** Absent ones are free ones. */
  readonly ports?: Partial<Ports>;
  /** Folder that keeps the storage; in memory when absent. */
  readonly data?: string | undefined;
  /** Settings of the caller's that the app may get; see `appEnvironment`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Accompanies each piece of the start. */
  readonly step?: Step;
  readonly log: LogSink;
  /** Gets a line for each notification that the app sends. */
  readonly notified?: (line: string) => void;
}

/** Does the work and, where somebody watches, tells of it. */
export type Step = <Result>(title: string, work: () => Promise<Result>) => Promise<Result>;

/** The whole system on loopback, whose certificate this process trusts: the compiled app in the function host, its storage and its tenant. */
export interface Sandbox {
  /** Of the app that reads and faces HTTP. */
  readonly host: SpawnedFunctionHost;
  /** Of the app that writes policies: the same package under another identity. */
  readonly writer: SpawnedFunctionHost;
  readonly tenant: EntraTenant;
  readonly azurite: Azurite;
  readonly appDirectory: string;
  /** Takes what the app notifies people of. */
  readonly notifications: NotificationReceiver;
  /** Reads what the app serves. */
  readonly client: ScanClient;
}

const drainLimitMilliseconds = 3_000;

/**
 * Starts everything; disposing of `resources` ends it, the last started first, also after a start that failed half
 * way. Throws StartProblem where the build, the settings or a port are wrong.
 */
export async function startSandbox(
  resources: AsyncDisposableStack,
  { ports = {}, data, environment = {}, step = (_, work) => work(), log, notified }: SandboxOptions,
): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'gateproof-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const certificate = await makeLoopbackCertificate(join(folder, 'certificate'));
  const tls = { cert: certificate.certPath, key: certificate.keyPath };

  const notifications = await startNotificationReceiver(certificate, notified);
  resources.defer(() => notifications.stop());

  const [appDirectory, azurite, tenant] = await Promise.all([
    step('Building the app', () => buildAppPackage(join(folder, 'app'))),
    step('Starting storage', async () => {
      const storagePorts = portsOf({
        blob: ports['blob-port'],
        queue: ports['queue-port'],
        table: ports['table-port'],
      });
      const location = data === undefined ? {} : { location: data };
      const started = await startAzurite({ tls, oauth: true, ports: storagePorts, ...location });
      resources.defer(() => started.stop());
      return started;
    }),
    step('Starting the Entra tenant', async () => {
      const tenantPorts = portsOf({
        port: ports['tenant-port'],
        managedIdentityPort: ports['identity-port'],
      });
      const started = await startEntraTenant({ certificate, ...tenantPorts });
      resources.defer(() => started.stop());
      return started;
    }),
  ]);

  await trustCertificate(certificate.caPath);
  const startHost = async (functionApp: IdentityName, port: number) => {
    const started = await spawnFunctionHost({
      appDirectory,
      port,
      environment: appEnvironment({ azurite, tenant, notifications }, environment, functionApp),
      drainLimitMilliseconds,
      log,
    }).catch((cause: unknown) => {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new StartProblem(`The function host does not start. ${problem}`, { cause });
    });
    resources.defer(() => started.stop());
    return started;
  };
  const [host, writer] = await step('Starting the function hosts', () =>
    Promise.all([startHost('reader', ports.port ?? 0), startHost('writer', 0)]),
  );
  const client = new ScanClient(host, tenant.tenantId, applicationToken(tenant));
  return { host, writer, tenant, azurite, appDirectory, notifications, client };
}

/** Without the ports that were not given: those take their default. */
function portsOf<Name extends string>(
  given: Record<Name, number | undefined>,
): Partial<Record<Name, number>> {
  const entries = Object.entries(given).filter(([, port]) => port !== undefined);
  return Object.fromEntries(entries) as Partial<Record<Name, number>>;
}
