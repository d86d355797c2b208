import type { JournalReport } from '../../application/remediation/audit-journal.ts';
import { counted } from '../../core/controls/list-text.ts';
import { withoutControls } from '../one-line.ts';
import type { Paint } from '../paint.ts';
import { besides, padded } from '../text-block.ts';

const verdictWidth = 9;
const countWidth = 11;

/** Two lines for each journal, one more for each thing that is wrong with it, and a last one for all. */
export function renderReports(reports: readonly JournalReport[], paint: Paint): string {
  if (reports.length === 0) return 'There are no remediations.\n';
  const rows = reports.flatMap((report) => rowsOf(report, paint));
  return `${[...rows, '', summaryOf(reports)].join('\n')}\n`;
}

function rowsOf(report: JournalReport, paint: Paint): readonly string[] {
  const { title, status, remediationId, tenantId, entries, approvals, notYetAnchored, problems } = report;
  const isBroken = problems.length > 0;
  const verdict = padded(isBroken ? 'BROKEN' : 'holds', verdictWidth);
  const style = isBroken ? 'fail' : notYetAnchored > 0 ? 'inconclusive' : 'pass';
  const blank = padded('', verdictWidth);
  const signed = approvals === 0 ? '' : `, ${counted(approvals, 'approval')}`;
  const what = `${title ?? 'What it was is not kept'}${status === null ? '' : ` (${status})`}${signed}`;
  return [
    besides(
      [paint(style, verdict), padded(entries === 1 ? '1 entry' : `${entries} entries`, countWidth)],
      withoutControls(what),
    ),
    besides([blank], `${remediationId} of tenant ${tenantId}`),
    ...(notYetAnchored > 0 ? [besides([blank], notYetText(notYetAnchored))] : []),
    ...problems.map(({ text }) => besides([blank], withoutControls(text))),
  ];
}

function notYetText(count: number): string {
  return count === 1
    ? 'The writer has not kept the hash of the newest entry yet.'
    : `The writer has not kept the hashes of the newest ${count} entries yet.`;
}

function summaryOf(reports: readonly JournalReport[]): string {
  const broken = reports.filter(({ problems }) => problems.length > 0).length;
  const all = counted(reports.length, 'journal');
  return broken === 0 ? `${all}: nothing is wrong.` : `${all}: ${broken} broken.`;
}
