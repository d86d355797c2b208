import type { ListedGap } from '../core/controls/listed-gaps.ts';
import type { JudgedControl } from '../core/judge-tenant.ts';
import type { KeptGapUsers } from './control-record.ts';
import type { GapUserStore } from './ports/gap-user-store.ts';
import type { ScanRequest } from './scan-request.ts';

type OfScan = Pick<ScanRequest, 'tenantId' | 'scanId'>;

/** Saves the users of each gap of a control, one gap after the other, and returns where they are. */
export async function keepGapUsers(
  store: GapUserStore,
  scan: OfScan,
  { gaps, excepted }: Pick<JudgedControl, 'gaps' | 'excepted'>,
): Promise<KeptGapUsers> {
  return { gaps: await namesOf(store, scan, gaps), excepted: await namesOf(store, scan, excepted) };
}

async function namesOf(
  store: GapUserStore,
  { tenantId, scanId }: OfScan,
  listed: readonly ListedGap[],
): Promise<(string | null)[]> {
  const names: (string | null)[] = [];
  for (const { gap, users } of listed) {
    const counted = gap.who.count !== null && gap.who.count > 0;
    names.push(counted ? await store.save({ tenantId, scanId, users }) : null);
  }
  return names;
}
