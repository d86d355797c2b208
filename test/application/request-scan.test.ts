import { beforeEach, describe, expect, it } from 'vitest';
import {
  type RequestScanDependencies,
  requestScan,
  scheduleScans,
} from '../../shared/application/request-scan.ts';
import { InputError, TransientError } from '../../shared/core/errors.ts';
import { minute, scanId, tenantId } from './examples.ts';
import { InMemoryResultStore } from './in-memory/in-memory-result-store.ts';
import { InMemoryScanQueue } from './in-memory/in-memory-scan-queue.ts';
import { InMemoryScanRegister } from './in-memory/in-memory-scan-register.ts';

let scanQueue: InMemoryScanQueue;
let dependencies: RequestScanDependencies;

beforeEach(() => {
  let scansMade = 0;
  scanQueue = new InMemoryScanQueue();
  dependencies = {
    tenantIds: [tenantId(1), tenantId(2)],
    scanRegister: new InMemoryScanRegister(new InMemoryResultStore()),
    scanQueue,
    clock: () => new Date(minute(0)),
    newScanId: () => {
      scansMade += 1;
      return scanId(scansMade);
    },
  };
});

function queuedTenants() {
  return scanQueue.messages.map(({ request }) => request.tenantId);
}

describe('scanning on schedule', () => {
  it('queues one scan per tenant at once', async () => {
    await scheduleScans(dependencies);

    expect(queuedTenants()).toEqual([tenantId(1), tenantId(2)]);
    expect(scanQueue.messages[0]).toEqual({
      delaySeconds: 0,
      request: {
        version: 1,
        scanId: scanId(1),
        tenantId: tenantId(1),
        requestedAt: minute(0),
        trigger: 'schedule',
      },
    });
  });

  it('queues the other tenants when one cannot be queued, and then throws', async () => {
    const failing = {
      put: async (...[request, options]: Parameters<InMemoryScanQueue['put']>) => {
        if (request.tenantId === tenantId(1)) throw new TransientError('The queue does not answer.');
        await scanQueue.put(request, options);
      },
    };

    await expect(scheduleScans({ ...dependencies, scanQueue: failing })).rejects.toThrow(TransientError);

    expect(queuedTenants()).toEqual([tenantId(2)]);
  });
});

describe('requesting a scan', () => {
  it('queues the one tenant, a moment later and with the reason', async () => {
    const scans = await requestScan(dependencies, { tenantId: tenantId(2), reason: 'A policy changed.' });

    expect(scans).toHaveLength(1);
    expect(scanQueue.messages).toMatchObject([
      { request: { tenantId: tenantId(2), trigger: 'request', reason: 'A policy changed.' } },
    ]);
    expect(scanQueue.messages[0]?.delaySeconds).toBeGreaterThan(0);
  });

  it('queues every tenant when none is named', async () => {
    await requestScan(dependencies, {});

    expect(queuedTenants()).toEqual([tenantId(1), tenantId(2)]);
  });

  it('makes one scan of a burst', async () => {
    const bursts = await Promise.all(
      Array.from({ length: 20 }, () => requestScan(dependencies, { tenantId: tenantId(1) })),
    );

    expect(scanQueue.messages).toHaveLength(1);
    expect(new Set(bursts.flat().map((scan) => scan.scanId)).size).toBe(1);
  });

  it('refuses a tenant that is not configured', async () => {
    await expect(requestScan(dependencies, { tenantId: tenantId(3) })).rejects.toThrow(InputError);

    expect(scanQueue.messages).toEqual([]);
  });

  it('lets the next request queue when this one could not', async () => {
    const failing = { put: () => Promise.reject(new TransientError('The queue does not answer.')) };
    const one = { tenantId: tenantId(1) };

    await expect(requestScan({ ...dependencies, scanQueue: failing }, one)).rejects.toThrow(TransientError);
    await requestScan(dependencies, one);

    expect(scanQueue.messages).toHaveLength(1);
  });
});
