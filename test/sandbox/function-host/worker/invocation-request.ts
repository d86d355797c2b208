import { randomBytes } from 'node:crypto';
import type { FunctionMetadata, RpcInvocationRequest, RpcRetryContext, RpcTypedData } from './core-api.ts';

/** What a trigger hands over for one run. */
export type Invocation = {
  /** Why it runs, for the log. */
  readonly reason: string;
  readonly data: RpcTypedData;
  readonly triggerMetadata?: Readonly<Record<string, RpcTypedData>>;
  readonly retryContext?: RpcRetryContext;
  /** Default: made anew. */
  readonly invocationId?: string;
  /** The caller's W3C trace context, continued when given. */
  readonly traceParent?: string;
};

/** The request of the real worker's protocol; the caller's trace goes on, or a new one begins. */
export function requestOf(
  { name, bindings }: FunctionMetadata,
  invocationId: string,
  { data, triggerMetadata = {}, retryContext, traceParent }: Invocation,
): RpcInvocationRequest {
  const trigger = Object.keys(bindings).find((key) => bindings[key]?.type.toLowerCase().endsWith('trigger'));
  if (!trigger) throw new Error(`The function ${name} has no trigger.`);
  return {
    invocationId,
    functionId: name,
    inputData: [{ name: trigger, data }],
    triggerMetadata,
    traceContext: { traceParent: continueTrace(traceParent) },
    ...(retryContext ? { retryContext } : {}),
  };
}

function continueTrace(traceParent: string | undefined): string {
  const traceId = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceParent ?? '')?.[1];
  return `00-${traceId ?? randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
