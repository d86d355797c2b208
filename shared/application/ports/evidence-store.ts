import type { ScanId, TenantId } from '../identifiers.ts';

/** Keeps the bytes that a scan judged, gzip-compressed, one blob per scan. */
export interface EvidenceStore {
  /** Saving the same scan again replaces it with the same bytes. Returns the blob's name. */
  save(tenantId: TenantId, scanId: ScanId, gzippedSnapshot: Uint8Array): Promise<string>;
  /** Undefined where there is none. */
  load(tenantId: TenantId, scanId: ScanId): Promise<Uint8Array | undefined>;
}
