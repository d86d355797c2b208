import { beforeEach, describe, expect, it } from 'vitest';
import type { GapUserStore } from '../../shared/application/ports/gap-user-store.ts';
import type { GapUser } from '../../shared/core/controls/listed-gaps.ts';
import { scanId, tenantId } from '../application/examples.ts';

/** What every store of users in gaps does. `makeStore` returns an empty one. */
export function describeGapUserStore(name: string, makeStore: () => Promise<GapUserStore>): void {
  describe(`the store of users in gaps ${name}`, () => {
    const scan = { tenantId: tenantId(1), scanId: scanId(1) };
    let store: GapUserStore;
    beforeEach(async () => {
      store = await makeStore();
    });

    it('returns the users in the order that they were saved in, names of any script included', async () => {
      const users = [
        { id: 'u2', displayName: 'Zoë "Ж" 李\n2028 \u2028', userPrincipalName: null },
        { id: 'u1', displayName: 'Ada', userPrincipalName: 'ada@example.com' },
      ];

      expect(await read(await store.save({ ...scan, users }))).toEqual(users);
    });

    it('makes a list out while it writes it, and returns a long one in batches', async () => {
      const count = 120_000;
      const users = { [Symbol.iterator]: () => numbered(count) };

      const name = await store.save({ ...scan, users });

      const batches = await store.read(name);
      let seen = 0;
      let longest = 0;
      for await (const batch of batches ?? []) {
        expect(batch[0]?.id).toBe(`user-${seen}`);
        seen += batch.length;
        longest = Math.max(longest, batch.length);
      }
      expect(seen).toBe(count);
      expect(longest).toBeLessThan(10_000);
    });

    it('gives the same users of a scan the same name, and other users or another scan another one', async () => {
      const users = [...numbered(2)];

      const first = await store.save({ ...scan, users });

      expect(await store.save({ ...scan, users })).toBe(first);
      expect(await store.save({ ...scan, users: [...numbered(3)] })).not.toBe(first);
      expect(await store.save({ ...scan, scanId: scanId(2), users })).not.toBe(first);
      expect(await read(first)).toEqual(users);
    });

    it('finds nothing under a name that it never gave', async () => {
      expect(await store.read('none.ndjson.gz')).toBeUndefined();
    });

    async function read(saved: string): Promise<GapUser[] | undefined> {
      const batches = await store.read(saved);
      if (batches === undefined) return undefined;
      const users: GapUser[] = [];
      for await (const batch of batches) users.push(...batch);
      return users;
    }
  });
}

function* numbered(count: number): Generator<GapUser> {
  for (let number = 0; number < count; number += 1) {
    yield {
      id: `user-${number}`,
      displayName: `User ${number}`,
      userPrincipalName: `u${number}@example.com`,
    };
  }
}
