import { IntegrityError } from '../../../core/errors.ts';
import { replay } from '../../../core/remediation/course/course.ts';
import type { Remediation } from '../../../core/remediation/course/remediation.ts';
import type { RemediationId, TenantId } from '../../identifiers.ts';
import { canonicalJson } from '../canonical-json.ts';
import { hashOfEntry, planHashOf } from '../hashes.ts';
import type { JournalEntry } from '../journal-entry.ts';
import type { ApplyDependencies } from './apply-dependencies.ts';
import { keepHead } from './keep-head.ts';
import { RemediationInHand } from './remediation-in-hand.ts';

/**
 * The remediation, if it is what its journal says and the journal has only grown since its heads were kept; the heads of
 * all entries are kept then. Undefined where there is none. Throws IntegrityError where somebody wrote past the program.
 */
export async function genuineRemediation(
  dependencies: ApplyDependencies,
  tenantId: TenantId,
  remediationId: RemediationId,
): Promise<RemediationInHand | undefined> {
  const { journalHeadStore, remediationStore } = dependencies;
  // In this order: what is written meanwhile only makes the later readings longer.
  const heads = await journalHeadStore.heads(tenantId, remediationId);
  const kept = await remediationStore.find(tenantId, remediationId);
  const whole = await remediationStore.journal(tenantId, remediationId);
  if (kept === undefined && whole.length === 0 && heads.length === 0) return undefined;
  if (kept === undefined) throw new IntegrityError('The state of this remediation is gone.');

  const journal = whole.slice(0, kept.head.sequence + 1);
  expectChain(journal);
  if (journal.at(-1)?.hash !== kept.head.hash) {
    throw new IntegrityError('The journal does not end where the state says.');
  }
  const replayed = replayedFrom(journal);
  if (canonicalJson(replayed) !== canonicalJson(kept.remediation)) {
    throw new IntegrityError('The state is not what the journal says.');
  }
  if (planHashOf(replayed.proposal) !== replayed.planHash) {
    throw new IntegrityError('The proposal does not fit its hash.');
  }
  if (replayed.proposal.tenantId !== tenantId || replayed.proposal.remediationId !== remediationId) {
    throw new IntegrityError('The proposal is that of another remediation.');
  }

  const hashes = new Map(heads.map(({ sequence, hash }) => [sequence, hash]));
  for (const { sequence, hash } of heads) {
    if (whole[sequence]?.hash !== hash) {
      throw new IntegrityError(`Entry ${sequence} of the journal is not the one whose head was kept.`);
    }
  }
  for (const { sequence, hash } of journal) {
    if (hashes.has(sequence)) continue;
    await keepHead(dependencies, { tenantId, remediationId, sequence, hash });
  }
  return new RemediationInHand(dependencies, kept, journal);
}

function expectChain(journal: readonly JournalEntry[]): void {
  for (const [at, entry] of journal.entries()) {
    const previous = journal[at - 1];
    const isNext =
      entry.sequence === at &&
      entry.previousHash === (previous?.hash ?? null) &&
      entry.from === (previous?.to ?? null) &&
      entry.hash === hashOfEntry(entry);
    if (!isNext) throw new IntegrityError(`The journal breaks at entry ${at}.`);
  }
}

function replayedFrom(journal: readonly JournalEntry[]): Remediation {
  try {
    return replay(journal);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new IntegrityError(`The journal tells of what cannot happen: ${cause.message}`, { cause });
  }
}
