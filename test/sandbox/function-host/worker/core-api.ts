/** The version of the real host that this one imitates. */
export const hostVersion = '4.1048.200';

/**
 * What `@azure/functions` expects of the module `@azure/functions-core`, which only the real worker has. This is
 * an internal contract of Microsoft's that may change: a contract test pins it to the installed library.
 */
export type CoreApi = {
  readonly version: string;
  readonly hostVersion: string;
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Registration;
  registerHook(name: string, callback: HookCallback): Registration;
  setProgrammingModel(model: ProgrammingModel): void;
  getProgrammingModel(): ProgrammingModel | undefined;
  log(level: RpcLogLevel, category: RpcLogCategory, message: string): void;
};

export type Registration = { dispose(): void };

export type RpcLogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type RpcLogCategory = 'user' | 'system' | 'customMetric';

export type FunctionCallback = (...inputs: unknown[]) => unknown;

/** A hook gets one context object; what it changes there is read back. */
export type HookCallback = (context: object) => unknown;

export type FunctionMetadata = {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly retryOptions?: unknown;
};
type Binding = { readonly type: string; readonly direction: string } & Readonly<Record<string, unknown>>;

export type ProgrammingModel = {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  /** Called once after loading; it also closes the app's `setup`. */
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
};

export type CoreInvocationContext = {
  readonly invocationId: string;
  readonly request: RpcInvocationRequest;
  readonly metadata: FunctionMetadata;
  log(level: RpcLogLevel, category: RpcLogCategory, message: string): void;
};

export type InvocationModel = {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<RpcInvocationResponse>;
};

export type RpcInvocationRequest = {
  readonly invocationId: string;
  readonly functionId: string;
  /** Named by the trigger binding's key in the metadata. */
  readonly inputData: readonly { readonly name: string; readonly data: RpcTypedData }[];
  readonly triggerMetadata: Readonly<Record<string, RpcTypedData>>;
  readonly traceContext: RpcTraceContext;
  readonly retryContext?: RpcRetryContext;
};

type RpcTraceContext = { readonly traceParent: string };
export type RpcRetryContext = {
  readonly retryCount: number;
  readonly maxRetryCount: number;
  readonly exception?: { readonly message: string };
};

export type RpcTypedData =
  | { readonly string: string }
  | { readonly json: string }
  | { readonly http: RpcHttpRequest | Record<string, never> };

type RpcHttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: Uint8Array };
};

export type RpcInvocationResponse = { readonly returnValue?: unknown };
