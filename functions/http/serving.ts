import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import hostJson from '../../host.json' with { type: 'json' };
import type { App } from '../../shared/composition/app.ts';
import { NotFoundError } from '../../shared/core/errors.ts';
import { invocationLogger } from '../invocation-logger.ts';
import { answering } from './answering.ts';
import type { Operation } from './operation.ts';
import { parametersOf } from './path-template.ts';
import { HttpProblem } from './problem.ts';
import { atCallersPace } from './response-pace.ts';

const { routePrefix } = hostJson.extensions.http;

/** The handler of an HTTP function that answers these operations. */
export function serving(operations: readonly Operation[]): (app: App) => HttpHandler {
  return (app) =>
    answering(async (request, context) => {
      const path = pathOf(request);
      const here = operations.flatMap((operation) => {
        const parameters = parametersOf(path, operation.path);
        return parameters === undefined ? [] : [{ operation, parameters }];
      });
      if (here.length === 0) throw new NotFoundError('There is nothing at this address.');
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const asked = here.find(({ operation }) => operation.method === method);
      if (asked === undefined) throw notAllowed(here.map(({ operation }) => operation));
      const { operation, parameters } = asked;
      const answer = await operation.answer(app, request, parameters, invocationLogger(context));
      return paced(answer, request, context);
    });
}

function paced(
  { body, ...answer }: HttpResponseInit,
  request: HttpRequest,
  context: InvocationContext,
): HttpResponseInit {
  if (!isStream(body)) return { ...answer, body };
  const onError = (error: unknown) =>
    invocationLogger(context).error('The answer broke off', { url: pathOf(request), error });
  return { ...answer, body: atCallersPace(body, context.invocationId, onError) };
}

function isStream(body: HttpResponseInit['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** Below the route prefix, as it was sent: still percent-encoded. */
export function pathOf({ url }: Pick<HttpRequest, 'url'>): string {
  return new URL(url).pathname.replace(new RegExp(`^/${routePrefix}(/|$)`, 'i'), '');
}

/** 405, with the methods that these operations of one path answer. */
export function notAllowed(operations: readonly Operation[]): HttpProblem {
  const allowed = methodsOf(operations).join(', ');
  return new HttpProblem(405, `This address answers ${allowed} only.`, { allow: allowed });
}

export function methodsOf(operations: readonly Operation[]): ('GET' | 'POST' | 'DELETE' | 'HEAD')[] {
  const methods = [...new Set(operations.map(({ method }) => method))];
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}
