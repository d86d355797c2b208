import { createHash } from 'node:crypto';
import type { EnforcementProposal } from '../../core/remediation/course/impact.ts';
import type { Proposal } from '../../core/remediation/course/proposal.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './journal-entry.ts';

/** What approvers sign of a proposal: `sha256:` and 64 hexadecimal digits. */
export function planHashOf(proposal: Proposal): string {
  return sha256('plan', proposal);
}

/** What approvers sign of an enforcement. Never equal to a plan's hash. */
export function enforcementHashOf(proposal: EnforcementProposal): string {
  return sha256('enforcement', proposal);
}

/** Of everything in the entry but the hash itself, hence of all entries before it. */
export function hashOfEntry({ hash: _, ...entry }: Omit<JournalEntry, 'hash'> & { hash?: string }): string {
  return sha256('journal', entry);
}

/** The purpose is a part of what is hashed, so that the hash of one thing is never taken for that of another. */
function sha256(purpose: string, value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson({ purpose, value })).digest('hex')}`;
}
