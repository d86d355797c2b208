import { IntegrityError } from '../../../core/errors.ts';
import type { RemediationId, TenantId } from '../../identifiers.ts';
import { verifyJournal } from '../verify-journal.ts';
import type { ApplyDependencies } from './apply-dependencies.ts';
import { keepHead } from './keep-head.ts';
import { RemediationInHand } from './remediation-in-hand.ts';

/**
 * The remediation, if it is what its journal says and the journal has only grown since its heads were kept; then the
 * heads of all entries are kept. Undefined where there is none. Throws IntegrityError where somebody wrote past the app.
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

  const entries = whole.slice(0, kept.head.sequence + 1);
  const { problems } = verifyJournal({ tenantId, remediationId, entries, heads, kept });
  if (problems.length > 0) throw new IntegrityError(problems.map(({ text }) => text).join(' '));

  const known = new Set(heads.map(({ sequence }) => sequence));
  for (const { sequence, hash } of entries.filter((entry) => !known.has(entry.sequence))) {
    await keepHead(dependencies, { tenantId, remediationId, sequence, hash, recordedByWriter: false });
  }
  return new RemediationInHand(dependencies, kept, entries, heads);
}
