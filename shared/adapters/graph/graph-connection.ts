import type { TokenCredential } from '@azure/identity';
import { AuthenticationHandler, Client } from '@microsoft/microsoft-graph-client';
import type { TenantId } from '../../application/identifiers.ts';
import { AccessTokenProvider } from './access-token-provider.ts';
import type { GraphRuntime } from './graph-runtime.ts';
import type { GraphEndpoint } from './graph-settings.ts';
import { FetchMiddleware } from './middleware/fetch-middleware.ts';
import { PacingMiddleware } from './middleware/pacing-middleware.ts';
import { RetryMiddleware, usualRetries } from './middleware/retry-middleware.ts';
import type { RequestPacer } from './pacing/request-pacer.ts';
import type { RetryStrategy } from './retry/retry-strategy.ts';

/** The way to one tenant's Graph, for one reading of it. */
export interface GraphConnection {
  readonly client: Client;
  /** The only origin that is ever asked. */
  readonly origin: string;
}

export interface GraphConnectionOptions {
  readonly tenantId: TenantId;
  readonly credential: TokenCredential;
  readonly endpoint: GraphEndpoint;
  readonly runtime: GraphRuntime;
  readonly pacer: RequestPacer;
  readonly retries?: readonly RetryStrategy[];
}

/**
 * A chain of our own in place of the SDK's: its retry handler sends an old token again, gives up on network errors
 * and waits without a limit in time.
 */
export function connectToGraph(options: GraphConnectionOptions): GraphConnection {
  const { tenantId, credential, endpoint, runtime, pacer } = options;
  const deadline = new Date(runtime.clock().getTime() + endpoint.deadlineMs);
  const client = Client.initWithMiddleware({
    baseUrl: endpoint.baseUrl.href,
    // Without this, the SDK sends no token, and no error, to a host that it does not know.
    customHosts: new Set([endpoint.baseUrl.hostname]),
    middleware: [
      new RetryMiddleware(runtime, deadline, options.retries ?? usualRetries),
      new PacingMiddleware(pacer),
      new AuthenticationHandler(new AccessTokenProvider(credential, endpoint.scope, tenantId)),
      new FetchMiddleware(runtime, endpoint.requestTimeoutMs),
    ],
  });
  return { client, origin: endpoint.baseUrl.origin };
}
