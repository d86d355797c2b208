import { hashOfEntry } from './hashes.ts';
import { contentProblems } from './journal-content.ts';
import { courseProblems } from './journal-course.ts';
import type { JournalEvidence } from './journal-evidence.ts';
import { type JournalProblem, problem } from './journal-problem.ts';

export interface JournalVerdict {
  /** Empty: the chain holds. */
  readonly problems: readonly JournalProblem[];
  /** How many of the newest entries the writer has not kept the hash of yet. */
  readonly notYetAnchored: number;
}

/**
 * Holds a journal against itself, against the hashes that the writer kept, and against the state that is said to come
 * of it. What it cannot see: entries that were made up, with everything that follows from them, before the writer kept
 * their hashes. What they decide rests on signatures of people, which are looked at apart.
 */
export function verifyJournal(evidence: JournalEvidence): JournalVerdict {
  const problems = [
    ...missingEntries(evidence),
    ...chainProblems(evidence),
    ...headProblems(evidence),
    ...contentProblems(evidence),
    ...courseProblems(evidence),
  ];
  return { problems, notYetAnchored: notYetAnchored(evidence) };
}

function missingEntries({ entries, heads, kept }: JournalEvidence): readonly JournalProblem[] {
  const present = entries.map(({ sequence }) => sequence);
  const newest = Math.max(0, ...present, ...heads.map(({ sequence }) => sequence), kept?.head.sequence ?? 0);
  const borders = [-1, ...present, newest + 1];
  return borders.slice(1).flatMap((next, index) => {
    const first = (borders[index] ?? -1) + 1;
    const last = next - 1;
    if (first > last) return [];
    const wasKept = heads.some(({ sequence }) => sequence >= first && sequence <= last);
    const which = first === last ? `Entry ${first} is` : `Entries ${first} to ${last} are`;
    const why = wasKept ? ': the writer kept their hashes, so that they were there' : '';
    return [problem('missingEntry', first, `${which} missing${why}.`)];
  });
}

function chainProblems({ tenantId, remediationId, entries }: JournalEvidence): readonly JournalProblem[] {
  return entries.flatMap((entry, index) => {
    const { sequence } = entry;
    const before = sequence === 0 ? { sequence: -1, hash: null } : entries[index - 1];
    const isLinked = before?.sequence !== sequence - 1 || before.hash === entry.previousHash;
    const isOurs = entry.tenantId === tenantId && entry.remediationId === remediationId;
    return [
      ...(hashOfEntry(entry) === entry.hash
        ? []
        : [problem('wrongHash', sequence, `Entry ${sequence} does not fit its hash: it was changed.`)]),
      ...(isLinked
        ? []
        : [problem('wrongLink', sequence, `Entry ${sequence} does not follow the entry before it.`)]),
      ...(isOurs ? [] : [problem('elsewhere', sequence, `Entry ${sequence} is of another remediation.`)]),
    ];
  });
}

function headProblems({ entries, heads }: JournalEvidence): readonly JournalProblem[] {
  const keptHashes = new Map(heads.map(({ sequence, hash }) => [sequence, hash]));
  const newest = heads.at(-1)?.sequence ?? -1;
  return entries.flatMap(({ sequence, hash }) => {
    const keptHash = keptHashes.get(sequence);
    if (keptHash === hash) return [];
    if (keptHash !== undefined) {
      const text = `Entry ${sequence} is not the one whose hash the writer kept: the journal was rewritten.`;
      return [problem('wrongHead', sequence, text)];
    }
    if (sequence > newest) return [];
    const text = `The hash of entry ${sequence} is not kept, while later ones are: it was removed.`;
    return [problem('missingHead', sequence, text)];
  });
}

function notYetAnchored({ entries, heads }: JournalEvidence): number {
  const newest = heads.at(-1)?.sequence ?? -1;
  return entries.filter(({ sequence }) => sequence > newest).length;
}
