import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns of the narrowest terminal that everything fits. */
const pageWidth = 80;

/** Text wrapped to the page, its first line after `first` and the others indented to the same column. */
export function paragraph(first: string, text: string): string {
  return besides([first], text);
}

/**
 * A row of a table: cells that stay on their line, and a last one that is wrapped in the columns that are left.
 * Cells bring their own padding.
 */
export function besides(cells: readonly string[], text: string): string {
  const head = cells.join('');
  const indent = stringWidth(head);
  const lines = wrapAnsi(text, pageWidth - indent, { hard: true }).split('\n');
  return lines.map((line, row) => `${row === 0 ? head : ' '.repeat(indent)}${line}`.trimEnd()).join('\n');
}

export function padded(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return side === 'right' ? text + blanks : blanks + text;
}
