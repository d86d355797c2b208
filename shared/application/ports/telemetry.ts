import type { EventName } from '../event-names.ts';

/** Events that alerts are built on: the names are constants in `event-names.ts`, never built from data. */
export interface Telemetry {
  /** Resolves once the events are handed over. Never rejects: lost telemetry is logged and fails no scan. */
  record(events: readonly TelemetryEvent[]): Promise<void>;
}

export interface TelemetryEvent {
  readonly name: EventName;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}
