import { assumptionsOf } from './conditional-access/assumptions.ts';
import { understandTenant } from './conditional-access/tenant-knowledge.ts';
import { allControls } from './controls/catalogue.ts';
import type { ControlResult } from './controls/control-result.ts';
import { decideControl } from './controls/decide-control.ts';
import { gravestFirst } from './controls/findings/gravest-first.ts';
import { signInModel } from './controls/sign-in-model.ts';
import { exceptionsInForce } from './exceptions/allowed-regions.ts';
import type { ControlException } from './exceptions/exception.ts';
import { exceptionFindings } from './exceptions/exception-findings.ts';
import { defaultStepLimit } from './step-limit.ts';
import type { LargeTenant, TenantSnapshot } from './tenant-snapshot.ts';

export interface JudgeOptions {
  /** Keys of the controls to decide; absent: all. */
  readonly controls?: readonly string[];
  readonly exceptions?: readonly ControlException[];
  /** Ids of break-glass accounts or groups: excepted from every claim. */
  readonly emergencyAccess?: readonly string[];
  /** Ids of custom roles that count as administrative, beside the built-in ones. */
  readonly administrativeRoles?: readonly string[];
  /** The day that exceptions are judged by: ISO 8601, UTC. */
  readonly at: string;
  /** Steps that the decision of one control may take; what is not decided within them is inconclusive. */
  readonly budget?: number;
}

export interface Judgement {
  readonly assumptions: readonly string[];
  readonly controls: readonly ControlResult[];
}

/** Decides every asked-for control over all policies of the snapshot together. Never throws on a snapshot's content. */
export function judgeTenant(snapshot: TenantSnapshot | LargeTenant, options: JudgeOptions): Judgement {
  const asked = allControls.filter(
    ({ key }) => options.controls === undefined || options.controls.includes(key),
  );
  const { emergencyAccess = [], administrativeRoles = [], at, budget = defaultStepLimit } = options;
  const exceptions = exceptionsInForce(options.exceptions ?? [], at);
  const tenant = understandTenant(snapshot, exceptions);
  const model = signInModel(tenant, { exceptions, emergencyAccess, administrativeRoles });
  return {
    assumptions: assumptionsOf(snapshot, tenant, model.named),
    controls: asked.map((control) => {
      const result = decideControl(control, model, budget);
      const ofExceptions = exceptionFindings(control, options.exceptions ?? [], tenant.directory, at);
      return { ...result, findings: gravestFirst([...result.findings, ...ofExceptions]) };
    }),
  };
}
