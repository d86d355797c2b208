import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { GraphRuntime } from '../graph-runtime.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { requestOf } from './request-of.ts';

/**
 * The last of the chain: sends the request and takes the answer in whole, so that a body that is cut or stalls is
 * seen here, where it is still one attempt, and not after the retries. Throws NoAnswerError.
 */
export class FetchMiddleware implements Middleware {
  readonly #runtime: GraphRuntime;
  readonly #timeoutMs: number;

  constructor(runtime: GraphRuntime, timeoutMs: number) {
    this.#runtime = runtime;
    this.#timeoutMs = timeoutMs;
  }

  async execute(context: Context): Promise<void> {
    const { url, method, headers } = requestOf(context);
    const clientRequestId = this.#runtime.newRequestId();
    context.response = await this.#exchange(url, {
      ...context.options,
      headers: { ...headers, 'client-request-id': clientRequestId, 'x-ms-throttle-priority': 'Low' },
      // Graph's lists lead nowhere else, and what another address says is not taken for Graph's word.
      redirect: 'manual',
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    this.#runtime.logger.debug('Graph answered', {
      method,
      path: new URL(url).pathname,
      status: context.response.status,
      clientRequestId,
      requestId: context.response.headers.get('request-id'),
      resourceUnits: context.response.headers.get('x-ms-resource-unit'),
    });
  }

  async #exchange(url: string, init: RequestInit): Promise<Response> {
    try {
      const response = await this.#runtime.fetch(url, init);
      const body = await response.text();
      if (response.ok && body !== '') {
        JSON.parse(body);
      }
      const { status, statusText, headers } = response;
      return new Response(body === '' ? null : body, { status, statusText, headers });
    } catch (cause) {
      throw new NoAnswerError(`no whole answer from ${new URL(url).host} (${describe(cause)})`, { cause });
    }
  }
}

/** fetch says only "fetch failed"; what happened stands in the cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
