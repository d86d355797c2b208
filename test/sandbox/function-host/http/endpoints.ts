import type { IncomingMessage } from 'node:http';
import type { ServedFunction } from '../function-host.ts';
import type { HostLog } from '../log.ts';
import type { RunFunction } from '../run-by-hand.ts';
import type { FunctionMetadata } from '../worker/core-api.ts';
import { type HostedFunction, isHttp } from '../worker/hosted-function.ts';
import type { Invoke } from '../worker/invocation.ts';
import { answerAdminRequest } from './admin-endpoints.ts';
import type { Answer } from './answer.ts';
import { answerFunctionRequest } from './function-endpoints.ts';
import type { HostKeys } from './keys.ts';
import { createRouter, routeOf } from './router.ts';

type RegisteredFunction = {
  readonly metadata: FunctionMetadata;
  readonly hosted: HostedFunction;
  readonly isDisabled: boolean;
};

export type EndpointOptions = {
  readonly registered: readonly RegisteredFunction[];
  readonly keys: HostKeys;
  readonly hostId: string;
  readonly hostUrl: string;
  readonly routePrefix: string;
  readonly invoke: Invoke;
  readonly httpUri: string | undefined;
  readonly runFunction: RunFunction;
  readonly log: HostLog;
};

/** Everything that the host answers over HTTP; `/admin` is its own, whatever routes the app has. */
export function createEndpoints(
  options: EndpointOptions,
): (request: IncomingMessage, url: URL) => Promise<Answer> {
  const { registered, keys, hostUrl, routePrefix } = options;
  const enabled = registered.filter((one) => !one.isDisabled).map(({ hosted }) => hosted);
  const functionEndpoints = { ...options, router: createRouter(enabled.filter(isHttp), routePrefix) };
  const adminEndpoints = {
    ...options,
    functions: registered.map(({ metadata, hosted, isDisabled }) => ({
      metadata,
      isDisabled,
      invokeUrlTemplate: describeServed(hosted, hostUrl, routePrefix, keys).url,
    })),
    startableFunctions: enabled.filter((hosted) => !isHttp(hosted)).map(({ name }) => name),
  };
  return (request, url) =>
    /^\/admin(?:\/|$)/i.test(url.pathname)
      ? answerAdminRequest(adminEndpoints, request, url)
      : answerFunctionRequest(functionEndpoints, request, url);
}

export function describeServed(
  hosted: HostedFunction,
  hostUrl: string,
  routePrefix: string,
  keys: HostKeys,
): ServedFunction {
  const served = { name: hosted.name, trigger: hosted.trigger.type };
  if (!isHttp(hosted)) return served;
  const key = keys.functions.get(hosted.name);
  return {
    ...served,
    methods: hosted.trigger.methods,
    url: `${hostUrl}/${routeOf(hosted, routePrefix)}`,
    ...(key === undefined ? {} : { key }),
  };
}
