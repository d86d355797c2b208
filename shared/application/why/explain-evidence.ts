import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import { readExceptions } from '../exceptions-file.ts';
import type { TenantId } from '../identifiers.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { ResultStore } from '../ports/result-store.ts';
import type { Scan, Succeeded } from '../scan.ts';
import { readTenantExport } from '../tenant-export.ts';
import type { QuestionText } from './question-schema.ts';
import { type WhyAnswer, whyAnswer } from './why-answer.ts';

export interface ExplainEvidenceDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly resultStore: Pick<ResultStore, 'newestSucceededScan'>;
  readonly evidenceStore: Pick<EvidenceStore, 'load'>;
  /** Bytes of a snapshot that may be held at once. */
  readonly largestEvidence: number;
  /** Steps that the search for gaps may take for one control. */
  readonly stepLimit: number;
  readonly cache: EvidenceCache;
}

/** The snapshot that was read last: whoever asks about one sign-in asks about another one of the same scan. */
export interface EvidenceCache {
  last?: { readonly name: string; readonly snapshot: TenantSnapshot };
}

const decompress = promisify(gunzip);

/**
 * Why a sign-in fails, by what the newest scan of the tenant read, with its exceptions. Throws NotFoundError where no
 * scan has succeeded, ConflictError for a tenant that is too large, InputError on what the tenant does not have.
 */
export async function explainEvidence(
  dependencies: ExplainEvidenceDependencies,
  tenantId: TenantId,
  question: QuestionText,
): Promise<WhyAnswer> {
  const { tenantIds, resultStore, stepLimit } = dependencies;
  const scan = tenantIds.includes(tenantId) ? await resultStore.newestSucceededScan(tenantId) : undefined;
  if (scan === undefined) throw new NotFoundError('No scan of this tenant has succeeded yet.');
  const { inputHash, scannedAt, emergencyAccess, administrativeRoles } = scan.state;
  const snapshot = await snapshotOf(dependencies, scan);
  return whyAnswer({ snapshot: { ...snapshot, tenantId }, inputHash }, question, {
    at: scannedAt,
    emergencyAccess,
    administrativeRoles,
    exceptions: await exceptionsOf(dependencies, scan),
    budget: stepLimit,
  });
}

async function snapshotOf(
  { evidenceStore, largestEvidence, cache }: ExplainEvidenceDependencies,
  { state }: Scan<Succeeded>,
): Promise<TenantSnapshot> {
  if (cache.last?.name === state.evidence) return cache.last.snapshot;
  const gzipped = await evidenceStore.load(state.evidence);
  if (gzipped === undefined) throw new NotFoundError('The evidence of the newest scan is no longer kept.');
  const snapshot = readTenantExport(await jsonOf(gzipped, largestEvidence));
  cache.last = { name: state.evidence, snapshot };
  return snapshot;
}

async function exceptionsOf(
  { evidenceStore, largestEvidence }: ExplainEvidenceDependencies,
  { state }: Scan<Succeeded>,
) {
  const gzipped = state.exceptions && (await evidenceStore.load(state.exceptions.evidence));
  return gzipped === undefined ? [] : readExceptions(await jsonOf(gzipped, largestEvidence));
}

async function jsonOf(gzipped: Uint8Array, largest: number): Promise<unknown> {
  const bytes = await decompress(gzipped, { maxOutputLength: largest }).catch((cause: unknown) => {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ConflictError(
      'The tenant is too large to explain a sign-in here: take the evidence of the scan and ask the command line.',
      { cause },
    );
  });
  return JSON.parse(bytes.toString('utf8'));
}
