import { closedSentence, openedSentence } from '../compare/changed-gap-sentence.ts';
import { compareTenants } from '../compare/compare-tenants.ts';
import type { ControlComparison } from '../compare/comparison.ts';
import { allControls } from '../controls/catalogue.ts';
import type { Control } from '../controls/control.ts';
import type { ControlResult } from '../controls/control-result.ts';
import { type JudgeOptions, judgeTenant } from '../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../tenant-snapshot.ts';
import type { AffectedUsers, ControlEffect, PolicyChange } from './plan.ts';
import { tenantAfter } from './policy-changes.ts';

/** What a plan does besides the verdict: to whom, and to the other controls. */
export interface PlanEffect {
  readonly newlyAffected: AffectedUsers;
  readonly otherControls: readonly ControlEffect[];
  /** Whether it closes a part of the gap, or may. */
  readonly closes: ControlComparison['closes'];
}

/** Lets the prover say what becomes of the tenant; asks it a bounded number of times. */
export class PlanJudge {
  readonly #tenant: TenantSnapshot | LargeTenant;
  readonly #control: Control;
  readonly #options: JudgeOptions;
  #left: number;

  constructor(tenant: TenantSnapshot | LargeTenant, control: Control, options: JudgeOptions, most: number) {
    this.#tenant = tenant;
    this.#control = control;
    this.#options = options;
    this.#left = most;
  }

  get isExhausted(): boolean {
    return this.#left <= 0;
  }

  /** The claim surely holds after the changes; false as well where it must not be asked any more. */
  holds(changes: readonly PolicyChange[]): boolean {
    if (this.isExhausted) return false;
    this.#left -= 1;
    return this.resultAfter(changes).verdict === 'pass';
  }

  resultAfter(changes: readonly PolicyChange[]): ControlResult {
    return this.judged(changes).result;
  }

  judged(changes: readonly PolicyChange[]): { result: ControlResult; assumptions: readonly string[] } {
    const { key } = this.#control;
    const after = tenantAfter(this.#tenant, changes);
    const { controls, assumptions } = judgeTenant(after, { ...this.#options, controls: [key] });
    const [result] = controls;
    if (result === undefined) throw new Error(`The control ${key} was not decided.`);
    return { result, assumptions };
  }

  effectOf(changes: readonly PolicyChange[], before: ControlResult, after: ControlResult): PlanEffect {
    const numbers = 'population' in this.#tenant ? this.#tenant.population.numbers : undefined;
    const { controls: _, ...options } = this.#options;
    const { controls } = compareTenants(this.#tenant, tenantAfter(this.#tenant, changes), options, numbers);
    const own = controls.find(({ control }) => control === this.#control.key);
    return {
      newlyAffected: affectedUsers(own?.closed ?? [], own?.closedOmitted ?? 0, before, after),
      otherControls: controls.filter((one) => one !== own && one.change !== 'none').map(effectOn),
      closes: own?.closes ?? 'no',
    };
  }
}

/** Users in several closed gaps count once where that can be told, else there are at least as many as in the largest. */
function affectedUsers(
  closed: ControlComparison['closed'],
  omitted: number,
  before: ControlResult,
  after: ControlResult,
): AffectedUsers {
  const [largest] = closed;
  if (largest === undefined) return { count: before.usersInGap === null ? null : 0, isLeast: false };
  if (largest.who.count === null) return { count: null, isLeast: true };
  if (closed.length + omitted === 1) return { count: largest.who.count, isLeast: false };
  if (after.usersInGap === 0 && before.usersInGap !== null)
    return { count: before.usersInGap, isLeast: before.verdict === 'inconclusive' };
  const fewer = (before.usersInGap ?? 0) - (after.usersInGap ?? 0);
  return { count: Math.max(largest.who.count, fewer), isLeast: true };
}

function effectOn({
  control,
  id,
  title,
  before,
  after,
  opens,
  closes,
  opened: [opened],
  closed: [closed],
}: ControlComparison): ControlEffect {
  const gapMeans = allControls.find(({ key }) => key === control)?.gapMeans ?? 'get through';
  return {
    control,
    id,
    title,
    before,
    after,
    opens,
    closes,
    opened: opened === undefined ? null : openedSentence(opened, gapMeans, opens),
    closed: closed === undefined ? null : closedSentence(closed, gapMeans, closes),
  };
}
