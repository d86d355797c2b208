import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  type Pipeline,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { TransientError } from '../../core/errors.ts';
import { type QueryRows, rowsOf } from './query-answer.ts';

export interface LogAnalyticsSettings {
  /** Of the national cloud, or of a stand-in. */
  readonly baseUrl: string;
  /** Of the access token. */
  readonly scope: string;
  readonly workspaceId: string;
}

/** The answer, or why the service refuses the query for good. */
export type QueryOutcome = QueryRows | { readonly refused: QueryRefusal };

export interface QueryRefusal {
  readonly status: number;
  /** The codes of the error and of those inside it. */
  readonly codes: readonly string[];
  readonly message: string;
}

const longestQueryMs = 180_000;

/** A Log Analytics workspace, asked in KQL over its REST interface. */
export class LogAnalyticsWorkspace {
  readonly #url: string;
  readonly #pipeline: Pipeline;
  readonly #httpClient = createDefaultHttpClient();

  constructor({ baseUrl, scope, workspaceId }: LogAnalyticsSettings, credential: TokenCredential) {
    this.#url = new URL(`/v1/workspaces/${encodeURIComponent(workspaceId)}/query`, baseUrl).href;
    this.#pipeline = createPipelineFromOptions({
      retryOptions: { maxRetries: 3, maxRetryDelayInMs: 30_000 },
    });
    this.#pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
  }

  /** Throws TransientError where the service cannot be reached in that time, or fails. */
  async query(query: string, timeoutMs: number): Promise<QueryOutcome> {
    const response = await this.#send(query, Math.min(timeoutMs, longestQueryMs));
    const { status, bodyAsText } = response;
    if (status === 200) return rowsOf(JSON.parse(bodyAsText ?? ''));
    const refused = refusalOf(response);
    if (status === 408 || status === 429 || status >= 500) {
      throw new TransientError(`Log Analytics answered ${status}: ${refused.message}`);
    }
    return { refused };
  }

  async #send(query: string, timeoutMs: number): Promise<PipelineResponse> {
    const request = createPipelineRequest({
      url: this.#url,
      method: 'POST',
      body: JSON.stringify({ query }),
      abortSignal: AbortSignal.timeout(timeoutMs),
    });
    request.headers.set('content-type', 'application/json');
    // The service ends a query by itself where it would take longer.
    request.headers.set('prefer', `wait=${Math.ceil(timeoutMs / 1_000)}`);
    try {
      return await this.#pipeline.sendRequest(this.#httpClient, request);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TransientError(`Log Analytics could not be asked: ${reason}`, { cause });
    }
  }
}

function refusalOf({ status, bodyAsText }: PipelineResponse): QueryRefusal {
  const codes = [...(bodyAsText ?? '').matchAll(/"code"\s*:\s*"(\w+)"/g)].map(([, code = '']) => code);
  const messages = [...(bodyAsText ?? '').matchAll(/"message"\s*:\s*"((?:[^"\\]|\\.)*)"/g)];
  return { status, codes, message: messages.at(-1)?.[1]?.slice(0, 300) ?? '' };
}
