import { beforeEach, describe, expect, it } from 'vitest';
import type {
  CollectedSlice,
  Collector,
  SignInEvidenceStore,
} from '../../shared/application/ports/sign-in-evidence-store.ts';
import type { DeviceCodeUse, PolicyResult } from '../../shared/core/sign-ins/sign-in-counts.ts';
import { minute, tenantId } from '../application/examples.ts';

const tenant = tenantId(1);
const day = { from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' };

function collected(hour: number, readAt = minute(0)): CollectedSlice {
  const at = (hours: number) => new Date(Date.UTC(2026, 10, 2, hours)).toISOString();
  const counts = { examined: 9, signIns: 3, withoutPolicies: 1 };
  return { from: at(hour), to: at(hour + 4), readAt, source: 'microsoftGraph', ...counts };
}

function use(count: number, userId = 'ann'): DeviceCodeUse {
  return {
    userId,
    userPrincipalName: `${userId}@home.example`,
    appId: 'cli',
    appDisplayName: 'Command line',
    resourceId: 'graph',
    resourceDisplayName: 'Microsoft Graph',
    resourceTenantId: null,
    kind: 'direct',
    count,
    firstAt: minute(0),
    lastAt: minute(1),
  };
}

function policyResult(count: number, userId = 'ann', policyId = 'p1'): PolicyResult {
  const userPrincipalName = `${userId}@home.example`;
  const app = { appId: 'cli', appDisplayName: 'Command line' };
  const policy = { policyId, policyDisplayName: `Policy ${policyId}` };
  return { ...policy, result: 'reportOnlyFailure', userId, userPrincipalName, ...app, count };
}

/** What every store of sign-in evidence does. `makeStore` returns an empty one. */
export function describeSignInEvidenceStore(
  name: string,
  makeStore: () => Promise<SignInEvidenceStore>,
): void {
  describe(`the store of sign-in evidence ${name}`, () => {
    let store: SignInEvidenceStore;
    beforeEach(async () => {
      store = await makeStore();
    });

    it('knows nothing at first', async () => {
      expect(await store.collection(tenant)).toEqual({});
      expect(await store.slices(tenant, day)).toEqual([]);
      expect(await store.uses(tenant, collected(4))).toEqual([]);
      expect(await store.policyResults(tenant, collected(4))).toEqual([]);
    });

    it('gives back what was counted, the names of users, apps and policies included', async () => {
      const uses = [use(2), use(1, 'bob')];
      const policyResults = [policyResult(5), policyResult(1, 'bob'), policyResult(7, 'ann', 'p2')];

      await store.saveSlice(tenant, collected(4), { uses, policyResults });

      expect(await store.slices(tenant, day)).toEqual([collected(4)]);
      expect(await store.uses(tenant, collected(4))).toEqual(uses);
      expect(await store.policyResults(tenant, collected(4))).toEqual(policyResults);
    });

    it('gives back by which errors policies refused, and nothing of errors where none were counted', async () => {
      const refused = { ...policyResult(3), result: 'failure', errorCodes: { 53003: 2, 530036: 1 } };
      const policyResults = [refused, policyResult(1, 'bob')];

      await store.saveSlice(tenant, collected(4), { uses: [], policyResults });

      expect(await store.policyResults(tenant, collected(4))).toStrictEqual(policyResults);
    });

    it('replaces a slice whole by a later reading of it, instead of adding to it', async () => {
      await store.saveSlice(tenant, collected(4, minute(1)), {
        uses: [use(2)],
        policyResults: [policyResult(5)],
      });
      await store.saveSlice(tenant, collected(4, minute(2)), { uses: [use(3)], policyResults: [] });

      expect(await store.slices(tenant, day)).toEqual([collected(4, minute(2))]);
      expect(await store.uses(tenant, collected(4))).toEqual([use(3)]);
      expect(await store.policyResults(tenant, collected(4))).toEqual([]);
    });

    it('keeps a later reading when an earlier one is written after it', async () => {
      await store.saveSlice(tenant, collected(4, minute(2)), { uses: [use(3)], policyResults: [] });
      await store.saveSlice(tenant, collected(4, minute(1)), { uses: [use(2)], policyResults: [] });

      expect(await store.uses(tenant, collected(4))).toEqual([use(3)]);
    });

    it('keeps the later of two readings that are written at once', async () => {
      const readings = [3, 1, 2].map((count) =>
        store.saveSlice(tenant, collected(4, minute(count)), { uses: [use(count)], policyResults: [] }),
      );
      await Promise.all(readings);

      expect(await store.uses(tenant, collected(4))).toEqual([use(3)]);
    });

    it('keeps counts that are too long for a row', async () => {
      const uses = Array.from({ length: 400 }, (_, index) => use(index + 1, `user${index}`));
      const policyResults = uses.map(({ userId, count }) => policyResult(count, userId));

      await store.saveSlice(tenant, collected(4), { uses, policyResults });

      expect(await store.uses(tenant, collected(4))).toEqual(uses);
      expect(await store.policyResults(tenant, collected(4))).toEqual(policyResults);
    });

    it('lists the slices that begin in a period, by time and tenant', async () => {
      const nothing = { uses: [], policyResults: [] };
      for (const hour of [8, 0, 24, 4, -4]) await store.saveSlice(tenant, collected(hour), nothing);
      await store.saveSlice(tenantId(2), collected(12), nothing);

      expect(await store.slices(tenant, day)).toEqual([collected(0), collected(4), collected(8)]);
      expect(await store.slices(tenant, { ...day, from: collected(4).from })).toHaveLength(2);
    });

    it('lets one message collect at a time, and that one begin again', async () => {
      const collector = (messageId: string, at: number): Collector => ({
        messageId,
        at: minute(at),
        until: minute(at + 10),
      });

      expect(await store.begin(tenant, collector('m1', 0))).toBe(true);
      expect(await store.begin(tenant, collector('m2', 1))).toBe(false);
      expect(await store.begin(tenantId(2), collector('m2', 1))).toBe(true);
      expect(await store.begin(tenant, collector('m1', 2))).toBe(true);
      expect(await store.begin(tenant, collector('m2', 12))).toBe(true);
    });

    it('lets others begin once a collection has ended, and says how it stands', async () => {
      const collector = { at: minute(0), until: minute(10) };
      await store.begin(tenant, { messageId: 'm1', ...collector });
      const stopped = { reason: 'volumeLimit', why: 'Too many.', at: minute(1), volumeLimit: 7 } as const;
      const collection = { collectedAt: minute(1), source: 'microsoftGraph', stopped } as const;

      await store.end(tenant, collection);

      expect(await store.begin(tenant, { messageId: 'm2', ...collector })).toBe(true);
      expect(await store.collection(tenant)).toEqual(collection);
    });
  });
}
