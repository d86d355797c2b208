import type { TokenCredential } from '@azure/identity';
import type { SignInReader, SliceReading, SliceRequest } from '../../application/ports/sign-in-reader.ts';
import { SignInCounter } from '../../core/sign-ins/sign-in-counter.ts';
import { connectToGraph, type GraphConnection } from './graph-connection.ts';
import { defaultGraphRuntime, type GraphRuntime } from './graph-runtime.ts';
import { type GraphEndpoint, type GraphSettings, graphEndpoint } from './graph-settings.ts';
import { TenantPacers } from './pacing/tenant-pacers.ts';
import { readSignInRange, type SignInReading } from './read-sign-in-range.ts';
import { atMost } from './retry/at-most.ts';
import { noAnswerRetryStrategy } from './retry/no-answer-retry-strategy.ts';
import { serverErrorRetryStrategy } from './retry/server-error-retry-strategy.ts';
import { throttlingRetryStrategy } from './retry/throttling-retry-strategy.ts';

export interface GraphSignInReaderOptions {
  readonly credential: TokenCredential;
  readonly settings?: GraphSettings;
  readonly runtime?: Partial<GraphRuntime>;
}

/** What takes longer is asked for in smaller parts, and what failed twice for being too much is not asked again. */
const longestRequestMs = 30_000;
const signInLogRetries = [
  throttlingRetryStrategy,
  atMost(2, serverErrorRetryStrategy),
  atMost(2, noAnswerRetryStrategy),
];

/**
 * Reads the sign-in log from Graph's beta, which alone says which flow a sign-in used. Interactive sign-ins are read
 * whole, as every one tells what policies in report-only would have done; of the others, those by the device code flow.
 */
export class GraphSignInReader implements SignInReader {
  readonly source = 'microsoftGraph';
  readonly #credential: TokenCredential;
  readonly #endpoint: GraphEndpoint;
  readonly #runtime: GraphRuntime;
  readonly #pacers: TenantPacers;
  /** Filters that Graph does not take. Asking again would do no harm but waste a request. */
  readonly #refusedFilters = new Set<string>();

  constructor(options: GraphSignInReaderOptions) {
    this.#credential = options.credential;
    this.#endpoint = graphEndpoint(options.settings ?? {});
    this.#runtime = { ...defaultGraphRuntime, ...options.runtime };
    this.#pacers = new TenantPacers(this.#runtime);
  }

  async read(request: SliceRequest): Promise<SliceReading> {
    const reading: SignInReading = {
      connection: this.#connect(request),
      clock: this.#runtime.clock,
      request,
      counter: new SignInCounter(),
      refusedFilters: this.#refusedFilters,
      examined: new Set(),
    };
    const stopped =
      (await readSignInRange(reading, request, 'interactiveUser')) ??
      (await readSignInRange(reading, request, 'nonInteractiveUser', 'nonInteractiveByDeviceCode'));
    return stopped ?? { kind: 'counted', counts: reading.counter.counts(), examined: reading.examined.size };
  }

  #connect({ tenantId, deadline }: SliceRequest): GraphConnection {
    const deadlineMs = deadline.getTime() - this.#runtime.clock().getTime();
    return connectToGraph({
      tenantId,
      credential: this.#credential,
      endpoint: {
        ...this.#endpoint,
        deadlineMs,
        requestTimeoutMs: Math.min(this.#endpoint.requestTimeoutMs, longestRequestMs),
      },
      retries: signInLogRetries,
      runtime: this.#runtime,
      pacer: this.#pacers.of(tenantId),
    });
  }
}
