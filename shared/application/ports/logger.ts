/** Structured log lines. A caught error goes in as `error`; its stack and causes are written, never served. */
export interface Logger {
  info(message: string, properties?: LogProperties): void;
  warn(message: string, properties?: LogProperties): void;
  error(message: string, properties?: LogProperties): void;
}

export type LogProperties = Readonly<Record<string, unknown>>;
