import type { RemediationId, TenantId } from '../../application/identifiers.ts';
import type { JournalReport } from '../../application/remediation/audit-journal.ts';
import type { JournalEntry } from '../../application/remediation/journal-entry.ts';
import type { Journals } from '../../application/remediation/journals.ts';
import { IntegrityError, NotFoundError, TransientError } from '../../core/errors.ts';
import { type ExitStatus, exitStatus, worst } from '../exit-status.ts';
import { inOneLine, withoutControls } from '../one-line.ts';
import { painter } from '../paint.ts';
import type { Terminal } from '../terminal.ts';
import { type JournalArguments, parseJournalArguments } from './arguments.ts';
import { renderJournal } from './render-journal.ts';
import { renderReports } from './render-reports.ts';
import { journalUsage } from './usage.ts';

export interface JournalCommandOptions {
  readonly terminal: Terminal;
  /** Called when the call is known to be right. Throws InputError where the settings are wrong. */
  readonly openJournals: () => Promise<Journals>;
}

/** The whole command; answers on the terminal, and gives the exit status. Never throws. */
export async function journalCommand(
  words: readonly string[],
  { terminal, openJournals }: JournalCommandOptions,
): Promise<ExitStatus> {
  try {
    const asked = parseJournalArguments(words);
    if (asked !== 'help') return await answer(asked, await openJournals(), terminal);
    await terminal.write(journalUsage);
    return exitStatus.pass;
  } catch (error) {
    const isPlain =
      error instanceof TransientError || error instanceof NotFoundError || error instanceof IntegrityError;
    terminal.complain(isPlain ? withoutControls(error.message) : inOneLine(error));
    return error instanceof IntegrityError ? exitStatus.fail : exitStatus.wrongInput;
  }
}

async function answer(asked: JournalArguments, journals: Journals, terminal: Terminal): Promise<ExitStatus> {
  const tenantIds = asked.tenantId === undefined ? await journals.tenants() : [asked.tenantId];
  const isJson = asked.format === 'json';
  if (asked.command === 'list') {
    const entries = await entriesOf(asked.remediationId, tenantIds, journals);
    await terminal.write(isJson ? jsonText(entries) : renderJournal(entries));
    return exitStatus.pass;
  }
  const reports = await reportsOn(asked.remediationId, tenantIds, journals);
  await terminal.write(isJson ? jsonText(reports) : renderReports(reports, painter(terminal.colours)));
  return worst(reports.map(statusOf));
}

async function entriesOf(
  remediationId: RemediationId,
  tenantIds: readonly TenantId[],
  journals: Journals,
): Promise<readonly JournalEntry[]> {
  for (const tenantId of tenantIds) {
    const entries = await journals.entries(tenantId, remediationId);
    if (entries.length > 0) return entries;
  }
  throw notThere(remediationId);
}

async function reportsOn(
  remediationId: RemediationId | undefined,
  tenantIds: readonly TenantId[],
  journals: Journals,
): Promise<readonly JournalReport[]> {
  const reports: JournalReport[] = [];
  for (const tenantId of tenantIds) {
    const kept = await journals.remediations(tenantId);
    const wanted = remediationId === undefined ? kept : kept.filter((id) => id === remediationId);
    for (const id of wanted) reports.push(await journals.audit(tenantId, id));
  }
  if (remediationId !== undefined && reports.length === 0) throw notThere(remediationId);
  return reports;
}

function statusOf({ problems, notYetAnchored }: JournalReport): ExitStatus {
  if (problems.length > 0) return exitStatus.fail;
  return notYetAnchored > 0 ? exitStatus.inconclusive : exitStatus.pass;
}

function notThere(remediationId: RemediationId): NotFoundError {
  return new NotFoundError(
    `Nothing is kept of remediation ${remediationId}: --verify names those that there are.`,
  );
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
