import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EvidenceStore } from '../../shared/application/ports/evidence-store.ts';
import { scanId, tenantId } from '../application/examples.ts';

/** What every evidence store does. `makeStore` returns an empty one. */
export function describeEvidenceStore(name: string, makeStore: () => Promise<EvidenceStore>): void {
  describe(`the evidence store ${name}`, () => {
    const scan = { tenantId: tenantId(1), scanId: scanId(1) };
    const gzippedJson = gzipSync(JSON.stringify({ policies: [] }));
    let store: EvidenceStore;
    beforeEach(async () => {
      store = await makeStore();
    });

    it('returns the bytes that were saved, still compressed', async () => {
      const saved = await store.save({ ...scan, inputHash: 'sha256:ab', gzippedJson });

      expect(Buffer.from((await store.load(saved)) ?? []).equals(gzippedJson)).toBe(true);
    });

    it('saves the same evidence again under the same name', async () => {
      const evidence = { ...scan, inputHash: 'sha256:ab', gzippedJson };

      expect(await store.save(evidence)).toBe(await store.save(evidence));
    });

    it('keeps apart what two deliveries of one scan read', async () => {
      const first = await store.save({ ...scan, inputHash: 'sha256:ab', gzippedJson });
      await store.save({ ...scan, inputHash: 'sha256:cd', gzippedJson: gzipSync('{}') });

      expect(Buffer.from((await store.load(first)) ?? []).equals(gzippedJson)).toBe(true);
    });

    it('finds nothing under a name that it never gave', async () => {
      expect(await store.load('none.json.gz')).toBeUndefined();
    });
  });
}
