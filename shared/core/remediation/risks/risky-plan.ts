import type { TenantKnowledge } from '../../conditional-access/tenant-knowledge.ts';
import type { Control } from '../../controls/control.ts';
import type { ControlResult } from '../../controls/control-result.ts';
import type { PolicyChange, RiskNote, Step } from '../plan.ts';
import type { RequiredExclusions } from '../required-exclusions.ts';

/** What a plan is about, as far as its risks depend on it. */
export interface RiskyPlan {
  readonly control: Control;
  readonly tenant: TenantKnowledge;
  readonly exclusions: RequiredExclusions;
  readonly steps: readonly Step[];
  readonly changes: readonly PolicyChange[];
  readonly after: ControlResult;
}

export function note(key: string, severity: RiskNote['severity'], text: string): RiskNote {
  return { key, severity, text };
}
