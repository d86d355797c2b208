import { assumptionsOf } from './conditional-access/assumptions.ts';
import { understandTenant } from './conditional-access/tenant-knowledge.ts';
import { userPrincipalNameIn } from './conditional-access/user-principal-names.ts';
import { allControls } from './controls/catalogue.ts';
import type { ControlResult, ExceptedGap } from './controls/control-result.ts';
import { decideControl } from './controls/decide-control.ts';
import { gravestFirst } from './controls/findings/gravest-first.ts';
import { type ListedGap, listedGaps } from './controls/listed-gaps.ts';
import { signInModel } from './controls/sign-in-model.ts';
import { unnamedRoles } from './controls/unnamed-roles.ts';
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

/** A control that was decided, with all users of the gaps that its result tells of. */
export interface JudgedControl {
  readonly result: ControlResult;
  /** In the order of the result. */
  readonly gaps: readonly ListedGap[];
  readonly excepted: readonly ListedGap<ExceptedGap>[];
}

export interface StepwiseJudgement {
  readonly assumptions: readonly string[];
  /** Each is decided when it is its turn, and once: to be gone through a single time. */
  readonly controls: Iterable<JudgedControl>;
}

/** Decides every asked-for control over all policies of the snapshot together. Never throws on a snapshot's content. */
export function judgeTenant(snapshot: TenantSnapshot | LargeTenant, options: JudgeOptions): Judgement {
  const { assumptions, controls } = judgeStepwise(snapshot, options);
  return { assumptions, controls: Array.from(controls, ({ result }) => result) };
}

/**
 * The same control by control, with whom its gaps count. Lists of users are made out while they are read; they hold on
 * to numbers only, but up to a hundred gaps may name everybody: let one control go before the next one comes.
 */
export function judgeStepwise(
  snapshot: TenantSnapshot | LargeTenant,
  options: JudgeOptions,
): StepwiseJudgement {
  const asked = allControls.filter(
    ({ key }) => options.controls === undefined || options.controls.includes(key),
  );
  const { emergencyAccess = [], administrativeRoles = [], at, budget = defaultStepLimit } = options;
  const exceptions = exceptionsInForce(options.exceptions ?? [], at);
  const tenant = understandTenant(snapshot, exceptions);
  const model = signInModel(tenant, { exceptions, emergencyAccess, administrativeRoles });
  const nameOf = userPrincipalNameIn(snapshot, tenant.directory.numbers);
  return {
    assumptions: [
      ...assumptionsOf(snapshot, tenant, model.named),
      ...unnamedRoles(administrativeRoles, [snapshot], model.named),
    ],
    controls: Iterator.from(asked).map((control) => {
      const { result, gaps, excepted } = decideControl(control, model, budget);
      const ofExceptions = exceptionFindings(control, options.exceptions ?? [], tenant.directory, at);
      return {
        result: { ...result, findings: gravestFirst([...result.findings, ...ofExceptions]) },
        gaps: listedGaps(gaps, nameOf),
        excepted: listedGaps(excepted, nameOf),
      };
    }),
  };
}
