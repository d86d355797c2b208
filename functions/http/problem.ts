import { STATUS_CODES } from 'node:http';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { InputProblem } from '../../shared/core/errors.ts';

/** Thrown by what reads a request; becomes a problem document. `detail` is shown to the caller. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.status = status;
    this.headers = headers;
  }
}

export interface ProblemExtensions {
  readonly headers?: Readonly<Record<string, string>>;
  /** What is wrong with the request, member by member. */
  readonly errors?: readonly InputProblem[];
}

/** A problem document (RFC 9457). */
export function problemAnswer(
  request: HttpRequest,
  status: number,
  detail: string,
  { headers = {}, errors }: ProblemExtensions = {},
): HttpResponseInit {
  const problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: new URL(request.url).pathname,
    ...(errors && { errors }),
  };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(problem),
  };
}
