import type { LogSink } from '../log.ts';
import {
  type CoreApi,
  type FunctionCallback,
  type FunctionMetadata,
  type HookCallback,
  hostVersion,
  type ProgrammingModel,
  type Registration,
  type RpcLogCategory,
  type RpcLogLevel,
} from './core-api.ts';

const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof hookNames)[number];

export type FunctionRegistration = {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
};

/** Takes what the app registers while it loads; closed afterwards, as in the real worker. */
export class FunctionRegistry implements CoreApi {
  readonly version = '3.13.0';
  readonly hostVersion = hostVersion;
  readonly functions = new Map<string, FunctionRegistration>();
  readonly #hooks = new Map<HookName, HookCallback[]>(hookNames.map((name) => [name, []]));
  readonly #sink: LogSink;
  #model: ProgrammingModel | undefined;
  #open = true;

  constructor(sink: LogSink) {
    this.#sink = sink;
  }

  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Registration {
    const { name } = metadata;
    if (!this.#open) throw new Error(`The function ${name} was registered after the app had started.`);
    if (this.functions.has(name)) throw new Error(`The function ${name} is registered twice.`);
    this.functions.set(name, { metadata, callback });
    return {
      dispose: () => {
        this.functions.delete(name);
      },
    };
  }

  registerHook(name: string, callback: HookCallback): Registration {
    const hookName = hookNames.find((known) => known === name);
    if (!hookName) throw new RangeError(`There is no hook '${name}'; known are ${hookNames.join(', ')}.`);
    const callbacks = this.hooks(hookName);
    this.#hooks.set(hookName, [...callbacks, callback]);
    return { dispose: () => this.#removeHook(hookName, callback) };
  }

  setProgrammingModel(model: ProgrammingModel): void {
    this.#model = model;
  }

  getProgrammingModel(): ProgrammingModel | undefined {
    return this.#model;
  }

  log(level: RpcLogLevel, category: RpcLogCategory, message: string): void {
    this.#sink({ time: new Date().toISOString(), level, source: category, event: 'log', message });
  }

  hooks(name: HookName): readonly HookCallback[] {
    return this.#hooks.get(name) ?? [];
  }

  close(): void {
    this.#open = false;
  }

  #removeHook(name: HookName, callback: HookCallback): void {
    this.#hooks.set(
      name,
      this.hooks(name).filter((other) => other !== callback),
    );
  }
}
