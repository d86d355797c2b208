import { isUnread } from '../../../core/remediation/course/binding.ts';
import { bindingChanges } from '../../../core/remediation/course/binding-changes.ts';
import { bindingsOf } from '../../../core/remediation/course/bindings-of.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { endRemediation } from '../end-remediation.ts';
import type { Following, In } from './following.ts';

/**
 * A proposal ends where the scan shows that something it rests on is not as it was. The writer looks again before it
 * writes; this tells people early.
 */
export async function followProposal(
  following: Following,
  kept: In<'proposed' | 'approved'>,
): Promise<KeptRemediation> {
  const { proposal, state, writes } = kept.remediation;
  // What differs may be what was approved: the work of the writer, or of those who deliver it from outside.
  if (writes.length > 0 || (state.status === 'approved' && proposal.rules.delivery === 'external'))
    return kept;
  const reasons = changedSince(following, kept);
  if (reasons.length === 0) return kept;
  return endRemediation(following, kept, { kind: 'superseded', reasons });
}

/** What the scan could not read is left to the writer, which reads it again. */
function changedSince({ scanned }: Following, { remediation: { proposal } }: KeptRemediation) {
  const { snapshot, exceptions, scan } = scanned;
  const { emergencyAccess } = scan.state;
  const now = bindingsOf(snapshot, { plan: proposal.plan, emergencyAccess, exceptions });
  const unread = new Set(now.filter(isUnread).map(thing));
  const read = <Thing extends { kind: string; id: string }>(bindings: readonly Thing[]) =>
    bindings.filter((binding) => !unread.has(thing(binding)));
  return bindingChanges(read(proposal.restsOn), read(now));
}

function thing({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}
