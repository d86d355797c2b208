import type { GapUser } from '../../core/controls/listed-gaps.ts';
import type { ScanId, TenantId } from '../identifiers.ts';

/** Keeps who is in the gaps of a scan, a list for each gap that counts anybody. */
export interface GapUserStore {
  /**
   * Returns the name to read the list by. The name carries the scan and what the list says, so that gaps with the
   * same users share one, and a scan that is delivered twice replaces nothing by anything else. The list is gone
   * through more than once, never held as a whole.
   */
  save(list: GapUserList): Promise<string>;
  /** In batches, in the order that they were saved in; undefined where there is none. */
  read(name: string): Promise<AsyncIterable<readonly GapUser[]> | undefined>;
}

export interface GapUserList {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly users: Iterable<GapUser>;
}
