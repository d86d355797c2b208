import { expect, it } from 'vitest';
import { keepGapUsers, mostListedUsers } from '../../shared/application/keep-gap-users.ts';
import { scanId, tenantId } from './examples.ts';
import { InMemoryGapUserStore } from './in-memory/in-memory-gap-user-store.ts';

const scan = { tenantId: tenantId(1), scanId: scanId(1) };

function gapOf(count: number | null, id = 'u') {
  const where = { description: 'anywhere' };
  const gap = { who: { description: 'somebody', count, sample: [] }, where, because: [] };
  return { number: 1, gap, users: [{ id, displayName: id, userPrincipalName: null }] };
}

it('keeps a list for each gap that counts somebody', async () => {
  const store = new InMemoryGapUserStore();

  const { gaps } = await keepGapUsers(store, scan, {
    gaps: [gapOf(1, 'a'), gapOf(0), gapOf(null), gapOf(1, 'b')],
    excepted: [],
  });

  expect(gaps.map((name) => store.lists.get(name ?? '')?.[0]?.id)).toEqual(['a', undefined, undefined, 'b']);
});

it('keeps the lists that there is room for, the first ones first', async () => {
  const store = new InMemoryGapUserStore();
  const everybody = mostListedUsers / 2;

  const { gaps } = await keepGapUsers(store, scan, {
    gaps: [gapOf(everybody, 'a'), gapOf(everybody, 'b'), gapOf(1, 'c')],
    excepted: [],
  });

  expect(gaps).toEqual([expect.any(String), expect.any(String), null]);
});
