import { InputError, TransientError } from '../../core/errors.ts';
import { problemError } from './problem-error.ts';

export interface ApiClientOptions {
  /** Where the API is, with the prefix of its routes: `https://gateproof.example.com/api`. */
  readonly url: string;
  /** An access token that holds now; asked for before every request. */
  readonly token: () => Promise<string>;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * Asks the API as its users do. What it answers is JSON that nobody has checked yet; undefined where it answers no body.
 * Problem documents are thrown as the errors that they stand for, with the server's words: InputError,
 * UnauthenticatedError, ForbiddenError, NotFoundError, ConflictError, TransientError.
 */
export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  /** Paths are below the URL, without a slash at their start. Members of the query that are undefined are left out. */
  async get(path: string, query: Query = {}): Promise<unknown> {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) given.set(name, String(value));
    }
    return this.#json('GET', given.size === 0 ? path : `${path}?${given}`);
  }

  /** What is answered, as the text that it is. */
  async getText(path: string): Promise<string> {
    return this.#send('GET', path);
  }

  async post(path: string, body?: unknown): Promise<unknown> {
    return this.#json('POST', path, body);
  }

  async delete(path: string): Promise<unknown> {
    return this.#json('DELETE', path);
  }

  async #json(method: string, path: string, body?: unknown): Promise<unknown> {
    const text = await this.#send(method, path, body);
    return text === '' ? undefined : parsed(text);
  }

  async #send(method: string, path: string, body?: unknown): Promise<string> {
    const response = await this.#fetch(path, {
      method,
      // An access token goes nowhere else.
      redirect: 'manual',
      headers: {
        accept: 'application/json, text/plain',
        authorization: `Bearer ${await this.#options.token()}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw problemError(response.status, text);
    return text;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const { url } = this.#options;
    try {
      return await fetch(`${url.replace(/\/+$/, '')}/${path}`, init);
    } catch (cause) {
      throw new TransientError(`${url} does not answer: is the address right, and is it up?`, { cause });
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError([{ member: '', message: 'The address answers no JSON: is it that of the API?' }], {
      cause,
    });
  }
}
