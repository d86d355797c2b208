type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

/** One structured log line; `user` is what the app wrote itself, the rest comes from host and library. */
export type LogEntry = {
  readonly time: string;
  readonly level: LogLevel;
  readonly source: 'host' | 'user' | 'system' | 'customMetric';
  readonly event: string;
  readonly message: string;
  readonly functionName?: string;
  readonly invocationId?: string;
  readonly durationMilliseconds?: number;
};

export type LogSink = (entry: LogEntry) => void;

/** A log of the host itself: fills in the time and the source. */
export type HostLog = (level: LogLevel, event: string, message: string, about?: LogSubject) => void;
type LogSubject = Pick<LogEntry, 'functionName' | 'invocationId' | 'durationMilliseconds'>;

export function hostLogTo(sink: LogSink): HostLog {
  return (level, event, message, about) =>
    sink({ time: new Date().toISOString(), level, source: 'host', event, message, ...about });
}

/** The stack when there is one, causes included: what a person needs to find the fault. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${describeError(error.cause)}`;
}
