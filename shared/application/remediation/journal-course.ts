import { ConflictError, ForbiddenError } from '../../core/errors.ts';
import { after, begin } from '../../core/remediation/course/course.ts';
import type { Remediation } from '../../core/remediation/course/remediation.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalEvidence } from './journal-evidence.ts';
import { type JournalProblem, problem } from './journal-problem.ts';

/** Lets everything happen again, and compares what comes of it with what is said to have come of it. */
export function courseProblems({
  entries,
  kept,
}: Pick<JournalEvidence, 'entries' | 'kept'>): readonly JournalProblem[] {
  let remediation: Remediation | undefined;
  for (const entry of entries) {
    const next = nextOf(remediation, entry);
    if (typeof next === 'string') return [problem('wrongCourse', entry.sequence, next)];
    remediation = next;
  }
  if (remediation === undefined) return [];
  return stateProblems(remediation, entries.at(-1), kept);
}

/** The remediation after the entry, or why the entry cannot stand there. */
function nextOf(before: Remediation | undefined, entry: JournalEntry): Remediation | string {
  const { sequence, from, to } = entry;
  if (from !== (before?.state.status ?? null)) return `Entry ${sequence} begins in another state.`;
  try {
    const next = happen(before, entry);
    return next.state.status === to ? next : `Entry ${sequence} says that it leads to ${to}, and does not.`;
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof ForbiddenError)) throw error;
    return `Entry ${sequence} cannot follow those before it: ${error.message}`;
  }
}

function happen(before: Remediation | undefined, { event, at }: JournalEntry): Remediation {
  if (before !== undefined) return after(before, event, at);
  if (event.kind === 'proposed') return begin(event);
  throw new ConflictError('A remediation begins with its proposal.');
}

function stateProblems(
  remediation: Remediation,
  newest: JournalEntry | undefined,
  kept: JournalEvidence['kept'],
): readonly JournalProblem[] {
  if (kept === undefined) return [problem('wrongState', null, 'The journal is there, and its state is not.')];
  const isSame = canonicalJson(kept.remediation) === canonicalJson(remediation);
  const isHead = kept.head.sequence === newest?.sequence && kept.head.hash === newest.hash;
  if (isSame && isHead) return [];
  const text = isSame
    ? 'The state does not name the newest entry of the journal.'
    : `The state (${kept.remediation.state.status}) is not what the journal leads to (${remediation.state.status}).`;
  return [problem('wrongState', null, text)];
}
