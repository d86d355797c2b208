import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ConflictError, NotFoundError } from '../core/errors.ts';
import type { ControlException } from '../core/exceptions/exception.ts';
import type { TenantSnapshot } from '../core/tenant-snapshot.ts';
import { readExceptions } from './exceptions-file.ts';
import type { EvidenceStore } from './ports/evidence-store.ts';
import type { Scan, Succeeded } from './scan.ts';
import { readTenantExport } from './tenant-export.ts';

export interface ScanEvidenceDependencies {
  readonly evidenceStore: Pick<EvidenceStore, 'load'>;
  /** Bytes of a snapshot that may be held at once. */
  readonly largestEvidence: number;
}

const decompress = promisify(gunzip);

/** What the scan read. Throws NotFoundError where it is no longer kept, ConflictError where it is too large. */
export async function snapshotOfScan(
  { evidenceStore, largestEvidence }: ScanEvidenceDependencies,
  { state }: Scan<Succeeded>,
): Promise<TenantSnapshot> {
  const gzipped = await evidenceStore.load(state.evidence);
  if (gzipped === undefined) throw new NotFoundError('The evidence of the newest scan is no longer kept.');
  return readTenantExport(await jsonOf(gzipped, largestEvidence));
}

/** The exceptions that the scan judged by; none of one before there was a register. */
export async function exceptionsOfScanEvidence(
  { evidenceStore, largestEvidence }: ScanEvidenceDependencies,
  { state }: Scan<Succeeded>,
): Promise<readonly ControlException[]> {
  const gzipped = state.exceptions && (await evidenceStore.load(state.exceptions.evidence));
  return gzipped === undefined ? [] : readExceptions(await jsonOf(gzipped, largestEvidence));
}

async function jsonOf(gzipped: Uint8Array, largest: number): Promise<unknown> {
  const bytes = await decompress(gzipped, { maxOutputLength: largest }).catch((cause: unknown) => {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ConflictError(
      'The tenant is too large to be looked into here: take the evidence of the scan and ask the command line.',
      { cause },
    );
  });
  return JSON.parse(bytes.toString('utf8'));
}
