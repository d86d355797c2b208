import { type TenantKnowledge, understandTenant } from '../conditional-access/tenant-knowledge.ts';
import { allControls } from '../controls/catalogue.ts';
import type { Control } from '../controls/control.ts';
import type { ControlResult } from '../controls/control-result.ts';
import { speaksOf } from '../controls/question.ts';
import { exceptionsInForce } from '../exceptions/allowed-regions.ts';
import type { JudgeOptions } from '../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import type { Plan, RiskNote } from './plan.ts';
import { type PlanEffect, PlanJudge } from './plan-judge.ts';
import { type RequiredExclusions, requiredExclusions } from './required-exclusions.ts';
import type { RiskyPlan } from './risks/risky-plan.ts';

/** What is done, before anybody judged it. */
export interface UnjudgedPlan extends Pick<Plan, 'kind' | 'steps' | 'policies' | 'size'> {
  readonly notesOf: (plan: RiskyPlan) => readonly RiskNote[];
}

/** One control of one tenant, understood once, with the prover at hand to judge what is planned for it. */
export class PlanningCase {
  readonly tenant: TenantSnapshot | LargeTenant;
  readonly control: Control;
  readonly knowledge: TenantKnowledge;
  readonly exclusions: RequiredExclusions;
  readonly judge: PlanJudge;
  /** As it is without any change. */
  readonly before: ControlResult;
  readonly assumptions: readonly string[];

  /** `key`: of the catalogue. `mostJudgements`: times that the prover is asked whether a change suffices. */
  constructor(
    tenant: TenantSnapshot | LargeTenant,
    key: string,
    options: JudgeOptions,
    mostJudgements: number,
  ) {
    const control = allControls.find((one) => one.key === key);
    if (control === undefined) throw new Error(`There is no control ${key}.`);
    const inForce = exceptionsInForce(options.exceptions ?? [], options.at);
    const exceptions = inForce.filter((exception) => speaksOf(exception, control));
    this.tenant = tenant;
    this.control = control;
    this.knowledge = understandTenant(tenant, inForce);
    this.exclusions = requiredExclusions(options.emergencyAccess ?? [], exceptions, this.knowledge.directory);
    this.judge = new PlanJudge(tenant, control, options, mostJudgements);
    const { result, assumptions } = this.judge.judged([]);
    this.before = result;
    this.assumptions = assumptions;
  }

  /** The plan with what the prover says of the tenant after it. */
  judged({ notesOf, ...planned }: UnjudgedPlan): {
    readonly plan: Plan;
    readonly closes: PlanEffect['closes'];
  } {
    const { steps, policies: changes } = planned;
    const result = this.judge.resultAfter(changes);
    const { closes, ...effect } = this.judge.effectOf(changes, this.before, result);
    const { verdict, reasons, usersInGap, gaps, gapsOmitted, unknowns } = result;
    const plan: Plan = {
      control: this.control.key,
      ...planned,
      after: { verdict, reasons, usersInGap, gaps, gapsOmitted, unknowns },
      ...effect,
      notes: notesOf({
        control: this.control,
        tenant: this.knowledge,
        exclusions: this.exclusions,
        steps,
        changes,
        after: result,
      }),
    };
    return { plan, closes };
  }
}
