import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
  defaultRetryPolicy,
  type Pipeline,
  type PipelineResponse,
  proxyPolicy,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import type { SendOutcome } from '../../application/ports/notifier.ts';
import { TransientError } from '../../core/errors.ts';

export interface PosterOptions {
  /** How the service is called in errors. */
  readonly service: string;
  /** For a service that asks for access tokens; of the others the address is the secret. */
  readonly token?: { readonly credential: TokenCredential; readonly scope: string };
  /** Between two tries, growing. */
  readonly retryDelayInMs?: number;
  /** For one sending with all its tries: less than the host lets an invocation run. */
  readonly budgetMilliseconds?: number;
}

export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Read besides 2xx as: it has been sent. */
  readonly sentStatus?: number;
}

/**
 * Posts JSON to a service that takes notifications; what is throttled (by Retry-After) or fails is tried again a few
 * times. The pipeline has no policies that log, trace or redirect: the address of a webhook is a secret, and so nothing
 * of it goes into errors either.
 */
export class JsonPoster {
  readonly #service: string;
  readonly #budgetMilliseconds: number;
  readonly #pipeline: Pipeline = createEmptyPipeline();
  readonly #httpClient = createDefaultHttpClient();

  constructor({ service, token, retryDelayInMs = 1_000, budgetMilliseconds = 60_000 }: PosterOptions) {
    this.#service = service;
    this.#budgetMilliseconds = budgetMilliseconds;
    this.#pipeline.addPolicy(proxyPolicy());
    this.#pipeline.addPolicy(defaultRetryPolicy({ maxRetries: 3, retryDelayInMs }), { phase: 'Retry' });
    if (token !== undefined) {
      const { credential, scope: scopes } = token;
      this.#pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes }), {
        afterPhase: 'Retry',
      });
    }
  }

  /** Throws TransientError where the service cannot be reached in time, throttles, fails or lets the app not in. */
  async post(post: Post): Promise<SendOutcome> {
    const response = await this.#send(post);
    const { status } = response;
    if ((status >= 200 && status < 300) || status === post.sentStatus) return { status: 'sent' };
    const answer = `${this.#service} answered ${status}${codeOf(response)}`;
    if (status === 401 || status === 403) {
      // A new grant takes some minutes to be heeded.
      throw new TransientError(`${answer}. Check the URL, the secret or the role of the app's identity.`);
    }
    if (status === 408 || status === 429 || status >= 500) {
      throw new TransientError(`${answer}. The notification is sent again later.`);
    }
    return { status: 'refused', why: `${answer}. ${adviceOn(status)}` };
  }

  async #send({ url, body, headers = {} }: Post): Promise<PipelineResponse> {
    const request = createPipelineRequest({
      url,
      method: 'POST',
      body,
      abortSignal: AbortSignal.timeout(this.#budgetMilliseconds),
    });
    request.headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    try {
      return await this.#pipeline.sendRequest(this.#httpClient, request);
    } catch (error) {
      // Without the cause: it holds the request, and so the address.
      throw new TransientError(
        `${this.#service} could not be reached (${reasonOf(error)}). The notification is sent again later.`,
      );
    }
  }
}

/** A word for a machine such as `channel_is_archived`; what else an answer says may repeat what was sent. */
function codeOf({ bodyAsText }: PipelineResponse): string {
  const text = bodyAsText ?? '';
  const code = /^[a-z_]{1,60}$/.exec(text)?.[0] ?? /"code"\s*:\s*"([A-Za-z]{1,60})"/.exec(text)?.[1];
  return code === undefined ? '' : ` (${code})`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for an unknown reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}

function adviceOn(status: number): string {
  if (status === 404 || status === 410)
    return 'The address leads nowhere any more: set that of a new webhook.';
  if (status >= 300 && status < 400) return 'Redirects are not followed: set the address that it leads to.';
  return 'Sending the same again would not help.';
}
