import type { ScanId, TenantId } from '../identifiers.ts';

/** Keeps what a scan judged, the snapshot and the exceptions each by itself, as gzip-compressed JSON. */
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
  /** Of the JSON: `sha256:` and 64 hexadecimal digits. */
  readonly inputHash: string;
  readonly gzippedJson: Uint8Array;
}
