import type { ShownRemediation } from '../../application/remediation/shown-remediation.ts';
import { statusText } from '../../core/remediation/course/course-text.ts';
import { minute } from '../page.ts';

/** Why nobody can decide anything now, in sentences. */
export function nothingToDecide({ proposal, state, impact }: ShownRemediation): string {
  if (state.status === 'proposed') {
    return `The time to approve it passed at ${minute(proposal.expiresAt)}: propose it anew.`;
  }
  if (state.status !== 'observing') {
    return `There is nothing to decide: this remediation is ${statusText[state.status]}.`;
  }
  const gate = impact?.gate;
  if (gate === undefined) return 'Nothing was measured yet: the next scan measures it.';
  return gate.open
    ? 'What was measured is of another time: the next scan measures it again.'
    : 'It cannot be switched on yet: the gate is closed.';
}
