import { findControls } from '../../core/controls/catalogue.ts';
import { InputError } from '../../core/errors.ts';
import type { Planning } from '../../core/remediation/plan.ts';
import { planRemediation } from '../../core/remediation/plan-remediation.ts';
import type { ScanId, TenantId } from '../identifiers.ts';
import { judgeOptionsOf, newestScan, type PlanningDependencies } from './planning-dependencies.ts';

/** What can be done for one control, by what the newest scan read. */
export interface PlansOfControl extends Planning {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
  readonly scannedAt: string;
  readonly engine: string;
  readonly inputHash: string;
}

/** `control`: its key, or the id that it has in any benchmark. Throws InputError, and as `newestScan` does. */
export async function plansOfControl(
  dependencies: PlanningDependencies,
  tenantId: TenantId,
  control: string,
): Promise<PlansOfControl> {
  const key = controlKey(control);
  const scanned = await newestScan(dependencies, tenantId);
  const planning = planRemediation(scanned.snapshot, key, judgeOptionsOf(dependencies, scanned));
  const { scanId, state } = scanned.scan;
  const { scannedAt, engine, inputHash } = state;
  return { tenantId, scanId, scannedAt, engine, inputHash, ...planning };
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
