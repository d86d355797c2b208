import type { Settings } from './configuration/application-settings.ts';
import type { LogSink } from './log.ts';
import type { HostedFunction } from './worker/hosted-function.ts';

export type FunctionHostOptions = {
  /** Folder with package.json (its `main` is loaded), host.json and, if wanted, local.settings.json. */
  readonly appDirectory: string;
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined;
  /** Application settings; they win over the environment, which wins over local.settings.json. */
  readonly settings?: Settings | undefined;
  /** Keys that are not given are made at random. */
  readonly hostKey?: string | undefined;
  readonly masterKey?: string | undefined;
  /** PEM texts; the host then speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** 10 minutes, as the real host's; shorter so that a test sees a crashed host's message again. */
  readonly queueLeaseMilliseconds?: number | undefined;
  /** How long `stop` waits for running functions. */
  readonly drainLimitMilliseconds?: number | undefined;
  readonly log: LogSink;
};

/** One function that the host serves; the last three members belong to HTTP functions. */
export type ServedFunction = {
  readonly name: string;
  readonly trigger: HostedFunction['trigger']['type'];
  readonly methods?: readonly string[];
  /** The route template under the host's address. */
  readonly url?: string;
  /** Opens this function only. */
  readonly key?: string;
};

export type FunctionHost = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly functions: readonly ServedFunction[];
  /** Opens every function. */
  readonly functionKey: string;
  /** Opens the admin endpoints too. */
  readonly masterKey: string;
  /** Runs a timer or queue function now; rejects with what it throws. */
  runFunction(name: string, input?: string): Promise<void>;
  /** Stops listening, lets running functions end, then runs the app's terminate hooks. */
  stop(): Promise<void>;
};
