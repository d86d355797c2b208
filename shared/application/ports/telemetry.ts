/** Events that alerts are built on: the names are constants in `event-names.ts`, never built from data. */
export interface Telemetry {
  record(name: string, properties: Readonly<Record<string, string | number | boolean>>): void;
}
