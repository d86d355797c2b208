import { ConflictError } from '../../errors.ts';
import type { Stage } from '../plan.ts';
import type { RemediationEvent } from './events.ts';
import type { PolicyWrite, Remediation, RemediationStatus, Withheld } from './remediation.ts';
import {
  found,
  isDone,
  isFirstStage,
  isOfAnother,
  isSame,
  isWritten,
  type Place,
  placesOf,
} from './write-places.ts';
import { policyIdOf } from './written-policies.ts';

type EventOf<Kind extends RemediationEvent['kind']> = Extract<RemediationEvent, { kind: Kind }>;

/** Which stage is written in which state. */
const stageIn: Partial<Record<RemediationStatus, Stage['name']>> = {
  approved: 'reportOnly',
  enforcementApproved: 'enforced',
};

/**
 * The writes after the event: of what the plan says and in its order, one after the other, each intended before it is
 * written. Throws ConflictError.
 */
export function writesAfter(
  remediation: Remediation,
  event: RemediationEvent,
  at: string,
): readonly PolicyWrite[] {
  const { writes } = remediation;
  switch (event.kind) {
    case 'writeIntended': {
      expectIntention(remediation, event);
      const others = writes.filter((write) => !isSame(write, event.write));
      return [...others, { ...event.write, progress: 'intended', at }];
    }
    case 'written':
      return writtenAfter(remediation, event, at);
    case 'writeRefused': {
      const write = found(remediation, event.write);
      if (write?.progress !== 'intended' || write.policyId !== event.write.policyId) {
        throw new ConflictError('That write was not intended.');
      }
      return writes.filter((one) => one !== write);
    }
    case 'writeReturned': {
      const { policyId } = event.write;
      const write = found(remediation, event.write);
      if (write === undefined || write.progress === 'returned' || (write.policyId ?? policyId) !== policyId) {
        throw new ConflictError('Nothing was written there that could be taken back.');
      }
      return replaced(writes, write, { ...write, policyId, progress: 'returned', at });
    }
    case 'appliedInReportOnly':
      expectAllWritten(remediation, 'reportOnly');
      return writes;
    case 'enforced':
      expectAllWritten(remediation, 'enforced');
      return writes;
    default:
      return writes;
  }
}

/** A request is withheld at its place in the plan, and only as long as it was not sent. */
export function withheldAfter(
  remediation: Remediation,
  event: RemediationEvent,
  at: string,
): readonly Withheld[] {
  if (event.kind !== 'withheld') return remediation.withheld;
  const { withheld } = event;
  expectPlace(remediation, withheld);
  if (isDone(found(remediation, withheld))) throw new ConflictError('It was written already.');
  if (withheld.why === 'external' && !isExternal(remediation)) {
    throw new ConflictError('This remediation is not delivered from outside.');
  }
  return [...remediation.withheld, { ...withheld, at }];
}

/** An intention may be renewed as long as nothing came of it: then it says when it was last about to be sent. */
function expectIntention(remediation: Remediation, { write }: EventOf<'writeIntended'>): void {
  const { proposal } = remediation;
  expectPlace(remediation, write);
  if (isExternal(remediation)) throw new ConflictError('This remediation is delivered from outside.');
  if (isDone(found(remediation, write))) throw new ConflictError('It was written already.');
  const earlier = placesOf(remediation, write.stage).filter(({ change }) => change < write.change);
  if (!earlier.every((place) => isWritten(remediation, place))) {
    throw new ConflictError('What comes before it in the plan is not written yet.');
  }
  const isCreated =
    proposal.plan.policies[write.change]?.policy.id === null && isFirstStage(remediation, write);
  if (write.policyId !== policyIdOf(remediation, write.change) || (write.saved === null) !== isCreated) {
    throw new ConflictError('That is not the policy of the plan.');
  }
}

function writtenAfter(
  remediation: Remediation,
  { write }: EventOf<'written'>,
  at: string,
): readonly PolicyWrite[] {
  expectPlace(remediation, write);
  const known = policyIdOf(remediation, write.change);
  if (
    write.policyId === null ||
    (known ?? write.policyId) !== write.policyId ||
    isOfAnother(remediation, write)
  ) {
    throw new ConflictError('That is not the policy of the plan.');
  }
  const intended = found(remediation, write);
  if (intended?.progress === 'intended') {
    return replaced(remediation.writes, intended, { ...intended, ...write, progress: 'written', at });
  }
  const awaited = remediation.withheld.findLast((one) => isSame(one, write) && one.why === 'external');
  if (intended !== undefined || awaited === undefined) {
    throw new ConflictError('That write was not intended.');
  }
  return [...remediation.writes, { ...write, saved: awaited.saved, progress: 'written', at }];
}

/** The plan has that stage of that policy, and it is written in this state. */
function expectPlace(remediation: Remediation, place: Place): void {
  const isPlanned = placesOf(remediation, place.stage).some((one) => isSame(one, place));
  if (!isPlanned) throw new ConflictError('The plan has no such write.');
  if (stageIn[remediation.state.status] !== place.stage) {
    throw new ConflictError('That stage of the plan is not written in this state.');
  }
}

function expectAllWritten(remediation: Remediation, stage: Stage['name']): void {
  if (!placesOf(remediation, stage).every((place) => isWritten(remediation, place))) {
    throw new ConflictError('Not all policies of the plan are written.');
  }
}

function isExternal({ proposal }: Remediation): boolean {
  return proposal.rules.delivery === 'external';
}

function replaced(writes: readonly PolicyWrite[], old: PolicyWrite, by: PolicyWrite): readonly PolicyWrite[] {
  return writes.map((write) => (write === old ? by : write));
}
