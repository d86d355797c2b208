import { findControls } from '../../core/controls/catalogue.ts';
import { InputError } from '../../core/errors.ts';
import type { Planning } from '../../core/remediation/plan.ts';
import { planRemediation } from '../../core/remediation/plan-remediation.ts';
import type { ScanId, TenantId } from '../identifiers.ts';
import type { ScannedTenant } from '../scanned-tenant.ts';
import { judgeOptionsOf, newestScan, type PlanningDependencies } from './planning-dependencies.ts';

/** What can be done for one control, by what the newest scan read. */
export interface PlansOfControl extends Planning {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly engine: string;
  readonly inputHash: string;
}

export interface PlansDependencies extends PlanningDependencies {
  /** Absent: planned anew each time. */
  readonly planningCache?: PlanningCache;
}

/** What was planned last: whoever has read the plans proposes one of them. */
export interface PlanningCache {
  last?: { readonly key: string; readonly planning: Planning };
}

/** `control`: its key, or the id that it has in any benchmark. Throws InputError, and as `newestScan` does. */
export async function plansOfControl(
  dependencies: PlansDependencies,
  tenantId: TenantId,
  control: string,
): Promise<PlansOfControl> {
  const key = controlKey(control);
  const scanned = await newestScan(dependencies, tenantId);
  const planning = planningOf(dependencies, scanned, key);
  const { scanId, state } = scanned.scan;
  const { scannedAt, engine, inputHash } = state;
  return { tenantId, scanId, scannedAt, engine, inputHash, ...planning };
}

/** The plans for the control with that key, by what was scanned. */
export function planningOf(
  dependencies: PlansDependencies,
  scanned: ScannedTenant,
  control: string,
): Planning {
  const { planningCache: cache } = dependencies;
  const { tenantId, scanId, state } = scanned.scan;
  const key = JSON.stringify([tenantId, scanId, state.evidence, control]);
  if (cache?.last?.key === key) return cache.last.planning;
  const planning = planRemediation(scanned.snapshot, control, judgeOptionsOf(dependencies, scanned));
  if (cache !== undefined) cache.last = { key, planning };
  return planning;
}

/** The key of the one control that the id stands for. Throws InputError. */
export function controlKey(anyId: string): string {
  const [control, ...others] = findControls(anyId);
  if (control !== undefined && others.length === 0) return control.key;
  const message =
    control === undefined
      ? `no control has the id ${JSON.stringify(anyId)}`
      : `stands for several controls: name one of ${[control, ...others].map(({ id }) => id).join(', ')}`;
  throw new InputError([{ member: 'control', message }]);
}
