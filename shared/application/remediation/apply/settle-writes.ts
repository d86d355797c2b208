import type { MemberChange } from '../../../core/compare/comparison.ts';
import { listText } from '../../../core/controls/list-text.ts';
import { IntegrityError } from '../../../core/errors.ts';
import type { PolicyWrite } from '../../../core/remediation/course/remediation.ts';
import { supersede } from './endings.ts';
import { type LookedBack, lookBack } from './look-back.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import { eventWrite, isCreation, recordedWrite, type StageWrite } from './stage-writes.ts';
import { takeBack } from './take-back.ts';

/**
 * A creation of which nothing is seen may be on its way for as long as an invocation may run, and hidden a while longer:
 * only then it did not happen. There is no second one before.
 */
const longestOnItsWayMilliseconds = 15 * 60_000;
const lookAgainSeconds = 120;

/** Finds out what became of requests that an earlier delivery was about to send, and perhaps sent. */
export async function settleWrites(hand: RemediationInHand, writes: readonly StageWrite[]): Promise<Outcome> {
  for (const write of writes) {
    const recorded = recordedWrite(hand.remediation, write);
    if (recorded?.progress !== 'intended') continue;
    const seen = await lookBack(hand, write, recorded.saved);
    if (seen.kind === 'notYet') {
      if (isCreation(write) && isOnItsWay(hand, recorded)) return hand.lookAgain(lookAgainSeconds);
      continue;
    }
    if ((await settleWrite(hand, write, seen)) === 'ends') return 'ends';
  }
  return 'goesOn';
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

function isOnItsWay(hand: RemediationInHand, { at }: PolicyWrite): boolean {
  return Date.parse(hand.now()) - Date.parse(at) < longestOnItsWayMilliseconds;
}

function membersText(differences: readonly MemberChange[]): string {
  const members = differences.map(({ member }) => member);
  return members.length === 0 ? '' : ` (${listText(members)})`;
}
