import type { Deliberation } from './decision.ts';

/** Of what there is nothing to decide now: why, and what to wait for. */
export function whyNothing({ remediation, impact, at }: Deliberation): string {
  const { proposal, state } = remediation;
  if (state.status === 'proposed' && at >= proposal.expiresAt) {
    return `The time to approve it passed at ${proposal.expiresAt}: propose it anew.`;
  }
  if (state.status !== 'observing') return `There is nothing to approve: it is in the state ${state.status}.`;
  const gate = impact?.gate;
  if (gate === undefined) return 'Nothing was measured yet: the next scan measures it.';
  return gate.open
    ? 'What was measured is of another time: the next scan measures it again.'
    : `It cannot be switched on yet. ${gate.reasons.join(' ')}`;
}
