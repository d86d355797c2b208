import type { Ending, Person, RegisteredException } from './registered-exception.ts';

/** One step in the life of an exception, as the audit keeps it. */
export interface ExceptionStep {
  readonly step: 'proposed' | 'confirmed' | Ending['kind'];
  /** ISO 8601. */
  readonly at: string;
  /** Absent where nobody did it: its last day passed. */
  readonly by?: Person;
  readonly reason?: string;
  readonly replacedBy?: string;
  /** What the step was about. */
  readonly contentHash: string;
}

/** The step that brought the exception into its state. */
export function lastStep({ proposed, state, contentHash }: RegisteredException): ExceptionStep {
  switch (state.status) {
    case 'proposed':
      return { step: 'proposed', ...proposed, contentHash };
    case 'confirmed':
      return { step: 'confirmed', ...state.confirmed, contentHash };
    case 'ended': {
      const { kind, ...ending } = state.ending;
      return { step: kind, ...ending, contentHash };
    }
  }
}
