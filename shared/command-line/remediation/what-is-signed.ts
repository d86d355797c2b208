import { enforcementHashOf, planHashOf } from '../../application/remediation/hashes.ts';
import type { ShownDecision, ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import { ConflictError, IntegrityError } from '../../core/errors.ts';
import type { EnforcementProposal } from '../../core/remediation/course/impact.ts';

export interface Signable {
  readonly decision: ShownDecision;
  /** Computed here, of what is shown. */
  readonly hash: string;
  /** Null where the plan itself is signed. */
  readonly enforcement: EnforcementProposal | null;
}

/**
 * What there is to sign, by what is shown of it. Throws ConflictError where there is nothing to decide, and
 * IntegrityError where the API asks to sign something else than it shows.
 */
export function whatIsSigned(shown: ShownRemediation): Signable {
  const { proposal, decision, impact, state } = shown;
  if (decision === null) {
    const reasons = impact?.gate.open === false && state.status === 'observing' ? impact.gate.reasons : [];
    throw new ConflictError([shown.nothingToDecide ?? '', ...reasons].join(' '));
  }
  const planHash = planHashOf(proposal);
  const enforcement = state.status === 'proposed' ? null : (impact?.enforcement ?? null);
  const hash = enforcement === null ? planHash : enforcementHashOf(enforcement);
  const isOfThis =
    enforcement === null ||
    (enforcement.planHash === planHash && enforcement.remediationId === proposal.remediationId);
  if (!isOfThis || hash !== decision.hash || shown.planHash !== planHash) {
    const message =
      'What the API asks to sign is not what it shows: sign nothing, and verify the journal (npm run journal).';
    throw new IntegrityError(message);
  }
  return { decision, hash, enforcement };
}
