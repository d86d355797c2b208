import type { TelemetryClient } from 'applicationinsights';
import type { Logger } from '../../application/ports/logger.ts';
import type { Telemetry, TelemetryEvent } from '../../application/ports/telemetry.ts';

/** What the adapter uses of the SDK's client. */
export type EventClient = Pick<TelemetryClient, 'trackEvent' | 'flush'>;

/**
 * Loading the SDK costs several times all the rest of the program, so it is loaded when there is an event to send.
 * Its providers are its own: nothing is collected by itself, as the host reports requests and log lines already.
 */
export async function openEventClient(connectionString: string): Promise<EventClient> {
  const { default: applicationInsights } = await import('applicationinsights');
  return new applicationInsights.TelemetryClient(connectionString, { useGlobalProviders: false });
}

/** Sends events to Application Insights (table `customEvents`) before the function ends. */
export class ApplicationInsightsTelemetry implements Telemetry {
  readonly #openClient: () => Promise<EventClient>;
  readonly #logger: Logger;

  constructor(openClient: () => Promise<EventClient>, logger: Logger) {
    this.#openClient = openClient;
    this.#logger = logger;
  }

  async record(events: readonly TelemetryEvent[]): Promise<void> {
    try {
      const client = await this.#openClient();
      for (const { name, properties } of events) client.trackEvent({ name, properties: { ...properties } });
      // Nothing may wait in memory for a later invocation: the instance may be gone by then.
      await client.flush();
    } catch (error) {
      this.#logger.error('Events could not be sent to Application Insights', { events, error });
    }
  }
}
