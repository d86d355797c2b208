import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Paint } from './paint.ts';
import type { ControlSummary } from './scan-client.ts';

export interface Page {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
}

const words = {
  pass: ['pass', 'green'],
  fail: ['FAIL', 'red'],
  inconclusive: ['inconclusive', 'yellow'],
  notApplicable: ['not applicable', 'dim'],
} as const;

const headings = ['Control', 'Verdict', 'Users in gap', 'Why'] as const;
const narrowestReason = 30;

/** A table of the controls, by their ids; the reason is wrapped in the columns that the others leave. */
export function renderControls(controls: readonly ControlSummary[], { paint, width }: Page): string {
  const inOrder = controls.toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  const rows = inOrder.map(({ id, verdict, usersInGap, reason }) => {
    const [word, colour] = words[verdict];
    const users = usersInGap === null ? '-' : usersInGap.toLocaleString('en-US');
    return [id, paint(colour, word), users, reason];
  });
  const widths = [0, 1, 2].map((column) =>
    Math.max(...[headings, ...rows].map((row) => stringWidth(row[column] ?? ''))),
  );
  return [headings, ...rows].map((row) => rendered(row, widths, width)).join('\n');
}

function rendered(row: readonly string[], widths: readonly number[], width: number): string {
  const head = widths
    .map((columns, index) => {
      const cell = row[index] ?? '';
      return `${cell}${' '.repeat(columns - stringWidth(cell))}  `;
    })
    .join('');
  const indent = stringWidth(head);
  const lines = wrapAnsi(row.at(-1) ?? '', Math.max(narrowestReason, width - indent)).split('\n');
  return lines.map((line, index) => `${index === 0 ? head : ' '.repeat(indent)}${line}`).join('\n');
}
