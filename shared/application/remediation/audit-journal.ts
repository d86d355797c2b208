import { IntegrityError, NotFoundError, TransientError } from '../../core/errors.ts';
import type { Approval, RemediationStatus } from '../../core/remediation/course/remediation.ts';
import type { RemediationId, TenantId } from '../identifiers.ts';
import type { JournalHeadStore } from '../ports/journal-head-store.ts';
import type { KeptRemediation, RemediationStore } from '../ports/remediation-store.ts';
import type { JournalEntry, JournalHead } from './journal-entry.ts';
import { type JournalProblem, problem } from './journal-problem.ts';
import { type JournalVerdict, verifyJournal } from './verify-journal.ts';

export interface AuditDependencies {
  readonly remediationStore: Pick<RemediationStore, 'find' | 'journal'>;
  readonly journalHeadStore: Pick<JournalHeadStore, 'heads'>;
  /** What is wrong with a stored approval's token, held against the key that is stored beside it; undefined: nothing. */
  readonly approvalProblem: (approval: Approval) => Promise<string | undefined>;
}

/** What is to be said of the journal of one remediation. */
export interface JournalReport extends JournalVerdict {
  readonly tenantId: string;
  readonly remediationId: string;
  readonly title: string | null;
  readonly status: RemediationStatus | null;
  readonly entries: number;
  readonly approvals: number;
  /** The newest entry: whoever keeps it elsewhere can tell later whether the journal still holds it. */
  readonly head: JournalHead | null;
}

/** Reads all that is kept of a remediation and verifies it. Throws NotFoundError where nothing is, and TransientError. */
export async function auditJournal(
  dependencies: AuditDependencies,
  tenantId: TenantId,
  remediationId: RemediationId,
): Promise<JournalReport> {
  // The heads come first: entries that are written meanwhile are then not anchored yet, rather than removed.
  const heads = await intact(() => dependencies.journalHeadStore.heads(tenantId, remediationId));
  const { kept, entries } = await stateAndJournal(dependencies, tenantId, remediationId);
  const unreadable = [heads, kept, entries].flatMap((part) => ('problem' in part ? [part.problem] : []));
  const found = 'value' in kept ? kept.value : undefined;
  const read = 'value' in entries ? entries.value : [];
  const keptHeads = 'value' in heads ? heads.value : [];
  if (unreadable.length === 0 && found === undefined && read.length + keptHeads.length === 0) {
    throw new NotFoundError(`Nothing is kept of remediation ${remediationId}: see the list for its id.`);
  }
  const approvals = await approvalProblems(dependencies, read);
  const verdict =
    unreadable.length > 0
      ? { problems: unreadable, notYetAnchored: 0 }
      : verifyJournal({ tenantId, remediationId, entries: read, heads: keptHeads, kept: found });
  return {
    tenantId,
    remediationId,
    title: found?.remediation.proposal.title ?? null,
    status: found?.remediation.state.status ?? null,
    entries: read.length,
    approvals: read.filter(({ event }) => 'approval' in event).length,
    head: headOf(read),
    problems: [...verdict.problems, ...approvals],
    notYetAnchored: verdict.notYetAnchored,
  };
}

function headOf(entries: readonly JournalEntry[]): JournalHead | null {
  const newest = entries.at(-1);
  return newest === undefined ? null : { sequence: newest.sequence, hash: newest.hash };
}

type Part<Value> = { readonly value: Value } | { readonly problem: JournalProblem };

async function intact<Value>(read: () => Promise<Value>): Promise<Part<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    return { problem: problem('unreadable', null, error.message) };
  }
}

const mostReadings = 5;

/** Of one moment: what happens between the two is read again. */
async function stateAndJournal(
  { remediationStore }: AuditDependencies,
  tenantId: TenantId,
  remediationId: RemediationId,
): Promise<{ kept: Part<KeptRemediation | undefined>; entries: Part<readonly JournalEntry[]> }> {
  const find = () => intact(() => remediationStore.find(tenantId, remediationId));
  let kept = await find();
  for (let readings = 0; readings < mostReadings; readings += 1) {
    const entries = await intact(() => remediationStore.journal(tenantId, remediationId));
    const after = await find();
    if (versionOf(after) === versionOf(kept)) return { kept, entries };
    kept = after;
  }
  throw new TransientError(`Remediation ${remediationId} changes all the time: try again later.`);
}

function versionOf(kept: Part<KeptRemediation | undefined>): string | undefined {
  return 'value' in kept ? kept.value?.version : undefined;
}

async function approvalProblems(
  { approvalProblem }: AuditDependencies,
  entries: readonly JournalEntry[],
): Promise<readonly JournalProblem[]> {
  const found = await Promise.all(
    entries.map(async ({ sequence, event }) => {
      const text = 'approval' in event ? await approvalProblem(event.approval) : undefined;
      return text === undefined ? [] : [problem('wrongApproval', sequence, `Entry ${sequence}: ${text}`)];
    }),
  );
  return found.flat();
}
