import { ConflictError } from '../../core/errors.ts';
import { after, begin } from '../../core/remediation/course/course.ts';
import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import type { Proposal } from '../../core/remediation/course/proposal.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeptRemediation, RemediationStore } from '../ports/remediation-store.ts';
import { hashOfEntry, planHashOf } from './hashes.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface RecordingDependencies {
  readonly remediationStore: RemediationStore;
  readonly clock: Clock;
}

/** Keeps a new proposal with the first entry of its journal. False where its id is taken already. */
export async function recordProposal(
  { remediationStore }: Pick<RecordingDependencies, 'remediationStore'>,
  proposal: Proposal,
): Promise<boolean> {
  const event = { kind: 'proposed', proposal, planHash: planHashOf(proposal) } as const;
  const { tenantId, remediationId, proposedAt: at } = proposal;
  const entry: Omit<JournalEntry, 'hash'> = {
    version: 1,
    tenantId,
    remediationId,
    sequence: 0,
    at,
    from: null,
    to: 'proposed',
    event,
    previousHash: null,
  };
  return remediationStore.create(begin(event), { ...entry, hash: hashOfEntry(entry) });
}

/**
 * Writes the event and the state that it leads to, and answers how it is kept now. Throws ConflictError where it cannot
 * happen in this state, or where somebody else was quicker: then read again, and decide anew.
 */
export async function recordEvent(
  { remediationStore, clock }: RecordingDependencies,
  found: KeptRemediation,
  event: RemediationEvent,
): Promise<KeptRemediation> {
  const at = clock().toISOString();
  const { remediation, head } = found;
  const changed = after(remediation, event, at);
  const { tenantId, remediationId } = remediation.proposal;
  const entry: Omit<JournalEntry, 'hash'> = {
    version: 1,
    tenantId,
    remediationId,
    sequence: head.sequence + 1,
    at,
    from: remediation.state.status,
    to: changed.state.status,
    event,
    previousHash: head.hash,
  };
  const isWritten = await remediationStore.advance(found, changed, { ...entry, hash: hashOfEntry(entry) });
  const now = isWritten
    ? await remediationStore.find(tenantIdSchema.parse(tenantId), remediationIdSchema.parse(remediationId))
    : undefined;
  if (now === undefined) {
    throw new ConflictError('Something else happened to this remediation in the meantime: read it again.');
  }
  return now;
}
