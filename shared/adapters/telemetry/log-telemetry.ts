import type { Logger } from '../../application/ports/logger.ts';
import type { Telemetry, TelemetryEvent } from '../../application/ports/telemetry.ts';

/** Where no Application Insights is connected, events are log lines. */
export class LogTelemetry implements Telemetry {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  async record(events: readonly TelemetryEvent[]): Promise<void> {
    for (const { name, properties } of events) this.#logger.info(name, { event: name, ...properties });
  }
}
