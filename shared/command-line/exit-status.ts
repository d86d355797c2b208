import type { ControlComparison } from '../core/compare/comparison.ts';
import type { ControlResult } from '../core/controls/control-result.ts';

/** What the program's status says to the caller. A bug has no status of its own: it must not look like a verdict. */
export const exitStatus = { pass: 0, fail: 1, wrongInput: 2, inconclusive: 3 } as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

const worstFirst: readonly ExitStatus[] = [
  exitStatus.wrongInput,
  exitStatus.fail,
  exitStatus.inconclusive,
  exitStatus.pass,
];

const statusOfVerdict = {
  pass: exitStatus.pass,
  notApplicable: exitStatus.pass,
  inconclusive: exitStatus.inconclusive,
  fail: exitStatus.fail,
} as const satisfies Record<ControlResult['verdict'], ExitStatus>;

/** The status of one tenant: the worst of its controls. */
export function statusOf(controls: readonly Pick<ControlResult, 'verdict'>[]): ExitStatus {
  return worst(controls.map(({ verdict }) => statusOfVerdict[verdict]));
}

const statusOfOpening = {
  yes: exitStatus.fail,
  no: exitStatus.pass,
  undecided: exitStatus.inconclusive,
} as const satisfies Record<ControlComparison['opens'], ExitStatus>;

/** The status of a comparison: whether a gap opens. What closes does not count. */
export function statusOfChange(controls: readonly Pick<ControlComparison, 'opens'>[]): ExitStatus {
  return worst(controls.map(({ opens }) => statusOfOpening[opens]));
}

/** The worst of all; that of a pass where there is none. */
export function worst(statuses: readonly ExitStatus[]): ExitStatus {
  return worstFirst.find((status) => statuses.includes(status)) ?? exitStatus.pass;
}
