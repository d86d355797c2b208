import type { Claim } from './claim.ts';
import type { Criterion } from './criterion.ts';

/** One benchmark recommendation, as data: what it is called, what it demands, and under which ids others know it. */
export interface Control {
  /** The key of our own, stable for good. */
  readonly key: string;
  /** The id in CIS Microsoft Azure Foundations v3.0.0. */
  readonly id: string;
  readonly title: string;
  readonly level: 1 | 2;
  /** In our own words. */
  readonly rationale: string;
  readonly crosswalk: readonly CrosswalkEntry[];
  /** What the sign-in space must be like: the effective reading. */
  readonly claim: Claim;
  /** What one policy must be like: the literal reading. */
  readonly criteria: readonly Criterion[];
}

/** The same recommendation elsewhere. */
interface CrosswalkEntry {
  readonly source: string;
  readonly id: string;
}
