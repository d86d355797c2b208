import { randomUUID } from 'node:crypto';
import { describeError, type HostLog, type LogSink } from '../log.ts';
import type {
  CoreInvocationContext,
  FunctionCallback,
  InvocationModel,
  RpcInvocationResponse,
  RpcLogCategory,
  RpcLogLevel,
} from './core-api.ts';
import type { FunctionRegistration, FunctionRegistry } from './function-registry.ts';
import { type Invocation, requestOf } from './invocation-request.ts';

/** Runs a function once; rejects with what it threw, after it has been logged. */
export type Invoke = (functionName: string, invocation: Invocation) => Promise<RpcInvocationResponse>;

/** What all runs of one app share. */
export type InvocationEnvironment = {
  readonly registry: FunctionRegistry;
  readonly sink: LogSink;
  readonly log: HostLog;
  readonly functionTimeoutMilliseconds: number | null;
  /** Shared by the app's hooks for as long as the app runs. */
  readonly appHookData: Record<string, unknown>;
};

/** One run with its log lines: started, then succeeded or failed, and a line when it runs too long. */
export async function invokeFunction(
  environment: InvocationEnvironment,
  registration: FunctionRegistration,
  invocation: Invocation,
): Promise<RpcInvocationResponse> {
  const { log, functionTimeoutMilliseconds: timeout } = environment;
  const { name } = registration.metadata;
  const about = { functionName: name, invocationId: invocation.invocationId ?? randomUUID() };
  const startedAt = performance.now();
  const duration = () => ({ durationMilliseconds: Math.round(performance.now() - startedAt) });
  const tooLong = () =>
    log('error', 'functionTimeout', `${name} still runs after its time limit of ${timeout} ms.`, about);
  const watch = timeout === null ? undefined : setTimeout(tooLong, timeout).unref();
  log('information', 'functionStarted', `Executing ${name} (${invocation.reason})`, about);
  try {
    const response = await run(environment, registration, invocation, about.invocationId);
    log('information', 'functionSucceeded', `Executed ${name}`, { ...about, ...duration() });
    return response;
  } catch (error) {
    log('error', 'functionFailed', `${name} failed: ${describeError(error)}`, { ...about, ...duration() });
    throw error;
  } finally {
    clearTimeout(watch);
  }
}

/** The order of the real worker: arguments, hooks before, the function, hooks after, the response. */
async function run(
  environment: InvocationEnvironment,
  { metadata, callback }: FunctionRegistration,
  invocation: Invocation,
  invocationId: string,
): Promise<RpcInvocationResponse> {
  const { registry, appHookData } = environment;
  const programmingModel = registry.getProgrammingModel();
  if (!programmingModel) throw new Error('The app registered functions without @azure/functions.');
  let invocationContext: object | undefined;
  const coreContext: CoreInvocationContext = {
    invocationId,
    metadata,
    request: requestOf(metadata, invocationId, invocation),
    log: (level, category, message) =>
      writeLog(environment, {
        level,
        category,
        message,
        invocationContext,
        functionName: metadata.name,
        invocationId,
      }),
  };
  const model = programmingModel.getInvocationModel(coreContext);
  const { context, inputs } = await model.getArguments();
  invocationContext = context;
  const shared = { hookData: {}, appHookData, invocationContext: context };
  const before = { ...shared, inputs, functionCallback: callback };
  for (const hook of registry.hooks('preInvocation')) await hook(before);
  const after = { ...shared, inputs: before.inputs, ...(await attempt(model, context, before)) };
  for (const hook of registry.hooks('postInvocation')) await hook(after);
  if (after.error !== null && after.error !== undefined) throw after.error;
  return model.getResponse(context, after.result);
}

type Outcome = { result: unknown; error: unknown };

async function attempt(
  model: InvocationModel,
  context: object,
  { inputs, functionCallback }: { inputs: unknown[]; functionCallback: FunctionCallback },
): Promise<Outcome> {
  try {
    return { result: await model.invokeFunction(context, inputs, functionCallback), error: null };
  } catch (error) {
    return { result: null, error: error ?? new Error('The function threw no error object.') };
  }
}

type UserLog = {
  level: RpcLogLevel;
  readonly category: RpcLogCategory;
  message: string;
  readonly invocationContext: object | undefined;
  readonly functionName: string;
  readonly invocationId: string;
};

/** Log hooks run first and may change level and message. */
function writeLog({ registry, sink, appHookData }: InvocationEnvironment, line: UserLog): void {
  const { functionName, invocationId, ...rest } = line;
  const hookContext = { ...rest, hookData: {}, appHookData };
  for (const hook of registry.hooks('log')) hook(hookContext);
  const { level, category, message } = hookContext;
  sink({
    time: new Date().toISOString(),
    level,
    source: category,
    event: 'log',
    message,
    functionName,
    invocationId,
  });
}
