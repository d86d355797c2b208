import type { Telemetry, TelemetryEvent } from '../../../shared/application/ports/telemetry.ts';

export class RecordingTelemetry implements Telemetry {
  readonly events: TelemetryEvent[] = [];

  async record(events: readonly TelemetryEvent[]): Promise<void> {
    this.events.push(...events);
  }

  names(): string[] {
    return this.events.map(({ name }) => name);
  }
}
