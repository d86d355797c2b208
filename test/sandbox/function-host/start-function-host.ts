import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { enterEnvironment, isDisabled, readLocalSettings } from './configuration/application-settings.ts';
import { readHostConfiguration } from './configuration/host-configuration.ts';
import type { FunctionHost, FunctionHostOptions } from './function-host.ts';
import { createEndpoints, describeServed } from './http/endpoints.ts';
import { createKeys } from './http/keys.ts';
import { type HttpServer, startHttpServer } from './http/server.ts';
import { createListeners } from './listeners.ts';
import { type HostLog, hostLogTo } from './log.ts';
import { runByHand } from './run-by-hand.ts';
import { loadApp } from './worker/app.ts';
import { hostedFunction, isHttp } from './worker/hosted-function.ts';

const leaseOfRealHostMilliseconds = 10 * 60_000;
const defaultDrainLimitMilliseconds = 30_000;

/** Loads the app and serves its functions; rejects with the app's own error when it refuses to load. */
export async function startFunctionHost(options: FunctionHostOptions): Promise<FunctionHost> {
  const log = hostLogTo(options.log);
  const appDirectory = resolve(options.appDirectory);
  const localSettings = await readLocalSettings(appDirectory);
  const server = await startHttpServer({ port: options.port ?? 0, tls: options.tls, log });
  const development = {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    FUNCTIONS_WORKER_RUNTIME: 'node',
    WEBSITE_HOSTNAME: new URL(server.url).host,
  };
  const leaveEnvironment = enterEnvironment({ ...development, ...options.settings }, localSettings);
  try {
    const host = await serveApp({ ...options, appDirectory }, server, log);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= host.stop().finally(leaveEnvironment);
      return stopping;
    };
    return { ...host, stop };
  } catch (error) {
    await server.close(0);
    leaveEnvironment();
    throw error;
  }
}

async function serveApp(
  options: FunctionHostOptions,
  server: HttpServer,
  log: HostLog,
): Promise<FunctionHost> {
  const settings = process.env;
  const configuration = await readHostConfiguration(options.appDirectory, settings);
  const app = await loadApp({ ...options, ...configuration, sink: options.log });
  const registered = [...app.functions.values()].map(({ metadata }) => ({
    metadata,
    hosted: hostedFunction(metadata, settings),
    isDisabled: isDisabled(metadata.name, settings),
  }));
  const enabled = registered.filter((one) => !one.isDisabled).map(({ hosted }) => hosted);
  const keys = createKeys(enabled.filter(isHttp), { host: options.hostKey, master: options.masterKey });
  const hostId =
    settings['AzureFunctionsWebHost__hostid'] ?? hash('sha256', options.appDirectory).slice(0, 32);
  const listeners = createListeners(enabled, {
    invoke: app.invoke,
    queues: configuration.queues,
    queueLeaseMilliseconds: options.queueLeaseMilliseconds ?? leaseOfRealHostMilliseconds,
    hostId,
    settings,
    log,
  });
  const runFunction = runByHand(enabled, app.invoke);
  const { routePrefix } = configuration;
  server.serve(
    createEndpoints({
      registered,
      keys,
      hostId,
      routePrefix,
      invoke: app.invoke,
      httpUri: app.httpUri,
      runFunction,
      log,
      hostUrl: server.url,
    }),
  );
  await listeners.start();
  log('information', 'hostStarted', `Serving ${enabled.length} functions at ${server.url}`);
  const limit = options.drainLimitMilliseconds ?? defaultDrainLimitMilliseconds;
  return {
    url: server.url,
    functions: enabled.map((hosted) => describeServed(hosted, server.url, routePrefix, keys)),
    functionKey: keys.host,
    masterKey: keys.master,
    runFunction,
    stop: async () => {
      const drained = Promise.all([listeners.stop(), server.close(limit)]).then(() => app.drain());
      if (!(await endsWithin(drained, limit))) {
        log('warning', 'drainLimit', 'Functions were still running when the host stopped.');
      }
      await app.terminate();
      log('information', 'hostStopped', 'The host has stopped.');
    },
  };
}

async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const limit = new AbortController();
  const ended = work.then(() => true).finally(() => limit.abort());
  const reached = delay(milliseconds, false, { signal: limit.signal }).catch(() => true);
  return Promise.race([ended, reached]);
}
