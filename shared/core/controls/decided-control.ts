import type { ControlResult } from './control-result.ts';
import { mostGaps, type ReportedGap } from './gap-report.ts';
import type { ReportedExceptedGap } from './listed-gaps.ts';

/** What was decided of a control, with the users of the gaps that the result tells of, in its order. */
export interface DecidedControl {
  readonly result: ControlResult;
  readonly gaps: readonly ReportedGap[];
  readonly excepted: readonly ReportedExceptedGap[];
}

/** `reported`: all gaps, those that the result leaves out as well. */
export function decidedControl(
  result: ControlResult,
  reported: readonly ReportedGap[] = [],
  excepted: readonly ReportedExceptedGap[] = [],
): DecidedControl {
  return { result, gaps: reported.slice(0, mostGaps), excepted };
}
