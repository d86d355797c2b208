import { describe, expect, it } from 'vitest';
import { checkHealth } from '../../shared/application/check-health.ts';
import type { FinishedScan } from '../../shared/application/scan.ts';
import { minute, succeededScan, tenantId } from './examples.ts';
import { InMemoryResultStore } from './in-memory/in-memory-result-store.ts';

const maxResultAgeHours = 2;

/** The tests' scans finish in the minute after their own. */
async function healthAt(now: string, scans: readonly FinishedScan[], tenants = 1) {
  const resultStore = new InMemoryResultStore();
  for (const scan of scans) await resultStore.saveScan(scan, []);
  const tenantIds = Array.from({ length: tenants }, (_, index) => tenantId(index + 1));
  return checkHealth({ tenantIds, resultStore, maxResultAgeHours, clock: () => new Date(now) });
}

describe('health', () => {
  it('is good while the newest succeeded scan is just old enough', async () => {
    expect(await healthAt(minute(1 + 120), [succeededScan(0)])).toEqual({
      status: 'healthy',
      tenants: 1,
      oldestResultAgeHours: 2,
    });
  });

  it('is stale a minute later, and says why without naming a tenant', async () => {
    const health = await healthAt(minute(2 + 120), [succeededScan(0)]);

    expect(health).toMatchObject({ status: 'stale', reason: expect.stringContaining('1 of 1 tenants') });
    expect(JSON.stringify(health)).not.toContain(tenantId(1));
  });

  it('is stale before the first scan', async () => {
    expect(await healthAt(minute(0), [])).toMatchObject({
      reason: expect.stringContaining('no succeeded scan'),
    });
  });

  it('is stale when one of several tenants has old results', async () => {
    const health = await healthAt(minute(180), [succeededScan(0), succeededScan(170, tenantId(2))], 2);

    expect(health).toMatchObject({ status: 'stale', reason: expect.stringContaining('1 of 2 tenants') });
  });

  it('does not count a failed scan as a result', async () => {
    const failed: FinishedScan = {
      ...succeededScan(170),
      state: { status: 'failed', finishedAt: minute(171), error: 'No.' },
    };

    expect(await healthAt(minute(180), [succeededScan(0), failed])).toMatchObject({ status: 'stale' });
  });
});
