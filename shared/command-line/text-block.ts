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
  const width = pageWidth - indent;
  const lines = wrapAnsi(breakableWords(text, width), width, { hard: true })
    .replaceAll(breakMark, '')
    .split('\n');
  return lines.map((line, row) => `${row === 0 ? head : ' '.repeat(indent)}${line}`.trimEnd()).join('\n');
}

/** Marks, without any width, where a word was made breakable; a blank stands after it where the line went on. */
const breakMark = /\u2060 ?/g;

/** A word that is too long for a line, as names of policies are, breaks after its hyphens. */
function breakableWords(text: string, width: number): string {
  return text.replace(/\S+/g, (word) =>
    stringWidth(word) > width ? word.replaceAll('-', '-\u2060 ') : word,
  );
}

export function padded(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return side === 'right' ? text + blanks : blanks + text;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
