import type { NamedLocation } from '../conditional-access/named-location.ts';
import { type TenantKnowledge, understandTenant } from '../conditional-access/tenant-knowledge.ts';
import { allControls } from '../controls/catalogue.ts';
import type { Control } from '../controls/control.ts';
import type { ControlResult } from '../controls/control-result.ts';
import { speaksOf } from '../controls/question.ts';
import { exceptionsInForce } from '../exceptions/allowed-regions.ts';
import type { JudgeOptions } from '../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { candidateEdits } from './candidate-edits.ts';
import { desiredConditions } from './desired-conditions.ts';
import { type Edit, weights } from './edit.ts';
import { leastChangeFirst } from './least-change-first.ts';
import { markerOf, newPolicy } from './new-policy.ts';
import { holds, type Plan, type Planning, type PolicyChange, type Step } from './plan.ts';
import { PlanJudge } from './plan-judge.ts';
import { creationOf, policyChanges } from './policy-changes.ts';
import { repairablePolicies } from './repairable-policy.ts';
import { type RequiredExclusions, requiredExclusions } from './required-exclusions.ts';
import { riskNotes } from './risk-notes.ts';
import { searchRepairs } from './search-repairs.ts';
import { unreachedAdministrators } from './unreached-administrators.ts';

/** Times that the prover is asked whether a change suffices. */
const mostJudgements = 150;
/** Repairs of existing policies that are told of, the smallest ones: each is compared in all controls. */
const mostRepairs = 3;

/**
 * The ways to make the claim of one control hold, decided over all policies together. `key`: of the catalogue. Never
 * throws on a snapshot's content.
 */
export function planRemediation(
  tenant: TenantSnapshot | LargeTenant,
  key: string,
  options: JudgeOptions,
): Planning {
  const control = allControls.find((one) => one.key === key);
  if (control === undefined) throw new Error(`There is no control ${key}.`);
  return new Planner(tenant, control, options).planning();
}

class Planner {
  readonly #tenant: TenantSnapshot | LargeTenant;
  readonly #control: Control;
  readonly #knowledge: TenantKnowledge;
  readonly #exclusions: RequiredExclusions;
  readonly #unreached: readonly string[];
  readonly #judge: PlanJudge;
  readonly #before: ControlResult;
  readonly #assumptions: readonly string[];

  constructor(tenant: TenantSnapshot | LargeTenant, control: Control, options: JudgeOptions) {
    const inForce = exceptionsInForce(options.exceptions ?? [], options.at);
    const exceptions = inForce.filter((exception) => speaksOf(exception, control));
    this.#tenant = tenant;
    this.#control = control;
    this.#knowledge = understandTenant(tenant, inForce);
    const { directory } = this.#knowledge;
    this.#exclusions = requiredExclusions(options.emergencyAccess ?? [], exceptions, directory);
    this.#unreached = unreachedAdministrators(control, directory, options.administrativeRoles ?? []);
    this.#judge = new PlanJudge(tenant, control, options, mostJudgements);
    const { result, assumptions } = this.#judge.judged([]);
    this.#before = result;
    this.#assumptions = assumptions;
  }

  planning(): Planning {
    const { control, id, title, verdict, usersInGap, unknowns } = this.#before;
    const isOpen = verdict === 'fail' || verdict === 'inconclusive';
    const isByHand = this.#control.claim.kind === 'trustedLocationsDefined';
    const plans = isOpen && !isByHand ? this.#plans() : [];
    return {
      control,
      id,
      title,
      verdict,
      usersInGap,
      plans: leastChangeFirst(plans),
      byHand: isOpen ? this.#byHand(plans) : [],
      unknowns,
      assumptions: this.#assumptions,
      isSearchComplete: !this.#judge.isExhausted,
    };
  }

  #plans(): readonly Plan[] {
    const repairables = repairablePolicies(this.#tenant.policies, this.#knowledge, this.#control);
    const changesOf = (edits: readonly Edit[]) => policyChanges(edits, repairables, this.#writing());
    const created = this.#isCreationPossible() ? this.#created() : undefined;
    const options = {
      kept: this.#exclusions.all.map(({ id }) => id),
      includeUsers: this.#unreached,
      mayChangePurpose: created === undefined || !this.#judge.holds([created]),
    };
    const { sufficient, partial } = searchRepairs(
      repairables,
      (one) => candidateEdits(one, this.#control, options),
      (edits) => this.#judge.holds(changesOf(edits)),
    );
    const fewest = (some: readonly (readonly Edit[])[]) =>
      some.toSorted((a, b) => sizeOf(a) - sizeOf(b)).slice(0, mostRepairs);
    const repairs = fewest(sufficient).map((edits) => this.#repair(edits, changesOf(edits)));
    return [
      ...repairs,
      ...fewest(partial).flatMap((edits) => this.#repairOfPart(edits, changesOf(edits))),
      ...(created === undefined || repairs.some(isOnlySwitched) ? [] : [this.#creation(created)]),
    ];
  }

  #writing() {
    return { required: this.#exclusions.all, directory: this.#knowledge.directory };
  }

  #repair(edits: readonly Edit[], changes: readonly PolicyChange[]): Plan {
    const steps = edits.map(({ step }) => step);
    return this.#plan(steps, changes, sizeOf(edits)).plan;
  }

  #repairOfPart(edits: readonly Edit[], changes: readonly PolicyChange[]): readonly Plan[] {
    const steps = edits.map(({ step }) => step);
    const { plan, closes } = this.#plan(steps, changes, sizeOf(edits));
    return closes === 'yes' ? [plan] : [];
  }

  /** There is no second policy with the mark of the first. */
  #isCreationPossible(): boolean {
    const isMarked = this.#knowledge.policies.some(({ displayName }) =>
      displayName.includes(markerOf(this.#control)),
    );
    return !isMarked && !this.#wouldCloseEveryPlace();
  }

  /** A block of every place that is not trusted, where none is, leaves nobody in. */
  #wouldCloseEveryPlace(): boolean {
    const { namedLocations, namedLocationsComplete } = this.#knowledge;
    const isAboutPlaces = desiredConditions(this.#control).isAboutPlaces;
    return isAboutPlaces && namedLocationsComplete && !namedLocations.some(mayBeTrusted);
  }

  #created(): PolicyChange {
    const { required, directory } = this.#writing();
    return creationOf(newPolicy(this.#control, this.#unreached, required, directory));
  }

  #creation(change: PolicyChange): Plan {
    const step: Step = { kind: 'create', policy: change.policy, member: '', value: null };
    return this.#plan([step], [change], weights.create).plan;
  }

  #plan(steps: readonly Step[], changes: readonly PolicyChange[], size: number) {
    const result = this.#judge.resultAfter(changes);
    const { closes, ...effect } = this.#judge.effectOf(changes, this.#before, result);
    const { verdict, reasons, usersInGap, gaps, gapsOmitted, unknowns } = result;
    const plan: Plan = {
      control: this.#control.key,
      kind: kindOf(steps, changes),
      steps,
      policies: changes,
      after: { verdict, reasons, usersInGap, gaps, gapsOmitted, unknowns },
      size,
      ...effect,
      notes: riskNotes({
        control: this.#control,
        tenant: this.#knowledge,
        exclusions: this.#exclusions,
        steps,
        changes,
        after: result,
      }),
    };
    return { plan, closes };
  }

  #byHand(plans: readonly Plan[]): readonly string[] {
    const { summary } = this.#control.remediation;
    if (this.#control.claim.kind === 'trustedLocationsDefined') return [summary];
    return [
      ...(this.#wouldCloseEveryPlace() && !plans.some(holds)
        ? [
            'Define the trusted locations first: without any, a block of every other place locks everybody out.',
          ]
        : []),
      ...new Set(this.#before.unknowns.map(({ whatToDo }) => whatToDo)),
    ];
  }
}

/** A policy that only has to be switched on wants no twin. */
function isOnlySwitched({ steps }: Plan): boolean {
  return steps.every(({ kind }) => kind === 'switchOn' || kind === 'enableMicrosoftManaged');
}

function sizeOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, { weight }) => sum + weight, 0);
}

function kindOf([first, ...others]: readonly Step[], changes: readonly PolicyChange[]): Plan['kind'] {
  if (first === undefined || changes.length > 1) return 'combination';
  return others.every(({ kind }) => kind === first.kind) ? first.kind : 'combination';
}

function mayBeTrusted(location: NamedLocation): boolean {
  return location.kind === 'unknown' || (location.kind !== 'country' && location.isTrusted);
}
