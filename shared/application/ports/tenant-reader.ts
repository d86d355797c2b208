import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { TenantId } from '../identifiers.ts';

/** Reads what a scan needs of a tenant. What it may not or cannot read stands under `unread`, never as empty. */
export interface TenantReader {
  /**
   * `exceptedGroups`: ids of groups to read besides those that policies name; one that was deleted is a group without
   * members. Throws TransientError where nothing useful could be read at all (no token, Graph down).
   */
  read(tenantId: TenantId, exceptedGroups: readonly string[]): Promise<TenantSnapshot>;
}
