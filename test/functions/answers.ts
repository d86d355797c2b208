import type { HttpHandler, HttpRequest } from '@azure/functions';
import { HttpResponse } from '@azure/functions';
import { invocation } from './app-under-test.ts';

/** What a caller sees of an HTTP function. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** Of a JSON body. */
  json(): unknown;
  /** What the function logged meanwhile. */
  readonly log: readonly string[];
}

export async function answerOf(handler: HttpHandler, request: HttpRequest): Promise<Answer> {
  const { context, log } = invocation();
  const returned = await handler(request, context);
  const response = returned instanceof HttpResponse ? returned : new HttpResponse(returned);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers();
  response.headers.forEach((value, name) => {
    headers.set(name, value);
  });
  return {
    status: response.status,
    headers,
    bytes,
    log,
    json: () => JSON.parse(new TextDecoder().decode(bytes)),
  };
}
