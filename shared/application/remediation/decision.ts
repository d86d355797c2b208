import { approvalsNeeded } from '../../core/remediation/course/approval-rules.ts';
import type { EnforcementProposal, Impact } from '../../core/remediation/course/impact.ts';
import { isObservable } from '../../core/remediation/course/observability.ts';
import type { Approval, Remediation } from '../../core/remediation/course/remediation.ts';
import { approvalsCountSince, type SignedDecision } from './approval-checks.ts';
import { enforcementHashOf, planHashOf } from './hashes.ts';
import type { JournalEntry } from './journal-entry.ts';

/** What people decide on next: to apply a plan in report-only, or to bring it into force. */
export interface Decision extends SignedDecision {
  readonly kind: 'apply' | 'enforce';
  /** Of how many different people it takes the approval, and of how many there is one. */
  readonly needed: number;
  readonly given: number;
  /** What the hash is of; null where it is the proposal itself. */
  readonly enforcement: EnforcementProposal | null;
}

/** What is known of a remediation at that time (ISO 8601). */
export interface Deliberation {
  readonly remediation: Remediation;
  readonly impact: Impact | undefined;
  readonly journal: readonly JournalEntry[];
  readonly at: string;
  /** How long people decide on what was measured: should scans stand still, nobody knows whom else it would stop. */
  readonly maxResultAgeHours: number;
}

/** Undefined where there is nothing to decide, or not yet. Hashes are recomputed from what is stored. */
export function decisionOf(deliberation: Deliberation): Decision | undefined {
  const { proposal, state } = deliberation.remediation;
  const asked = askedNow(deliberation);
  if (asked === undefined) return undefined;
  const { authenticationContext } = proposal.rules;
  const approvals: readonly Approval[] = 'approvals' in state ? state.approvals : [];
  return {
    ...asked,
    needed: approvalsNeeded(proposal),
    given: approvals.filter(({ signedHash }) => signedHash === asked.hash).length,
    ...(authenticationContext !== undefined && { authenticationContext }),
  };
}

/** Nobody decides by what was seen before scans stood still. */
export function isMeasuredTooLongAgo(
  { measuredAt }: Impact,
  { at, maxResultAgeHours }: Pick<Deliberation, 'at' | 'maxResultAgeHours'>,
): boolean {
  return Date.parse(at) - Date.parse(measuredAt) > maxResultAgeHours * 3_600_000;
}

function askedNow(deliberation: Deliberation) {
  const { remediation, impact, journal, at } = deliberation;
  const { proposal, state } = remediation;
  const since = approvalsCountSince(journal) ?? state.at;
  if (state.status === 'proposed' && at < proposal.expiresAt) {
    const kind = isObservable(proposal.plan) ? ('apply' as const) : ('enforce' as const);
    const { expiresAt: until } = proposal;
    return { kind, hash: planHashOf(proposal), since, until, enforcement: null };
  }
  if (state.status !== 'observing' || impact === undefined || isMeasuredTooLongAgo(impact, deliberation))
    return undefined;
  const { enforcement, gate } = impact;
  if (!gate.open || enforcement === null) return undefined;
  const hash = enforcementHashOf(enforcement);
  return { kind: 'enforce' as const, hash, since, until: null, enforcement };
}
