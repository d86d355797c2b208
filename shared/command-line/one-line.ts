import { counted } from '../core/controls/list-text.ts';
import { InputError } from '../core/errors.ts';

/** What went wrong, in one line: the first problem of a wrong input and how many more there are. */
export function inOneLine(error: unknown): string {
  if (error instanceof InputError) return withoutControls(problemsInOneLine(error));
  return withoutControls(`internal error: ${error instanceof Error ? error.message : String(error)}`);
}

function problemsInOneLine({ message, problems }: InputError): string {
  const [first] = problems;
  if (first === undefined) return message;
  const text = first.member === '' ? first.message : `${first.member}: ${first.message}`;
  const more = problems.length - 1;
  return more === 0 ? text : `${text} (and ${counted(more, 'more problem')})`;
}

/**
 * Text of a tenant (names, reasons) as it may go to a terminal: line ends, escape sequences and marks that turn the
 * direction of writing become a blank.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
