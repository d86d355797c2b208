import { NotFoundError } from '../../core/errors.ts';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { TenantId } from '../identifiers.ts';
import type { ResultStore } from '../ports/result-store.ts';
import type { Scan, Succeeded } from '../scan.ts';
import { exceptionsOfScanEvidence, type ScanEvidenceDependencies, snapshotOfScan } from '../scan-evidence.ts';
import type { QuestionText } from './question-schema.ts';
import { type WhyAnswer, whyAnswer } from './why-answer.ts';

export interface ExplainEvidenceDependencies extends ScanEvidenceDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly resultStore: Pick<ResultStore, 'newestSucceededScan'>;
  /** Steps that the search for gaps may take for one control. */
  readonly stepLimit: number;
  readonly cache: EvidenceCache;
}

/** The snapshot that was read last: whoever asks about one sign-in asks about another one of the same scan. */
export interface EvidenceCache {
  last?: { readonly name: string; readonly snapshot: TenantSnapshot };
}

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
    exceptions: await exceptionsOfScanEvidence(dependencies, scan),
    budget: stepLimit,
  });
}

async function snapshotOf(
  dependencies: ExplainEvidenceDependencies,
  scan: Scan<Succeeded>,
): Promise<TenantSnapshot> {
  const { cache } = dependencies;
  const name = scan.state.evidence;
  if (cache.last?.name === name) return cache.last.snapshot;
  const snapshot = await snapshotOfScan(dependencies, scan);
  cache.last = { name, snapshot };
  return snapshot;
}
