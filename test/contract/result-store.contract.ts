import { beforeEach, describe, expect, it } from 'vitest';
import type { ResultStore } from '../../shared/application/ports/result-store.ts';
import type { FinishedScan } from '../../shared/application/scan.ts';
import { InputError } from '../../shared/core/errors.ts';
import { controlRecord, minute, scanId, succeededScan, tenantId } from '../application/examples.ts';

const tenant = tenantId(1);
const control = 'device-code-flow-blocked';
const firstPage = { size: 2 };

function failedScan(number: number): FinishedScan {
  return {
    ...succeededScan(number),
    state: { status: 'failed', finishedAt: minute(number + 1), error: 'Graph did not answer.' },
  };
}

/** What every result store does. `makeStore` returns an empty one. */
export function describeResultStore(name: string, makeStore: () => Promise<ResultStore>): void {
  describe(`the result store ${name}`, () => {
    let store: ResultStore;
    beforeEach(async () => {
      store = await makeStore();
    });

    it('finds nothing while nothing was saved', async () => {
      expect(await store.tenants(firstPage)).toEqual({ items: [] });
      expect(await store.latest(tenant)).toEqual([]);
      expect(await store.latestOf(tenant, control)).toBeUndefined();
      expect(await store.history(tenant, control, firstPage)).toEqual({ items: [] });
      expect(await store.scan(tenant, scanId(1))).toBeUndefined();
      expect(await store.newestSucceededScan(tenant)).toBeUndefined();
      expect(await store.rejectedMessages(firstPage)).toEqual({ items: [] });
    });

    it('returns what was saved of a scan', async () => {
      await store.saveScan(succeededScan(1), [controlRecord(1, 'fail')]);

      expect(await store.scan(tenant, scanId(1))).toEqual(succeededScan(1));
      expect(await store.latestOf(tenant, control)).toEqual(controlRecord(1, 'fail'));
      expect(await store.latest(tenant)).toMatchObject([{ control, verdict: 'fail', usersInGap: 3 }]);
      expect(await store.newestSucceededScan(tenant)).toEqual(succeededScan(1));
    });

    it('keeps a gap list that is longer than a table property holds', async () => {
      const gap = {
        who: { description: 'Müller '.repeat(400), count: 1, sample: [] },
        where: { description: '' },
        because: [],
      };
      const record = controlRecord(1, 'fail', { result: { gaps: Array.from({ length: 100 }, () => gap) } });

      await store.saveScan(succeededScan(1), [record]);

      expect(await store.latestOf(tenant, control)).toEqual(record);
    });

    it('shortens a long reason in summaries only', async () => {
      const record = controlRecord(1, 'fail', { result: { reasons: ['x'.repeat(40_000)] } });

      await store.saveScan(succeededScan(1), [record]);

      expect((await store.latest(tenant))[0]?.reason).toHaveLength(1_000);
      expect((await store.latestOf(tenant, control))?.result.reasons[0]).toHaveLength(40_000);
    });

    it('lets an older scan that finishes late enter the history, but not replace the latest', async () => {
      await store.saveScan(succeededScan(2), [controlRecord(2, 'pass')]);
      await store.saveScan(succeededScan(1), [controlRecord(1, 'fail')]);

      expect(await store.latestOf(tenant, control)).toEqual(controlRecord(2, 'pass'));
      expect(await store.newestSucceededScan(tenant)).toEqual(succeededScan(2));
      const { items } = await store.history(tenant, control, firstPage);
      expect(items.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
    });

    it('changes nothing when a scan that has succeeded is saved again', async () => {
      await store.saveScan(succeededScan(1), [controlRecord(1, 'fail')]);
      await store.saveScan(succeededScan(1), [controlRecord(1, 'pass')]);
      await store.saveScan(failedScan(1), []);

      expect(await store.scan(tenant, scanId(1))).toEqual(succeededScan(1));
      expect((await store.history(tenant, control, firstPage)).items).toHaveLength(1);
      expect((await store.latestOf(tenant, control))?.result.verdict).toBe('fail');
    });

    it('replaces a failed scan by its success, and keeps the latest result through a failure', async () => {
      await store.saveScan(succeededScan(1), [controlRecord(1, 'fail')]);
      await store.saveScan(failedScan(2), []);
      expect((await store.latestOf(tenant, control))?.scanId).toBe(scanId(1));

      await store.saveScan(succeededScan(2), [controlRecord(2, 'pass')]);

      expect((await store.scan(tenant, scanId(2)))?.state.status).toBe('succeeded');
      expect((await store.scans(tenant, firstPage)).items).toHaveLength(2);
    });

    it('ends with the youngest of several scans that finish at the same moment', async () => {
      const numbers = [3, 1, 5, 2, 4];

      await Promise.all(
        numbers.map((number) => store.saveScan(succeededScan(number), [controlRecord(number, 'fail')])),
      );

      expect((await store.latestOf(tenant, control))?.scanId).toBe(scanId(5));
      expect((await store.scans(tenant, { size: 100 })).items.map((scan) => scan.scanId)).toEqual(
        [5, 4, 3, 2, 1].map(scanId),
      );
    });

    it('pages through the history, newest first, and ends', async () => {
      for (const number of [1, 2, 3]) {
        await store.saveScan(succeededScan(number), [controlRecord(number, 'fail')]);
      }

      const first = await store.history(tenant, control, { size: 2 });
      const second = await store.history(tenant, control, { size: 2, continuation: first.continuation });

      expect(first.items.map((item) => item.scanId)).toEqual([scanId(3), scanId(2)]);
      expect(second).toMatchObject({ items: [{ scanId: scanId(1) }] });
      expect(second.continuation).toBeUndefined();
    });

    it.each(['', 'x', '%%%', 'bGF0ZXN0fA', '../../secrets', Buffer.from("' or true").toString('base64url')])(
      'refuses the continuation %j, which it did not give out',
      async (continuation) => {
        await expect(store.history(tenant, control, { size: 1, continuation })).rejects.toThrow(InputError);
      },
    );

    it('refuses a continuation of another list', async () => {
      for (const number of [1, 2]) {
        await store.saveScan(succeededScan(number), [controlRecord(number, 'fail')]);
      }
      const { continuation } = await store.history(tenant, control, { size: 1 });

      await expect(store.scans(tenant, { size: 1, continuation })).rejects.toThrow(InputError);
    });

    it('keeps tenants apart', async () => {
      const other = tenantId(2);
      await store.saveScan(succeededScan(1), [controlRecord(1, 'fail')]);
      await store.saveScan(succeededScan(2, other), [controlRecord(2, 'pass', { tenant: other })]);

      expect((await store.latest(tenant)).map(({ verdict }) => verdict)).toEqual(['fail']);
      expect(await store.scan(tenant, scanId(2))).toBeUndefined();
      expect((await store.tenants(firstPage)).items).toEqual([tenant, other]);
    });

    it('keeps a rejected message once, however often it is delivered', async () => {
      const message = {
        messageId: 'c5f1',
        queue: 'scans',
        rejectedAt: minute(1),
        reason: 'no JSON',
        text: 'a/b\\c#d?e',
      };

      expect(await store.saveRejectedMessage(message)).toBe(true);
      expect(await store.saveRejectedMessage(message)).toBe(false);
      await store.saveRejectedMessage({ ...message, messageId: 'c5f2', rejectedAt: minute(2) });

      const { items } = await store.rejectedMessages(firstPage);
      expect(items.map(({ messageId }) => messageId)).toEqual(['c5f2', 'c5f1']);
      expect(items[1]).toEqual(message);
    });
  });
}
