import { describe, expect, it, vi } from 'vitest';
import { runScan } from '../../functions/run-scan.ts';
import { scanOnSchedule } from '../../functions/scan-on-schedule.ts';
import { InputError, TransientError } from '../../shared/core/errors.ts';
import { scanId, scanRequest, tenantId } from '../application/examples.ts';
import { appUnderTest, invocation } from './app-under-test.ts';

const firstDelivery = { id: 'm1', dequeueCount: 1, insertionTime: '2026-11-02T06:00:00+00:00' };
const timer = {
  isPastDue: false,
  schedule: { adjustForDST: false },
  scheduleStatus: { last: '', next: '', lastUpdated: '' },
};

describe('the queue function', () => {
  it('scans the tenant of the message with the whole engine', async () => {
    const { app, resultStore } = appUnderTest();

    await runScan(app)(scanRequest(1), invocation(firstDelivery).context);

    expect((await resultStore.scan(tenantId(1), scanId(1)))?.state).toMatchObject({
      status: 'succeeded',
      engine: expect.stringMatching(/^gateproof \d+\.\d+\.\d+$/),
    });
    expect((await resultStore.latest(tenantId(1))).map(({ control }) => control)).toContain(
      'device-code-flow-blocked',
    );
  });

  it('leaves undecided what the step limit of the settings does not suffice for, and keeps the limit', async () => {
    const { app, resultStore } = appUnderTest({ stepLimit: 1 });

    await runScan(app)(scanRequest(1), invocation(firstDelivery).context);

    const record = await resultStore.latestOf(tenantId(1), 'device-code-flow-blocked');
    expect(record?.result.verdict).toBe('inconclusive');
    expect(record?.result.reasons).toContainEqual(expect.stringContaining('the set bound of 1 step'));
    expect((await resultStore.scan(tenantId(1), scanId(1)))?.state).toMatchObject({ stepLimit: 1 });
  });

  it('throws a malformed message back and keeps it under the time that it was queued', async () => {
    const { app, resultStore } = appUnderTest();

    await expect(runScan(app)('not JSON', invocation(firstDelivery).context)).rejects.toThrow(InputError);

    const [rejected] = (await resultStore.rejectedMessages({ size: 1 })).items;
    expect(rejected).toMatchObject({
      messageId: 'm1',
      rejectedAt: '2026-11-02T06:00:00.000Z',
      text: 'not JSON',
    });
  });

  it.each([5, '5'])('leaves a failed scan after the last attempt, counted as %j', async (dequeueCount) => {
    const readTenant = () => Promise.reject(new TransientError('Graph did not answer.'));
    const { app, resultStore } = appUnderTest({ readTenant });
    const { context } = invocation({ ...firstDelivery, dequeueCount });

    await expect(runScan(app)(scanRequest(1), context)).rejects.toThrow('Graph did not answer.');

    expect((await resultStore.scan(tenantId(1), scanId(1)))?.state.status).toBe('failed');
  });

  it('judges nothing where the register of exceptions cannot be read: neither without exceptions, nor by old ones', async () => {
    const { app, resultStore, exceptionRegister } = appUnderTest();
    await runScan(app)(scanRequest(1), invocation(firstDelivery).context);
    const before = await resultStore.latest(tenantId(1));
    const trouble = new TransientError('Storage answered 503.');
    vi.spyOn(exceptionRegister, 'openOrExpiredSince').mockRejectedValue(trouble);

    const scanning = runScan(app)(scanRequest(2), invocation(firstDelivery).context);

    await expect(scanning).rejects.toThrow('Storage answered 503.');
    expect(await resultStore.latest(tenantId(1))).toEqual(before);
  });

  it('runs by hand, without anything known of the message', async () => {
    const { app, resultStore } = appUnderTest();

    await runScan(app)(scanRequest(1), invocation().context);

    expect((await resultStore.scan(tenantId(1), scanId(1)))?.state.status).toBe('succeeded');
  });
});

describe('the timer function', () => {
  it('queues one scan per tenant and logs which', async () => {
    const { app, scanQueue, tenantIds } = appUnderTest();
    const { context, log } = invocation();

    await scanOnSchedule(app)(timer, context);

    expect(scanQueue.messages.map((message) => message.request.tenantId)).toEqual(tenantIds);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ isPastDue: false, scanIds: [scanId(1), scanId(2)] });
  });
});
