import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import {
  ConflictError,
  ForbiddenError,
  InputError,
  NotFoundError,
  TransientError,
  UnauthenticatedError,
} from '../../shared/core/errors.ts';
import { invocationLogger } from '../invocation-logger.ts';
import { bearerChallenge } from './bearer-challenge.ts';
import { HttpProblem, problemAnswer } from './problem.ts';

const retryAfterSeconds = '30';

/** Answers every error with a problem document. What the caller cannot mend is logged and not described. */
export function answering(
  handle: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      return errorAnswer(request, context, error);
    }
  };
}

function errorAnswer(request: HttpRequest, context: InvocationContext, error: unknown): HttpResponseInit {
  if (error instanceof HttpProblem) {
    return problemAnswer(request, error.status, error.message, { headers: error.headers });
  }
  if (error instanceof InputError) {
    return problemAnswer(request, 400, `The request is wrong. ${error.message}`, { errors: error.problems });
  }
  if (error instanceof NotFoundError) return problemAnswer(request, 404, error.message);
  if (error instanceof ConflictError) return problemAnswer(request, 409, error.message);
  if (error instanceof UnauthenticatedError || error instanceof ForbiddenError) {
    const status = error instanceof ForbiddenError ? 403 : 401;
    return problemAnswer(request, status, error.message, {
      headers: { 'www-authenticate': bearerChallenge(request, error) },
    });
  }

  invocationLogger(context).error('The request failed', {
    method: request.method,
    url: pathOf(request),
    error,
  });
  if (error instanceof TransientError) {
    const detail = 'A service that this answer needs is not available now. The log of the app says which.';
    return problemAnswer(request, 503, detail, { headers: { 'retry-after': retryAfterSeconds } });
  }
  const detail = `The app failed. Its log says why, under invocation ${context.invocationId}.`;
  return problemAnswer(request, 500, detail);
}

/** Without the query, which may carry a key. */
function pathOf(request: HttpRequest): string {
  return new URL(request.url).pathname;
}
