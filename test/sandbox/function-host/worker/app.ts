import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { describeError, hostLogTo, type LogSink } from '../log.ts';
import { answeringCoreModule } from './core-module.ts';
import { type FunctionRegistration, FunctionRegistry } from './function-registry.ts';
import { type Invoke, invokeFunction } from './invocation.ts';

/** A loaded app: what it registered, and the way to run it. */
export type App = {
  readonly functions: ReadonlyMap<string, FunctionRegistration>;
  readonly invoke: Invoke;
  /** Where HTTP requests are to be forwarded, of an app that streams them; else they are part of the invocation. */
  readonly httpUri: string | undefined;
  /** Resolves when no run is in progress. */
  drain(): Promise<void>;
  /** Runs the app's terminate hooks; a failing hook is logged and stops no other. */
  terminate(): Promise<void>;
};

export type AppOptions = {
  readonly appDirectory: string;
  readonly sink: LogSink;
  readonly functionTimeoutMilliseconds: number | null;
};

const packageSchema = z.object({ main: z.string() });
let loads = 0;

/** Loads the package's `main` and runs its start hooks; what the app throws meanwhile is passed on as it is. */
export async function loadApp({ appDirectory, sink, functionTimeoutMilliseconds }: AppOptions): Promise<App> {
  const log = hostLogTo(sink);
  const registry = new FunctionRegistry(sink);
  const main = await mainOf(appDirectory);
  // The query makes a second host in this process load the app anew instead of getting the first one's copy.
  loads += 1;
  await answeringCoreModule(registry, () => import(`${pathToFileURL(main).href}?host=${loads}`));
  const capabilities = await registry.getProgrammingModel()?.getCapabilities?.({});
  registry.close();

  const appHookData: Record<string, unknown> = {};
  const appHookContext = () => ({ hookData: appHookData, appHookData, functionAppDirectory: appDirectory });
  for (const hook of registry.hooks('appStart')) await hook(appHookContext());

  const running = new Set<Promise<unknown>>();
  const environment = { registry, sink, log, functionTimeoutMilliseconds, appHookData };
  return {
    functions: registry.functions,
    httpUri: capabilities?.['HttpUri'],
    invoke: (functionName, invocation) => {
      const registration = registry.functions.get(functionName);
      if (!registration) return Promise.reject(new Error(`There is no function ${functionName}.`));
      const run = invokeFunction(environment, registration, invocation);
      running.add(run);
      const ended = () => running.delete(run);
      run.then(ended, ended);
      return run;
    },
    drain: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
    terminate: async () => {
      for (const hook of registry.hooks('appTerminate')) {
        try {
          await hook(appHookContext());
        } catch (error) {
          log('error', 'hookFailed', `A terminate hook failed: ${describeError(error)}`);
        }
      }
    },
  };
}

async function mainOf(appDirectory: string): Promise<string> {
  const path = join(appDirectory, 'package.json');
  const parsed = packageSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} must name the app's entry file as 'main'.`);
  return join(appDirectory, parsed.data.main);
}
