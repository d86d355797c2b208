import { engine } from '../application/engine.ts';
import { compareTenants } from '../core/compare/compare-tenants.ts';
import type { Comparison } from '../core/compare/comparison.ts';
import type { PrincipalNumbers } from '../core/conditional-access/principal-numbers.ts';
import type { JudgeSettings } from './judge-input.ts';
import { judgeOptions } from './judge-input.ts';
import type { TenantInput } from './tenant-input.ts';

/** What a change of a tenant does: the JSON that the command line prints. */
export interface ComparisonResult extends Comparison {
  readonly tenantId: string | null;
  /** ISO 8601, UTC. */
  readonly comparedAt: string;
  readonly engine: string;
  readonly inputHash: { readonly before: string; readonly after: string };
}

/** `numbers`: those that large inputs were read with. */
export function compareInputs(
  before: TenantInput,
  after: TenantInput,
  settings: JudgeSettings,
  numbers: PrincipalNumbers,
): ComparisonResult {
  const comparedAt = settings.at().toISOString();
  const { assumptions, changes, controls } = compareTenants(
    before.snapshot,
    after.snapshot,
    judgeOptions(settings, comparedAt),
    numbers,
  );
  return {
    tenantId: after.snapshot.tenantId ?? before.snapshot.tenantId ?? null,
    comparedAt,
    engine,
    inputHash: { before: before.inputHash, after: after.inputHash },
    assumptions,
    changes,
    controls,
  };
}
