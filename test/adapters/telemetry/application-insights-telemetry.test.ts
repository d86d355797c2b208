import { describe, expect, it } from 'vitest';
import {
  ApplicationInsightsTelemetry,
  type EventClient,
  openEventClient,
} from '../../../shared/adapters/telemetry/application-insights-telemetry.ts';
import { LogTelemetry } from '../../../shared/adapters/telemetry/log-telemetry.ts';
import { eventNames } from '../../../shared/application/event-names.ts';
import { RecordingLogger } from '../../application/in-memory/recording-logger.ts';

const event = { name: eventNames.verdictChanged, properties: { from: 'fail', to: 'pass', attempt: 1 } };

describe('telemetry', () => {
  it('tracks every event and sends them before the function ends', async () => {
    const calls: unknown[] = [];
    const client: EventClient = {
      trackEvent: (tracked) => calls.push(tracked),
      flush: async () => {
        calls.push('flush');
      },
    };

    await new ApplicationInsightsTelemetry(async () => client, new RecordingLogger()).record([event, event]);

    expect(calls).toEqual([event, event, 'flush']);
  });

  it('opens a client of the real SDK', async () => {
    const client = await openEventClient('InstrumentationKey=00000000-0000-0000-0000-000000000000');

    expect(client.trackEvent).toBeTypeOf('function');
    expect(client.flush).toBeTypeOf('function');
  });

  it('logs what could not be sent and fails nobody', async () => {
    const logger = new RecordingLogger();
    const telemetry = new ApplicationInsightsTelemetry(() => Promise.reject(new Error('no network')), logger);

    await telemetry.record([event]);

    expect(logger.lines).toMatchObject([{ level: 'error', properties: { events: [event] } }]);
  });

  it('is lines of the log where no Application Insights is connected', async () => {
    const logger = new RecordingLogger();

    await new LogTelemetry(logger).record([event]);

    expect(logger.lines).toMatchObject([
      { level: 'info', message: 'verdict.changed', properties: { event: 'verdict.changed', to: 'pass' } },
    ]);
  });
});
