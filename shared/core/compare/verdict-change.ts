import type { ControlResult, Verdict } from '../controls/control-result.ts';
import type { Decision, Difference } from './comparison.ts';

/** What a scan says of one control in the two tenants. */
export interface Verdicts {
  readonly before: ControlResult;
  readonly after: ControlResult;
}

/** Whether a control that held no longer does. */
export function opensByVerdict(before: Verdict, after: Verdict): Decision {
  if (before === 'fail' || after === 'pass' || after === 'notApplicable') return 'no';
  return before !== 'inconclusive' && after === 'fail' ? 'yes' : 'undecided';
}

/** What changes for a control of which nothing but the verdicts can be compared. */
export function differenceByVerdict({ before, after }: Verdicts): Difference {
  const opens = opensByVerdict(before.verdict, after.verdict);
  return {
    ...noDifference,
    opens,
    closes: opensByVerdict(after.verdict, before.verdict),
    reasons: opens === 'no' ? [] : after.reasons,
    unknowns: opens === 'undecided' ? after.unknowns : [],
  };
}

export const noDifference: Difference = {
  opens: 'no',
  closes: 'no',
  reasons: [],
  opened: [],
  openedOmitted: 0,
  closed: [],
  closedOmitted: 0,
  witness: null,
  whatIf: null,
  unknowns: [],
};
