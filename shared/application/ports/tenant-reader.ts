import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { TenantId } from '../identifiers.ts';

/** Reads what a scan needs of a tenant. What it may not or cannot read stands under `unread`, never as empty. */
export interface TenantReader {
  /**
   * `alsoGroups`: ids of groups to read besides those that policies name; users among them are passed over. Throws
   * TransientError where nothing useful could be read at all (no token, Graph down).
   */
  read(tenantId: TenantId, alsoGroups: readonly string[]): Promise<TenantSnapshot>;
}
