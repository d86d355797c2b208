import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { Claim, EverySignInMeets } from './claim.ts';
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
  /** What users in a gap can do: completes "3 users can ...". */
  readonly gapMeans: string;
  readonly crosswalk: readonly CrosswalkEntry[];
  /** What the tenant must be like: the effective reading. */
  readonly claim: Claim;
  /** What one policy must be like: the literal reading. None where the benchmark looks at named locations. */
  readonly criteria: readonly Criterion[];
  /** Whether a policy is meant for the control: only of such a one it is told what it lacks to the letter. */
  readonly isMeant: (policy: UnderstoodPolicy) => boolean;
  readonly remediation: Remediation;
}

/** A control that speaks of sign-ins. */
export type SignInControl = Control & { readonly claim: EverySignInMeets };

/** What to create where nothing meets the claim yet. */
export interface Remediation {
  /** What to do and what to mind, in one to three sentences for a person. */
  readonly summary: string;
  /** The Graph path to post to. */
  readonly resource: '/identity/conditionalAccess/policies' | '/identity/conditionalAccess/namedLocations';
  /** The body to post, as Graph wants it; a policy is in report-only and still lacks the excluded emergency access. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The same recommendation elsewhere. */
interface CrosswalkEntry {
  readonly source: string;
  readonly id: string;
}
