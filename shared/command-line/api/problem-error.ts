import * as z from 'zod';
import {
  ConflictError,
  ForbiddenError,
  InputError,
  NotFoundError,
  TransientError,
  UnauthenticatedError,
} from '../../core/errors.ts';

/** A problem document (RFC 9457) as far as it is told on. */
const problemSchema = z.object({
  detail: z.string(),
  errors: z.array(z.object({ member: z.string(), message: z.string() })).optional(),
});

/** The error that an answer of the API stands for, with the server's words where the body is a problem document. */
export function problemError(status: number, body: string): Error {
  const problem = problemSchema.safeParse(jsonOf(body)).data;
  const detail = problem?.detail ?? `The address answered ${status}: is it that of the API?`;
  switch (status) {
    case 401:
      return new UnauthenticatedError(detail);
    case 403:
      return new ForbiddenError(detail);
    case 404:
      return new NotFoundError(detail);
    case 409:
      return new ConflictError(detail);
    case 429:
      return new TransientError(detail);
    default:
      if (status >= 500) return new TransientError(detail);
      return new InputError(problem?.errors ?? [{ member: '', message: detail }]);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of something that stands before the API.
    return undefined;
  }
}
