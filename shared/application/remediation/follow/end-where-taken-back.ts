import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { endRemediation } from '../end-remediation.ts';
import { type Following, idOf, isIn } from './following.ts';

/** What a roll-back has taken back stands no more: that ends the remediation, and keeps it from being in anybody's way. */
export async function endWhereTakenBack(
  following: Following,
  kept: KeptRemediation,
  standing: readonly KeptRemediation[],
): Promise<KeptRemediation> {
  const rollBack = standing.find((other) => {
    const { purpose } = other.remediation.proposal;
    const isOfThis = purpose.kind === 'rollBack' && purpose.remediationId === idOf(kept);
    return isOfThis && isIn(other, 'enforced', 'verified');
  });
  if (rollBack === undefined) return kept;
  const reasons = [`The roll-back ${idOf(rollBack)} took back what was written.`];
  return endRemediation(following, kept, { kind: 'rolledBack', reasons });
}
