import type { JudgeOptions } from '../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import { byHand, isByHand, wouldCloseEveryPlace } from './by-hand.ts';
import { candidateEdits } from './candidate-edits.ts';
import { type Edit, weights } from './edit.ts';
import { leastChangeFirst } from './least-change-first.ts';
import { markerOf, newPolicy } from './new-policy.ts';
import type { Plan, Planning, PolicyChange, Step } from './plan.ts';
import { PlanningCase } from './planning-case.ts';
import { creationOf, policyChanges } from './policy-changes.ts';
import { repairablePolicies } from './repairable-policy.ts';
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
  const planned = new PlanningCase(tenant, key, options, mostJudgements);
  return new Planner(planned, options).planning();
}

class Planner {
  readonly #case: PlanningCase;
  readonly #unreached: readonly string[];

  constructor(planned: PlanningCase, { administrativeRoles = [] }: JudgeOptions) {
    const { control, knowledge } = planned;
    this.#case = planned;
    this.#unreached = unreachedAdministrators(control, knowledge.directory, administrativeRoles);
  }

  planning(): Planning {
    const { control, id, title, verdict, usersInGap, unknowns } = this.#case.before;
    const isOpen = verdict === 'fail' || verdict === 'inconclusive';
    const plans = isOpen && !isByHand(this.#case.control) ? this.#plans() : [];
    return {
      control,
      id,
      title,
      verdict,
      usersInGap,
      plans: leastChangeFirst(plans),
      byHand: isOpen ? byHand(this.#case, plans) : [],
      unknowns,
      assumptions: this.#case.assumptions,
      isSearchComplete: !this.#case.judge.isExhausted,
    };
  }

  #plans(): readonly Plan[] {
    const { tenant, knowledge, control, exclusions, judge } = this.#case;
    const repairables = repairablePolicies(tenant.policies, knowledge, control);
    const changesOf = (edits: readonly Edit[]) => policyChanges(edits, repairables, this.#writing());
    const created = this.#isCreationPossible() ? this.#created() : undefined;
    const options = {
      kept: exclusions.all.map(({ id }) => id),
      includeUsers: this.#unreached,
      mayChangePurpose: created === undefined || !judge.holds([created]),
    };
    const { sufficient, partial } = searchRepairs(
      repairables,
      (one) => candidateEdits(one, control, options),
      (edits) => judge.holds(changesOf(edits)),
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
    return { required: this.#case.exclusions.all, directory: this.#case.knowledge.directory };
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
    const { control, knowledge } = this.#case;
    const isMarked = knowledge.policies.some(({ displayName }) => displayName.includes(markerOf(control)));
    return !isMarked && !wouldCloseEveryPlace(control, knowledge);
  }

  #created(): PolicyChange {
    const { required, directory } = this.#writing();
    return creationOf(newPolicy(this.#case.control, this.#unreached, required, directory));
  }

  #creation(change: PolicyChange): Plan {
    const step: Step = { kind: 'create', policy: change.policy, member: '', value: null };
    return this.#plan([step], [change], weights.create).plan;
  }

  #plan(steps: readonly Step[], policies: readonly PolicyChange[], size: number) {
    const kind = kindOf(steps, policies);
    return this.#case.judged({ kind, steps, policies, size, notesOf: riskNotes });
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
