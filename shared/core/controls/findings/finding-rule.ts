import type { Region } from '../../prover/cube.ts';
import type { Finding, Verdict } from '../control-result.ts';
import type { Question } from '../question.ts';

/** What of the answer the findings speak of. */
export interface FindingContext {
  readonly effective: Verdict;
  readonly literal: Verdict;
  /** What gets through or may get through, of all users together. */
  readonly gaps: Region;
  /** Accounts that cannot sign in, and could get through if they could. */
  readonly disabledInGap: number;
}

/** Looks for one kind of thing that is worth a person's time, among what concerns the control that was asked. */
export type FindingRule = (question: Question, answer: FindingContext) => readonly Finding[];
