import { RandomNumbers } from '../../bench/tenants/random-numbers.ts';
import { type DescribedPathMethod, describedOperations } from './described-api.ts';
import { mutations } from './mutations.ts';
import { randomValue } from './random-value.ts';
import type { RequestToSend } from './running-api.ts';

/** Values that mean something to the API under test, by the name of the parameter or member that holds them. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** A request that is still in its parts, so that each can be spoilt. */
export interface RequestParts {
  method: string;
  /** Segments below the prefix, as they go over the wire. */
  path: string[];
  query: [string, string][];
  headers: [string, string][];
  body: Uint8Array | undefined;
}

const withBody = describedOperations.filter(({ operation }) => operation.requestBody !== undefined);

/** Requests that the document allows, about half of them spoilt once or twice; the same for the same seed. */
export class RandomRequests {
  readonly #numbers: RandomNumbers;
  readonly #known: Known;
  readonly #tokens: readonly string[];

  constructor(seed: number, known: Known, tokens: readonly string[]) {
    this.#numbers = new RandomNumbers(seed);
    this.#known = known;
    this.#tokens = tokens;
  }

  next(): RequestToSend {
    const numbers = this.#numbers;
    // Bodies can be spoilt in more ways than anything else.
    const parts = this.#allowed(numbers.oneOf(numbers.onceIn(3) ? withBody : describedOperations));
    const spoilt = numbers.oneOf([0, 0, 1, 1, 2]);
    for (let count = 0; count < spoilt; count += 1) numbers.oneOf(mutations)(parts, numbers);
    return sendable(parts);
  }

  #allowed({ path, method, operation }: DescribedPathMethod): RequestParts {
    const numbers = this.#numbers;
    const query = operation.parameters
      .filter(({ name, in: place }) => place === 'query' && name !== 'continuation')
      .filter(({ required }) => required || numbers.onceIn(3))
      .map(({ name, schema }): [string, string] => [name, this.#text(name, schema)]);
    const segments = path.split('/').filter(Boolean);
    return {
      method,
      path: segments.map((segment) => this.#segment(segment, operation)),
      query: query.map(([name, value]) => [name, encodeURIComponent(value)]),
      headers: [['authorization', `Bearer ${numbers.oneOf(this.#tokens)}`]],
      ...this.#body(operation),
    };
  }

  #segment(segment: string, { parameters }: DescribedPathMethod['operation']): string {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return parameter === undefined
      ? segment
      : encodeURIComponent(this.#text(parameter.name, parameter.schema));
  }

  #text(name: string, schema: Readonly<Record<string, unknown>>): string {
    return String(randomValue(name, schema, this.#known, this.#numbers));
  }

  #body({ requestBody }: DescribedPathMethod['operation']): Pick<RequestParts, 'body'> {
    if (requestBody === undefined) return { body: undefined };
    const value = randomValue('', requestBody.content['application/json'].schema, this.#known, this.#numbers);
    return { body: Buffer.from(JSON.stringify(value)) };
  }
}

function sendable({ method, path, query, headers, body }: RequestParts): RequestToSend {
  const search = query.map(([name, value]) => `${name}=${value}`).join('&');
  const takesBody = method !== 'GET' && method !== 'HEAD';
  const hasType = headers.some(([name]) => name === 'content-type');
  return {
    method,
    target: `/api/${path.join('/')}${search === '' ? '' : `?${search}`}`,
    headers: body === undefined || hasType ? headers : [...headers, ['content-type', 'application/json']],
    body: takesBody ? body : undefined,
  };
}
