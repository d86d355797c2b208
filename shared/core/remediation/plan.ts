import type { ControlComparison, MemberChange } from '../compare/comparison.ts';
import type { ControlResult, Finding, Unknown, Verdict } from '../controls/control-result.ts';

/** The stable JSON form of what can be done for one control: printed, hashed and stored as it stands here. */
export interface Planning {
  readonly control: string;
  /** The id in CIS Microsoft Azure Foundations v3.0.0. */
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly usersInGap: number | null;
  /** The least change first, those that make the claim hold before all others. Empty where nothing has to be done. */
  readonly plans: readonly Plan[];
  /** One sentence each: what only a person can do. */
  readonly byHand: readonly string[];
  /** What keeps the control undecided as it is now. */
  readonly unknowns: readonly Unknown[];
  /** What is taken to be so because the input does not say. */
  readonly assumptions: readonly string[];
  /** False where the search stopped at its bound: there may be a smaller combination. */
  readonly isSearchComplete: boolean;
}

/** One way to make the claim hold, or to come closer. */
export interface Plan {
  readonly control: string;
  /** Of several steps of different kinds, or on several policies: `combination`. */
  readonly kind: StepKind | 'combination';
  /** What is done, and no step could be left out. */
  readonly steps: readonly Step[];
  /** What is written, one for each policy. */
  readonly policies: readonly PolicyChange[];
  /** What the prover says once all policies of the plan are in force. */
  readonly after: PlanOutcome;
  /** How large the change is: the sum of the weights of its steps. */
  readonly size: number;
  /** Of whom this control newly asks something, in the part of the sign-in space that it speaks of. */
  readonly newlyAffected: AffectedUsers;
  /** The other controls for which something opens or closes. */
  readonly otherControls: readonly ControlEffect[];
  readonly notes: readonly RiskNote[];
}

export type StepKind =
  | 'create'
  | 'switchOn'
  | 'removeExclusion'
  | 'widen'
  | 'enableMicrosoftManaged'
  /** Takes back what a remediation wrote. */
  | 'rollBack'
  /** Brings a policy back to what was approved, after somebody else changed it. */
  | 'restore';

/** One step in Graph's names: what becomes of which member. */
export interface Step {
  readonly kind: StepKind;
  readonly policy: TargetPolicy;
  /** Graph's path, e.g. `conditions.users.excludeGroups`; empty for a policy that is created. */
  readonly member: string;
  /** What is taken out of the member, or what it is set to. */
  readonly value: unknown;
}

/** `id` is null for a policy that is yet to be created. */
export interface TargetPolicy {
  readonly id: string | null;
  readonly displayName: string;
}

/** All that a plan does to one policy. */
export interface PolicyChange {
  readonly policy: TargetPolicy;
  readonly isMicrosoftManaged: boolean;
  /** The members that differ once the change is in force; null stands for an absent, null or empty value. */
  readonly differences: readonly MemberChange[];
  /** What is sent, in this order; between two of them people look at what the first would have done. */
  readonly stages: readonly [Stage, ...Stage[]];
}

export interface Stage {
  readonly name: 'reportOnly' | 'enforced';
  readonly request: GraphRequest;
  /** The whole policy after the request, as Graph returns it. */
  readonly policy: WirePolicy;
}

/** `{id}` in the path stands for the id that Graph gives the policy that the stage before created. */
export interface GraphRequest {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A policy as Graph returns it. */
export type WirePolicy = Readonly<Record<string, unknown>>;

export type PlanOutcome = Pick<
  ControlResult,
  'verdict' | 'reasons' | 'usersInGap' | 'gaps' | 'gapsOmitted' | 'unknowns'
>;

/** `count` is null where no directory was given. */
export interface AffectedUsers {
  readonly count: number | null;
  /** Whether there may be more of them than counted. */
  readonly isLeast: boolean;
}

export interface ControlEffect
  extends Pick<ControlComparison, 'control' | 'id' | 'title' | 'before' | 'after' | 'opens' | 'closes'> {
  /** Who gains a way through, or loses one, in the words of the largest gap; null where nothing does. */
  readonly opened: string | null;
  readonly closed: string | null;
}

/** Something to mind before the plan is approved. */
export type RiskNote = Pick<Finding, 'key' | 'severity' | 'text'>;

/** The claim holds after the plan. */
export function holds({ after }: Pick<Plan, 'after'>): boolean {
  return after.verdict === 'pass';
}
