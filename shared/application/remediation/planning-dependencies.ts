import { NotFoundError } from '../../core/errors.ts';
import type { JudgeOptions } from '../../core/judge-tenant.ts';
import type { TenantId } from '../identifiers.ts';
import type { ResultStore } from '../ports/result-store.ts';
import type { ScanEvidenceDependencies } from '../scan-evidence.ts';
import { type ScannedTenant, scannedTenant } from '../scanned-tenant.ts';

/** What plans are made of: the newest scan, and the settings. */
export interface PlanningDependencies extends ScanEvidenceDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly resultStore: Pick<ResultStore, 'newestSucceededScan'>;
  /** Ids of break-glass accounts or groups. */
  readonly emergencyAccess: readonly string[];
  readonly administrativeRoles: readonly string[];
  /** Steps that the proof of one control may take. */
  readonly stepLimit: number;
}

/** What the newest scan read. Throws NotFoundError where none has succeeded, or its evidence is no longer kept. */
export async function newestScan(
  dependencies: PlanningDependencies,
  tenantId: TenantId,
): Promise<ScannedTenant> {
  const { tenantIds, resultStore } = dependencies;
  const scan = tenantIds.includes(tenantId) ? await resultStore.newestSucceededScan(tenantId) : undefined;
  if (scan === undefined) throw new NotFoundError('No scan of this tenant has succeeded yet.');
  return scannedTenant(dependencies, scan);
}

/** Judges by the settings of now, and by the exceptions of the scan. */
export function judgeOptionsOf(
  { emergencyAccess, administrativeRoles, stepLimit }: PlanningDependencies,
  { scan, exceptions }: ScannedTenant,
): JudgeOptions {
  return { emergencyAccess, administrativeRoles, exceptions, at: scan.state.scannedAt, budget: stepLimit };
}
