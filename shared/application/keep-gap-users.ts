import type { ListedGap } from '../core/controls/listed-gaps.ts';
import type { JudgedControl } from '../core/judge-tenant.ts';
import type { KeptGapUsers } from './control-record.ts';
import type { GapUserStore } from './ports/gap-user-store.ts';
import type { ScanRequest } from './scan-request.ts';

type OfScan = Pick<ScanRequest, 'tenantId' | 'scanId'>;

/**
 * How many users the lists of one control may name together. A hundred gaps may each name everybody: a scan of a large
 * tenant would not end in time. The largest gaps come first, and those that have no room are told so by null.
 */
export const mostListedUsers = 4_000_000;

/** Saves the users of each gap of a control, one gap after the other, and returns where they are. */
export async function keepGapUsers(
  store: GapUserStore,
  { tenantId, scanId }: OfScan,
  { gaps, excepted }: Pick<JudgedControl, 'gaps' | 'excepted'>,
): Promise<KeptGapUsers> {
  let room = mostListedUsers;
  const keep = async ({ gap, users }: ListedGap): Promise<string | null> => {
    const count = gap.who.count ?? 0;
    if (count === 0 || count > room) return null;
    room -= count;
    return store.save({ tenantId, scanId, users });
  };
  return { gaps: await inTurn(gaps, keep), excepted: await inTurn(excepted, keep) };
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  action: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await action(item));
  return results;
}
