import type { Logger, LogProperties } from '../../application/ports/logger.ts';

/** For what is logged outside of an invocation, or where it is not known which: lines of JSON, which the host collects. */
export const consoleLogger: Logger = {
  info: (message, properties) => console.info(line(message, properties)),
  warn: (message, properties) => console.warn(line(message, properties)),
  error: (message, properties) => console.error(line(message, properties)),
};

function line(message: string, properties: LogProperties = {}): string {
  return JSON.stringify({ message, ...properties }, (_key, value: unknown) =>
    value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
  );
}
