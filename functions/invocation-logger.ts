import type { InvocationContext } from '@azure/functions';
import type { Logger, LogProperties } from '../shared/application/ports/logger.ts';

/** Writes one line of JSON per message to the log of the invocation, where queries can read its members. */
export function invocationLogger(context: Pick<InvocationContext, 'info' | 'warn' | 'error'>): Logger {
  return {
    info: (message, properties) => context.info(line(message, properties)),
    warn: (message, properties) => context.warn(line(message, properties)),
    error: (message, properties) => context.error(line(message, properties)),
  };
}

function line(message: string, properties: LogProperties = {}): string {
  return JSON.stringify({ message, ...properties }, (_key, value: unknown) =>
    value instanceof Error ? errorMembers(value) : value,
  );
}

function errorMembers(error: Error): LogProperties {
  const { name, message, stack, cause } = error;
  return { name, message, stack, cause, ...(error instanceof AggregateError && { errors: error.errors }) };
}
