import { exceptionsInForce } from '../core/exceptions/allowed-regions.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import type { TenantSnapshot } from '../core/tenant-snapshot.ts';
import type { Scan, Succeeded } from './scan.ts';
import { exceptionsOfScanEvidence, type ScanEvidenceDependencies, snapshotOfScan } from './scan-evidence.ts';

/** What a scan that succeeded read, and what it judged by. */
export interface ScannedTenant {
  readonly scan: Scan<Succeeded>;
  readonly snapshot: TenantSnapshot;
  /** Those that were in force. */
  readonly exceptions: readonly ControlException[];
}

/** Reads it again from the evidence that is kept. Throws NotFoundError and ConflictError as `snapshotOfScan` does. */
export async function scannedTenant(
  dependencies: ScanEvidenceDependencies,
  scan: Scan<Succeeded>,
): Promise<ScannedTenant> {
  const [snapshot, exceptions] = await Promise.all([
    snapshotOfScan(dependencies, scan),
    exceptionsOfScanEvidence(dependencies, scan),
  ]);
  return { scan, snapshot, exceptions: exceptionsInForce(exceptions, scan.state.scannedAt) };
}
