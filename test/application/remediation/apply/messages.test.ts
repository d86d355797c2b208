import { describe, expect, it } from 'vitest';
import { applyRemediation } from '../../../../shared/application/remediation/apply/apply-remediation.ts';
import { InputError } from '../../../../shared/core/errors.ts';
import { tenant, WriterUnderTest } from './writer-under-test.ts';

const deliveryOf = (message: unknown) => ({
  queue: 'remediations',
  messageId: 'm1',
  insertedAt: '2026-11-02T06:00:00.000Z',
  message,
  attempt: 1,
});

describe('A message on the queue', () => {
  const remediationId = new WriterUnderTest().id;

  it.each([
    { what: 'that is no object', message: 'apply' },
    { what: 'of another version', message: { version: 2, tenantId: tenant, remediationId } },
    {
      what: 'that says what to do',
      message: { version: 1, tenantId: tenant, remediationId, state: 'approved' },
    },
    {
      what: 'of another tenant',
      message: { version: 1, tenantId: '0b0b0b0b-0000-4000-8000-000000000001', remediationId },
    },
    {
      what: 'of a remediation that there is not',
      message: { version: 1, tenantId: tenant, remediationId },
    },
  ])('$what is rejected, and asks for nothing', async ({ message }) => {
    const writer = new WriterUnderTest();

    await expect(applyRemediation(writer.dependencies, deliveryOf(message))).rejects.toThrow(InputError);

    expect(writer.sent()).toEqual([]);
    expect(writer.telemetry.names()).toEqual(['message.rejected']);
  });
});

describe('The last attempt', () => {
  it('is told of, and the state stays', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    const tenantReader = { read: () => Promise.reject(new Error('Graph is down.')) };

    await expect(writer.deliver(5, { tenantReader })).rejects.toThrow('Graph is down.');

    expect(await writer.status()).toBe('approved');
    expect(writer.telemetry.events).toMatchObject([
      { name: 'remediation.failed', properties: { reason: 'Graph is down.' } },
    ]);
    expect(writer.notificationQueue.keys()).toEqual([`remediationAttemptsFailed|${writer.id}|2026-11-02`]);
  });

  it('is the only one that is told of', async () => {
    const writer = new WriterUnderTest();
    await writer.approve(await writer.propose());
    const tenantReader = { read: () => Promise.reject(new Error('Graph is down.')) };

    await expect(writer.deliver(4, { tenantReader })).rejects.toThrow('Graph is down.');

    expect(writer.telemetry.events).toEqual([]);
    expect(writer.logger.lines.map(({ message }) => message)).toEqual([
      'A remediation could not be carried on',
    ]);
  });
});
