import { describe, expect, it } from 'vitest';
import { applyRemediation } from '../../functions/apply-remediation.ts';
import { registerWriter } from '../../functions/register-writer.ts';
import type { Delivery } from '../../shared/application/reject-message.ts';
import type { WriterApp } from '../../shared/composition/writer.ts';
import { invocation } from './app-under-test.ts';

class RecordingWriter implements WriterApp {
  readonly deliveries: Delivery[] = [];

  async applyRemediation(delivery: Delivery): Promise<void> {
    this.deliveries.push(delivery);
  }
}

describe('The app that writes', () => {
  it('has one function, on the queue of remediations, and no HTTP', () => {
    const registered: object[] = [];
    const storageQueue = (name: string, options: object) => registered.push({ name, ...options });

    registerWriter({ storageQueue }, new RecordingWriter());

    const handler = expect.any(Function);
    const connection = 'AzureWebJobsStorage';
    expect(registered).toEqual([
      { name: 'applyRemediation', queueName: 'remediations', connection, handler },
    ]);
  });

  it('is given each message as the host delivered it', async () => {
    const app = new RecordingWriter();
    const message = { version: 1 };
    const { context } = invocation({ id: 'm1', dequeueCount: 3, insertionTime: '2026-11-02T06:00:00+00:00' });

    await applyRemediation(app)(message, context);

    const insertedAt = '2026-11-02T06:00:00.000Z';
    expect(app.deliveries).toEqual([
      { queue: 'remediations', messageId: 'm1', insertedAt, message, attempt: 3 },
    ]);
  });
});
