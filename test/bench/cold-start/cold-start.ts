import { spawnFunctionHost } from '../../sandbox/function-host/spawn-function-host.ts';

/** An app in a folder of its own, and the path whose first answer ends its cold start. */
export interface ColdStart {
  readonly name: string;
  readonly appDirectory: string;
  readonly path: string;
  /** Besides the host's key, which the apps for comparison want. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly environment: NodeJS.ProcessEnv;
}

/** Milliseconds from the start of the process to the end of the first answer. Throws unless it is 200. */
export async function coldStartMilliseconds(app: ColdStart): Promise<number> {
  const { name, appDirectory, path, headers, environment } = app;
  const started = performance.now();
  const host = await spawnFunctionHost({ appDirectory, environment, log: () => {} });
  try {
    const response = await fetch(`${host.url}${path}`, {
      headers: { 'x-functions-key': host.functionKey, ...headers },
    });
    const text = await response.text();
    const milliseconds = performance.now() - started;
    if (response.status !== 200) throw new Error(`${name} answered ${response.status}: ${text}`);
    return milliseconds;
  } finally {
    await host.kill();
  }
}
