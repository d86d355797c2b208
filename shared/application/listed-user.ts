import { stringify } from 'csv-stringify/sync';
import type { GapUser } from '../core/controls/listed-gaps.ts';

/** One user of one gap, as lists of users hold it: in files, in storage, over HTTP. */
export interface ListedUser extends GapUser {
  /** The key of the control. Its id would not do: spreadsheets take `2.2.3` for a day. */
  readonly control: string;
  /** The place of the gap in the control's result, from 1. */
  readonly gap: number;
  /** The gap in one sentence. */
  readonly description: string;
}

const columns = [
  'control',
  'gap',
  'description',
  'id',
  'displayName',
  'userPrincipalName',
] as const satisfies readonly (keyof ListedUser)[];

export const csvHeader = csvOf(columns);

/** With its line end (CRLF). A text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@` ...) gets a `'` before it. */
export function csvLine(user: ListedUser): string {
  return csvOf(columns.map((column) => user[column]));
}

/** RFC 4180. */
function csvOf(cells: readonly (string | number | null)[]): string {
  return stringify([cells], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // Of line ends the library quotes only its own.
    quoted_match: /[\r\n]/,
  });
}

/** With its line end: lists in JSON hold one object a line (NDJSON). */
export function ndjsonLine(user: ListedUser): string {
  return `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, user[column]])))}\n`;
}
