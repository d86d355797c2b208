import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import type { Approval } from '../../core/remediation/course/remediation.ts';
import { enforcementHashOf, planHashOf } from './hashes.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalEvidence } from './journal-evidence.ts';
import { type JournalProblem, problem } from './journal-problem.ts';

/** Whether the hashes inside the entries, which people signed, are of what the entries say. */
export function contentProblems({ entries }: Pick<JournalEvidence, 'entries'>): readonly JournalProblem[] {
  const [first] = entries;
  if (first?.event.kind !== 'proposed') return [];
  const planHash = planHashOf(first.event.proposal);
  return [
    ...proposalProblems(first, first.event, planHash),
    ...entries.flatMap((entry) => approvalProblems(entry, planHash)),
  ];
}

function proposalProblems(
  { tenantId, remediationId, at, sequence }: JournalEntry,
  { proposal, planHash }: Extract<RemediationEvent, { kind: 'proposed' }>,
  ofProposal: string,
): readonly JournalProblem[] {
  const isOfEntry =
    proposal.tenantId === tenantId && proposal.remediationId === remediationId && proposal.proposedAt === at;
  return [
    ...(planHash === ofProposal
      ? []
      : [problem('wrongContent', sequence, 'The proposal does not fit its hash: it was changed.')]),
    ...(isOfEntry
      ? []
      : [problem('wrongContent', sequence, 'The proposal is not of this remediation, or of another time.')]),
  ];
}

function approvalProblems({ sequence, from, event }: JournalEntry, planHash: string): JournalProblem[] {
  if (!('approval' in event) || isOfWhatThereWas(event, from, planHash)) return [];
  const text = `Entry ${sequence} is an approval of something else than what there was to approve.`;
  return [problem('wrongContent', sequence, text)];
}

/** The first approvals of an enforcement do not say what it is: the last one does, and all are of the same. */
function isOfWhatThereWas(
  event: Extract<RemediationEvent, { approval: Approval }>,
  from: JournalEntry['from'],
  planHash: string,
): boolean {
  const { signedHash } = event.approval;
  if (event.kind !== 'enforcementApproved') return from !== 'proposed' || signedHash === planHash;
  const { enforcement, enforcementHash } = event;
  const wanted = enforcement === null ? planHash : enforcementHashOf(enforcement);
  return (
    enforcementHash === wanted && signedHash === wanted && (enforcement?.planHash ?? planHash) === planHash
  );
}
