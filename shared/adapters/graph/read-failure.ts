import { GraphClientError, GraphError } from '@microsoft/microsoft-graph-client';
import { InputError, TransientError } from '../../core/errors.ts';
import { NoAnswerError } from './middleware/no-answer-error.ts';
import { type ReadableKind, requiredPermission } from './required-permission.ts';

/** Why something was not read. `transient`: the same reading may succeed later. */
export interface ReadFailure {
  readonly kind: 'forbidden' | 'notFound' | 'refused' | 'malformed' | 'transient';
  readonly why: string;
  readonly cause?: unknown;
}

const longestMessage = 300;

/** Throws what is no failure of the reading: InputError (a token that Graph refuses, another tenant's) and bugs. */
export function readFailureOf(error: unknown): ReadFailure {
  if (error instanceof GraphError && error.statusCode > 0) {
    return failureOfAnswer(error);
  }
  const cause = error instanceof GraphClientError ? error.cause : error;
  if (cause instanceof NoAnswerError || cause instanceof TransientError) {
    return { kind: 'transient', why: cause.message, cause };
  }
  throw cause ?? error;
}

/** The sentence for `unread`; says which permission to grant where one is missing. */
export function whyUnread(failure: ReadFailure, kind: ReadableKind): string {
  switch (failure.kind) {
    case 'forbidden':
      return `${failure.why}; grant the application permission ${requiredPermission[kind]}`;
    case 'notFound':
      return `does not exist (${failure.why})`;
    default:
      return failure.why;
  }
}

function failureOfAnswer(error: GraphError): ReadFailure {
  const { statusCode: status } = error;
  const message = error.message.slice(0, longestMessage).replace(/\.$/, '');
  const why = `HTTP ${[status, error.code, message].filter(Boolean).join(' ')}`;
  if (status === 401) {
    const advice = `Microsoft Graph does not accept the token of the app's identity (${why}); check the base URL and the scope of Graph.`;
    throw new InputError([{ member: '', message: advice }], { cause: error });
  }
  if (status === 429 || status >= 500) {
    return { kind: 'transient', why, cause: error };
  }
  if (status === 403 || status === 404) {
    return { kind: status === 403 ? 'forbidden' : 'notFound', why, cause: error };
  }
  return { kind: 'refused', why, cause: error };
}
