import type { ScanId, TenantId } from '../identifiers.ts';

/** Keeps the bytes that a scan judged, gzip-compressed. */
export interface EvidenceStore {
  /**
   * Returns the name to load it by. The name carries the hash, so that two deliveries of one scan that read the
   * tenant at different moments never swap each other's evidence.
   */
  save(evidence: Evidence): Promise<string>;
  /** Undefined where there is none. */
  load(name: string): Promise<Uint8Array | undefined>;
}

export interface Evidence {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly inputHash: string;
  readonly gzippedSnapshot: Uint8Array;
}
