import type { DeviceCodeUse, PolicyResult } from '../../sign-ins/sign-in-counts.ts';

/** What the sign-in log told of one day, `YYYY-MM-DD` in UTC; as much as was read of it. */
export interface EvidenceDay {
  readonly day: string;
  readonly policyResults: readonly PolicyResult[];
  readonly uses: readonly DeviceCodeUse[];
}

/** Times of which the log was not read, or may still show more: from, up to, not including, in ISO 8601 with milliseconds. */
export interface MissingEvidence {
  readonly from: string;
  readonly to: string;
  /** A sentence: what happened, and what to do. */
  readonly why: string;
}

/** Graph names the results of policies in report-only so: `reportOnlyFailure`, `reportOnlyNotApplied` and others. */
export function isReportOnlyResult(result: string): boolean {
  return result.startsWith('reportOnly');
}

/**
 * Whether it says that the policy in force would have stopped the sign-in: `reportOnlyFailure` is what a block gives.
 * `reportOnlyInterrupted` counts as well, since the user would have had to do what nobody can be sure that they can,
 * such as MFA (Microsoft: "Analyze Conditional Access policy impact").
 */
export function wouldStop(result: string): boolean {
  return result === 'reportOnlyFailure' || result === 'reportOnlyInterrupted';
}

/** Uses of this tenant's resources: what another tenant decides, no policy of this one closes. */
export function successfulUses(uses: readonly DeviceCodeUse[]): readonly DeviceCodeUse[] {
  return uses.filter(({ kind, resourceTenantId }) => kind !== 'blocked' && resourceTenantId === null);
}
