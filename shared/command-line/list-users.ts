import { csvHeader, csvLine, ndjsonLine } from '../application/listed-user.ts';
import { usersInGaps } from '../application/listed-users.ts';
import { inPieces } from '../application/text-pieces.ts';
import { type JudgedControl, judgeStepwise } from '../core/judge-tenant.ts';
import { type ExitStatus, statusOf } from './exit-status.ts';
import { type JudgeSettings, judgeOptions } from './judge-input.ts';
import { painter } from './paint.ts';
import { usersHeading, usersSection } from './render-users.ts';
import type { TenantInput } from './tenant-input.ts';
import type { Terminal } from './terminal.ts';
import { unlistedUsers } from './unlisted-users.ts';

export type ListFormat = 'table' | 'json' | 'csv';

/** What stands above all lists, and the lines of one control. */
interface Form {
  readonly head: string;
  readonly linesOf: (judged: JudgedControl) => Iterable<string>;
}

/**
 * Writes everybody whom gaps count, control by control, no faster than they are read. Whoever stops reading gets the
 * exit status of the whole scan all the same.
 */
export async function listUsers(
  { snapshot }: TenantInput,
  settings: JudgeSettings,
  format: ListFormat,
  terminal: Terminal,
): Promise<ExitStatus> {
  const at = settings.at().toISOString();
  const { controls } = judgeStepwise(snapshot, judgeOptions(settings, at));
  const paint = painter(terminal.colours);
  const forms: Readonly<Record<ListFormat, Form>> = {
    csv: { head: csvHeader, linesOf: (judged) => usersInGaps(judged).map(csvLine) },
    json: { head: '', linesOf: (judged) => usersInGaps(judged).map(ndjsonLine) },
    table: {
      head: usersHeading(snapshot.tenantId ?? null, at, paint),
      linesOf: (judged) => usersSection(judged, paint),
    },
  };
  const { head, linesOf } = forms[format];

  let isRead = await writeAll([head], terminal);
  const results: JudgedControl['result'][] = [];
  for (const judged of controls) {
    results.push(judged.result);
    if (isRead) isRead = await writeAll(linesOf(judged), terminal);
  }
  if (isRead && format !== 'table')
    for (const result of results)
      for (const why of unlistedUsers(result)) terminal.complain(`${result.id}: ${why}`);
  return statusOf(results);
}

/** False as soon as nobody reads any more. */
async function writeAll(lines: Iterable<string>, { write }: Terminal): Promise<boolean> {
  for (const piece of inPieces(lines)) if ((await write(piece)) === 'readerGone') return false;
  return true;
}
