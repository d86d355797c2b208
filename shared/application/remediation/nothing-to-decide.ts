import { statusText } from '../../core/remediation/course/course-text.ts';
import { type Deliberation, isMeasuredTooLongAgo } from './decision.ts';
import { minuteText } from './remediation-wording.ts';

/** Of what there is nothing to decide now: why, and what to wait for. Why a gate is closed, the gate says itself. */
export function nothingToDecide(deliberation: Deliberation): string {
  const { remediation, impact, at, maxResultAgeHours } = deliberation;
  const { proposal, state } = remediation;
  if (state.status === 'proposed' && at >= proposal.expiresAt) {
    return `The time to approve it passed at ${minuteText(proposal.expiresAt)}: propose it anew.`;
  }
  if (state.status !== 'observing') {
    return `There is nothing to decide: this remediation is ${statusText[state.status]}.`;
  }
  if (impact === undefined) return 'Nothing was measured yet: the next scan measures it.';
  if (isMeasuredTooLongAgo(impact, deliberation)) {
    return (
      `Whom it would stop was measured last at ${minuteText(impact.measuredAt)}, more than ${maxResultAgeHours} hours ` +
      'ago: have the tenant scanned first.'
    );
  }
  return impact.gate.open
    ? 'What was measured is of another time: the next scan measures it again.'
    : 'It cannot be switched on yet: the gate is closed.';
}
