import type { Cause, PolicyReference, Unknown, Where } from '../controls/control-result.ts';
import type { AskedSignIn } from './sign-in-question.ts';
import type { Applies } from './three-values.ts';

/** The stable JSON form of what is known of one sign-in: served and printed as it stands here. */
export interface SignInExplanation {
  readonly assumptions: readonly string[];
  readonly user: { readonly id: string; readonly displayName: string };
  readonly signIn: AskedSignIn;
  /** `depends`: on what the question leaves free (`dependsOn`) or on what is not known (`unknowns`). */
  readonly outcome: 'stopped' | 'notStopped' | 'depends';
  /** The AADSTS number that the user sees; null where nothing stops it, or where it differs from case to case. */
  readonly errorCode: number | null;
  /** Everything that stops it: what does so in all cases first, and blocks before what a device lacks. */
  readonly stoppedBy: readonly Stop[];
  /** Where it gets through, or may; empty where it is stopped whatever else. */
  readonly getsThrough: readonly Where[];
  /** What whoever gets through is still asked for, policy by policy; a policy may ask in some of these cases only. */
  readonly asks: readonly Ask[];
  /** Every policy of the tenant, in its order. */
  readonly policies: readonly PolicyExplanation[];
  /** The members of the question that were not given and decide. */
  readonly dependsOn: readonly string[];
  readonly unknowns: readonly Unknown[];
}

export interface Stop {
  readonly by: Stopper;
  /** Null where it is not known what would be said. */
  readonly errorCode: number | null;
  /** `perhaps`: it is not known whether it does. */
  readonly certainty: 'surely' | 'perhaps';
  /** In all cases where it stops the sign-in wherever that comes from; else in these. */
  readonly where: 'everywhere' | readonly Where[];
}

export type Stopper =
  | { readonly kind: 'policy'; readonly policy: PolicyReference }
  | { readonly kind: 'securityDefaults' }
  /** The account is disabled. */
  | { readonly kind: 'account' }
  /** Policies of which not even the ids were read. */
  | { readonly kind: 'unread' };

export interface Ask {
  readonly policy: PolicyReference;
  /** For a person: `MFA or a compliant device`. */
  readonly what: string;
  /** Of the interrupt that asks for it; null for what a session control does. */
  readonly errorCode: number | null;
  readonly certainty: 'surely' | 'perhaps';
}

export interface PolicyExplanation {
  readonly policy: PolicyReference;
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced' | 'absent' | 'unknown';
  readonly isMicrosoftManaged: boolean;
  readonly applies: Applies;
  /** The conditions that fail or, where it depends, those on which it does: Graph's path, and what the policy says. */
  readonly because: readonly Cause[];
  /** What it does here or, where it is not enforced, would do. */
  readonly effect: 'stops' | 'mayStop' | 'asks' | 'nothing';
  readonly errorCodes: readonly number[];
  readonly asks: readonly string[];
}
