/** Something about a journal that cannot come about by the app alone. */
export interface JournalProblem {
  readonly kind:
    | 'missingEntry'
    | 'wrongHash'
    | 'wrongLink'
    | 'elsewhere'
    | 'wrongHead'
    | 'missingHead'
    | 'wrongContent'
    | 'wrongCourse'
    | 'wrongState'
    | 'wrongApproval'
    | 'unreadable';
  /** Of the entry; null where it is about the whole. */
  readonly sequence: number | null;
  /** One sentence. */
  readonly text: string;
}

export function problem(kind: JournalProblem['kind'], sequence: number | null, text: string): JournalProblem {
  return { kind, sequence, text };
}
