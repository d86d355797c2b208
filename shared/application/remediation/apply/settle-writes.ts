import type { MemberChange } from '../../../core/compare/comparison.ts';
import { listText } from '../../../core/controls/list-text.ts';
import { IntegrityError } from '../../../core/errors.ts';
import type { PolicyWrite } from '../../../core/remediation/course/remediation.ts';
import type { TenantSnapshot } from '../../../core/tenant-snapshot.ts';
import { supersede } from './endings.ts';
import { policyInSnapshot } from './look-at-policy.ts';
import { type LookedBack, lookBack, whatBecame } from './look-back.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { eventWrite, isCreation, recordedWrite, type StageWrite } from './stage-writes.ts';
import { takeBack } from './take-back.ts';

/**
 * A request of which nothing is seen may be on its way for as long as an invocation may run, and hidden a while longer:
 * only then it did not happen. There is no second creation before.
 */
const longestOnItsWayMilliseconds = 15 * 60_000;
const lookAgainSeconds = 120;

/**
 * Finds out what became of requests that an earlier delivery was about to send, and perhaps sent, and of those that
 * were left to others.
 */
export async function settleWrites(hand: RemediationInHand, writes: readonly StageWrite[]): Promise<Outcome> {
  for (const write of writes) {
    const pending = pendingWrite(hand, write);
    if (pending === undefined) continue;
    const seen = await lookBack(hand, write, pending.saved);
    if (isCreation(write) && seen.kind === 'notYet' && !pending.isAwaited && mayBeOnItsWay(hand, pending)) {
      return hand.lookAgain(lookAgainSeconds);
    }
    if ((await settlePending(hand, write, pending, seen)) === 'ends') return 'ends';
  }
  return 'goesOn';
}

/** The same by a reading of the whole tenant, which may show what a reading of the policy did not show yet. */
export async function settleBySnapshot(
  hand: RemediationInHand,
  writes: readonly StageWrite[],
  snapshot: TenantSnapshot,
): Promise<Outcome> {
  for (const write of writes) {
    const pending = pendingWrite(hand, write);
    if (pending === undefined) continue;
    const seen = whatBecame(hand, write, pending.saved, policyInSnapshot(hand, write, snapshot));
    if ((await settlePending(hand, write, pending, seen)) === 'ends') return 'ends';
  }
  return 'goesOn';
}

/** Nothing is known of it yet but what was there before. */
type PendingWrite = Pick<PolicyWrite, 'saved' | 'at'> & { readonly isAwaited: boolean };

function pendingWrite({ remediation }: RemediationInHand, write: StageWrite): PendingWrite | undefined {
  const recorded = recordedWrite(remediation, write);
  if (recorded !== undefined) {
    return recorded.progress === 'intended' ? { ...recorded, isAwaited: false } : undefined;
  }
  const awaited = remediation.withheld.findLast(
    ({ change, stage, why }) => change === write.change && stage === write.stage.name && why === 'external',
  );
  return awaited === undefined ? undefined : { ...awaited, isAwaited: true };
}

/** What others bring may pass through states that nobody approved: only what fits counts. */
async function settlePending(
  hand: RemediationInHand,
  write: StageWrite,
  { isAwaited }: PendingWrite,
  seen: LookedBack,
): Promise<Outcome> {
  if (seen.kind === 'notYet' || (isAwaited && seen.kind !== 'fits')) return 'goesOn';
  return settleWrite(hand, write, seen);
}

/** Records what was seen of a write, and what follows. */
export async function settleWrite(
  hand: RemediationInHand,
  write: StageWrite,
  seen: Exclude<LookedBack, { readonly kind: 'notYet' }>,
): Promise<Outcome> {
  const { policyId } = seen;
  const { displayName } = write.planned.policy;
  switch (seen.kind) {
    case 'fits':
      if (policyId === null) throw new IntegrityError(`The policy "${displayName}" was read without an id.`);
      await hand.record({ kind: 'written', write: { ...eventWrite(write), policyId } });
      return 'goesOn';
    case 'writtenBySomebodyElse': {
      const reason = `Somebody else wrote the policy "${displayName}"${membersText(seen.differences)}: it is left as it is.`;
      return supersede(hand, [reason]);
    }
    case 'differs': {
      const reason = `What was read back of the policy "${displayName}" is not what was sent${membersText(seen.differences)}.`;
      return takeBack(hand, write.stage.name, reason, { write, policyId });
    }
  }
}

export function mayBeOnItsWay(hand: RemediationInHand, { at }: Pick<PolicyWrite, 'at'>): boolean {
  return Date.parse(hand.now()) - Date.parse(at) < longestOnItsWayMilliseconds;
}

function membersText(differences: readonly MemberChange[]): string {
  const members = differences.map(({ member }) => member);
  return members.length === 0 ? '' : ` (${listText(members)})`;
}
