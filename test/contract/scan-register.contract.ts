import { beforeEach, describe, expect, it } from 'vitest';
import type { ResultStore } from '../../shared/application/ports/result-store.ts';
import type { ScanRegister } from '../../shared/application/ports/scan-register.ts';
import {
  controlRecord,
  minute,
  scanId,
  scanRequest,
  succeededScan,
  tenantId,
} from '../application/examples.ts';

/** The register and the result store that shows its scans. */
export interface RegisterAndStore {
  readonly register: ScanRegister;
  readonly store: ResultStore;
}

/** What every scan register does. `make` returns an empty one. */
export function describeScanRegister(name: string, make: () => Promise<RegisterAndStore>): void {
  describe(`the scan register ${name}`, () => {
    let register: ScanRegister;
    let store: ResultStore;
    const first = scanRequest(1);
    const withinAMinute = { ...scanRequest(2), requestedAt: first.requestedAt };
    beforeEach(async () => {
      ({ register, store } = await make());
    });

    it('shows a registered scan as queued, then as running', async () => {
      await register.register(first);
      expect((await store.scan(tenantId(1), scanId(1)))?.state).toEqual({ status: 'queued' });

      await register.begin(first);
      expect((await store.scan(tenantId(1), scanId(1)))?.state).toEqual({ status: 'running' });
    });

    it('answers a request with the scan that waits already', async () => {
      await register.register(first);

      expect(await register.register(withinAMinute)).toEqual(first);
    });

    it('makes one scan of many requests at the same moment', async () => {
      const requests = [1, 2, 3, 4, 5].map((number) => ({ ...scanRequest(number), requestedAt: minute(1) }));

      const waiting = await Promise.all(requests.map((request) => register.register(request)));

      expect(new Set(waiting.map((request) => request.scanId)).size).toBe(1);
    });

    it.each([
      ['it began to read', () => register.begin(first)],
      ['it could not be queued', () => register.withdraw(first)],
    ])('registers a new scan once the waiting one no longer waits because %s', async (_why, end) => {
      await register.register(first);
      await end();

      expect(await register.register(withinAMinute)).toEqual(withinAMinute);
    });

    it('forgets a scan that could not be queued', async () => {
      await register.register(first);
      await register.withdraw(first);

      expect(await store.scan(tenantId(1), scanId(1))).toBeUndefined();
    });

    it('stops relying on a scan that has waited for a minute', async () => {
      await register.register(first);

      expect(await register.register(scanRequest(2))).toEqual(scanRequest(2));
    });

    it('keeps the waiting scans of tenants apart', async () => {
      const ofOther = { ...scanRequest(2, tenantId(2)), requestedAt: first.requestedAt };
      await register.register(first);

      expect(await register.register(ofOther)).toEqual(ofOther);
    });

    it('begins a scan that was never registered, so that a message put by hand runs', async () => {
      await register.begin(first);

      expect((await store.scan(tenantId(1), scanId(1)))?.state).toEqual({ status: 'running' });
    });

    it('leaves a scan that has succeeded as it is when its request is delivered again', async () => {
      await register.register(first);
      await store.saveScan(succeededScan(1), [controlRecord(1, 'pass')]);

      await register.begin(first);

      expect(await store.scan(tenantId(1), scanId(1))).toEqual(succeededScan(1));
    });
  });
}
