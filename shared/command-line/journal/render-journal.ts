import type { JournalEntry } from '../../application/remediation/journal-entry.ts';
import { withoutControls } from '../one-line.ts';
import { minute } from '../page.ts';
import { besides, padded } from '../text-block.ts';
import { eventSentence } from './event-sentence.ts';

const numberWidth = 4;
const timeWidth = 22;

/** A line for each entry: its number, when, and what happened. */
export function renderJournal(entries: readonly JournalEntry[]): string {
  const rows = entries.map(({ sequence, at, event }) =>
    besides(
      [padded(String(sequence), numberWidth), padded(minute(at), timeWidth)],
      withoutControls(eventSentence(event)),
    ),
  );
  return `${rows.join('\n')}\n`;
}
