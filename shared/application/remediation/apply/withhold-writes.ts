import { presentPolicy } from '../../../core/remediation/course/drift.ts';
import type { Withheld } from '../../../core/remediation/course/remediation.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { eventWrite, idOf, type StageWrite } from './stage-writes.ts';

/** Records once for each request that everything stood ready for it, and that it was not sent. */
export async function withholdWrites(
  hand: RemediationInHand,
  writes: readonly StageWrite[],
  why: Withheld['why'],
  snapshot: TenantSnapshot,
): Promise<Outcome> {
  for (const write of writes) {
    if (isWithheld(hand, write, why)) continue;
    const policyId = idOf(hand.remediation, write);
    const saved = policyId === null ? null : (presentPolicy(snapshot, policyId) ?? null);
    await hand.record({ kind: 'withheld', withheld: { ...eventWrite(write), why, saved } });
  }
  return 'ends';
}

function isWithheld({ remediation }: RemediationInHand, write: StageWrite, why: Withheld['why']): boolean {
  return remediation.withheld.some(
    (one) => one.change === write.change && one.stage === write.stage.name && one.why === why,
  );
}
