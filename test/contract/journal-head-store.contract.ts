import { beforeEach, describe, expect, it } from 'vitest';
import type { JournalHeadStore, KeptHead } from '../../shared/application/ports/journal-head-store.ts';
import { ConflictError } from '../../shared/core/errors.ts';
import { minute, tenantId } from '../application/examples.ts';
import { remediationId } from '../application/remediation/remediation-examples.ts';

/** What every store of journal heads does. `make` returns an empty one. */
export function describeJournalHeadStore(name: string, make: () => Promise<JournalHeadStore>): void {
  describe(`the store of journal heads ${name}`, () => {
    let store: JournalHeadStore;
    beforeEach(async () => {
      store = await make();
    });

    const head = (sequence: number, parts: Partial<KeptHead> = {}): KeptHead => ({
      tenantId: tenantId(1),
      remediationId: remediationId(1),
      sequence,
      hash: `sha256:${sequence}`,
      keptAt: minute(sequence),
      ...parts,
    });

    it('has no heads while none were kept', async () => {
      expect(await store.heads(tenantId(1), remediationId(1))).toEqual([]);
      expect(await store.remediations(tenantId(1))).toEqual([]);
      expect(await store.tenants()).toEqual([]);
    });

    it('returns heads in the order of their numbers', async () => {
      for (const sequence of [10, 2, 0]) await store.keep(head(sequence));

      expect(await store.heads(tenantId(1), remediationId(1))).toEqual([head(0), head(2), head(10)]);
    });

    it('keeps the first one where the same comes again', async () => {
      await store.keep(head(0));

      await Promise.all([1, 2].map((number) => store.keep(head(0, { keptAt: minute(number) }))));

      expect(await store.heads(tenantId(1), remediationId(1))).toEqual([head(0)]);
    });

    it('tells which entries the writer recorded itself, as the first one says', async () => {
      await store.keep(head(0, { recordedByWriter: true }));
      await store.keep(head(1, { recordedByWriter: false }));
      await store.keep(head(2));

      await store.keep(head(1, { recordedByWriter: true }));

      const heads = await store.heads(tenantId(1), remediationId(1));
      expect(heads.map(({ recordedByWriter }) => recordedByWriter)).toEqual([true, false, undefined]);
    });

    it('refuses another hash under the same number', async () => {
      await store.keep(head(0));

      await expect(store.keep(head(0, { hash: 'sha256:other' }))).rejects.toThrow(ConflictError);

      expect(await store.heads(tenantId(1), remediationId(1))).toEqual([head(0)]);
    });

    it('tells of which remediations of which tenants heads are kept', async () => {
      await store.keep(head(0));
      await store.keep(head(1));
      await store.keep(head(0, { remediationId: remediationId(2) }));
      await store.keep(head(0, { tenantId: tenantId(2), remediationId: remediationId(3) }));

      expect((await store.remediations(tenantId(1))).toSorted()).toEqual([
        remediationId(1),
        remediationId(2),
      ]);
      expect(await store.remediations(tenantId(2))).toEqual([remediationId(3)]);
      expect((await store.tenants()).toSorted()).toEqual([tenantId(1), tenantId(2)]);
      expect(await store.heads(tenantId(2), remediationId(1))).toEqual([]);
    });
  });
}
